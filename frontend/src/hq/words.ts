import { type Language, language, localeOf } from "../ui/language";
import { type Inserts, wordsOf } from "../ui/words";
import type en from "./words/en.json";

export type Key = keyof typeof en;

const words = wordsOf<Key>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

export const loadWords = (code: Language): Promise<void> => words.load(code);

/** What a page needs to speak: the area's words and the language of figures. */
export function useWords() {
  return {
    t: (key: Key | (string & {}), inserts?: Inserts): string => words.say(key as Key, inserts),
    language: localeOf(language.value),
  };
}
