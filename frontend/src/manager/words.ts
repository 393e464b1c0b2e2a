import type { Words as Labels } from "../domain/edition";
import { frameWords } from "../ui/desk/words";
import { type Language, language, localeOf } from "../ui/language";
import { type Inserts, wordsOf } from "../ui/words";
import type en from "./words/en.json";

export type Key = keyof typeof en;

const words = wordsOf<Key>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

/** Loads the area's words and those of the frame around it. */
export async function loadWords(code: Language): Promise<void> {
  await Promise.all([words.load(code), frameWords.load(code)]);
}

/** What a page needs to speak: the area's words, the language of figures, and a checklist's own labels. */
export function useWords() {
  const code = language.value;
  return {
    /** the words of a key; a key put together at run time that is unknown is said as it stands */
    t: (key: Key | (string & {}), inserts?: Inserts): string => words.say(key as Key, inserts),
    language: localeOf(code),
    /** a label in the reader's language, else in English, else in any */
    pick: (labels: Labels | undefined): string =>
      labels?.[code] ?? labels?.en ?? Object.values(labels ?? {})[0] ?? "",
  };
}
