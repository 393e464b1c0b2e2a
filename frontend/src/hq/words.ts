import { frameWords } from "../ui/desk/words";
import { type Language, language, localeOf } from "../ui/language";
import { type Inserts, wordsOf } from "../ui/words";
import type figures from "./figures/words/en.json";
import type en from "./words/en.json";

export type Key = keyof typeof en | keyof typeof figures;

const words = wordsOf<keyof typeof en>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

const figureWords = wordsOf<keyof typeof figures>({
  en: () => import("./figures/words/en.json"),
  fr: () => import("./figures/words/fr.json"),
  ar: () => import("./figures/words/ar.json"),
});

/** Loads the area's words and those of the frame around it. */
export async function loadWords(code: Language): Promise<void> {
  await Promise.all([words.load(code), figureWords.load(code), frameWords.load(code)]);
}

/** A key that no catalogue knows is said as it stands. */
function say(key: string, inserts?: Inserts): string {
  const said = words.say(key as never, inserts);
  return said === key ? figureWords.say(key as never, inserts) : said;
}

/** What a page needs to speak: the area's words and the language of figures. */
export function useWords() {
  return {
    t: (key: Key | (string & {}), inserts?: Inserts): string => say(key, inserts),
    language: localeOf(language.value),
  };
}
