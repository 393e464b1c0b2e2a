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

/** What a page needs to speak: the area's words and the language of figures. */
export function useWords() {
  return {
    t: (key: Key | (string & {}), inserts?: Inserts): string => words.say(key as Key, inserts),
    language: localeOf(language.value),
  };
}
