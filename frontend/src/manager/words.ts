import type { Words as Labels } from "../domain/edition";
import { frameWords } from "../ui/desk/words";
import { type Language, language, localeOf } from "../ui/language";
import { type Inserts, wordsOf } from "../ui/words";
import type insights from "./insights/words/en.json";
import type en from "./words/en.json";

export type Key = keyof typeof en | keyof typeof insights;

const words = wordsOf<keyof typeof en>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

const insightWords = wordsOf<keyof typeof insights>({
  en: () => import("./insights/words/en.json"),
  fr: () => import("./insights/words/fr.json"),
  ar: () => import("./insights/words/ar.json"),
});

/** Loads the area's words and those of the frame around it. */
export async function loadWords(code: Language): Promise<void> {
  await Promise.all([words.load(code), insightWords.load(code), frameWords.load(code)]);
}

/** A key that neither catalogue knows is said as it stands: keys put together at run time may be a brand's own. */
function say(key: string, inserts?: Inserts): string {
  const said = words.say(key as keyof typeof en, inserts);
  return said === key ? insightWords.say(key as keyof typeof insights, inserts) : said;
}

/** What a page needs to speak: the area's words, the language of figures, and a checklist's own labels. */
export function useWords() {
  const code = language.value;
  return {
    t: (key: Key | (string & {}), inserts?: Inserts): string => say(key, inserts),
    language: localeOf(code),
    /** a label in the reader's language, else in English, else in any */
    pick: (labels: Labels | undefined): string =>
      labels?.[code] ?? labels?.en ?? Object.values(labels ?? {})[0] ?? "",
  };
}
