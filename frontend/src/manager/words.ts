import type { Words as Labels } from "../domain/edition";
import { frameWords } from "../ui/desk/words";
import { type Language, language, localeOf } from "../ui/language";
import { type Inserts, wordsOf } from "../ui/words";
import type actions from "./actions/words/en.json";
import type forecast from "./forecast/words/en.json";
import type insights from "./insights/words/en.json";
import type review from "./review/words/en.json";
import type en from "./words/en.json";

export type Key =
  | keyof typeof en
  | keyof typeof insights
  | keyof typeof actions
  | keyof typeof review
  | keyof typeof forecast;

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

const actionWords = wordsOf<keyof typeof actions>({
  en: () => import("./actions/words/en.json"),
  fr: () => import("./actions/words/fr.json"),
  ar: () => import("./actions/words/ar.json"),
});

const reviewWords = wordsOf<keyof typeof review>({
  en: () => import("./review/words/en.json"),
  fr: () => import("./review/words/fr.json"),
  ar: () => import("./review/words/ar.json"),
});

const forecastWords = wordsOf<keyof typeof forecast>({
  en: () => import("./forecast/words/en.json"),
  fr: () => import("./forecast/words/fr.json"),
  ar: () => import("./forecast/words/ar.json"),
});

/** Loads the area's words and those of the frame around it. */
export async function loadWords(code: Language): Promise<void> {
  await Promise.all([
    words.load(code),
    insightWords.load(code),
    actionWords.load(code),
    reviewWords.load(code),
    forecastWords.load(code),
    frameWords.load(code),
  ]);
}

/** A key that no catalogue knows is said as it stands: keys put together at run time may be a brand's own. */
function say(key: string, inserts?: Inserts): string {
  for (const catalogue of [words, insightWords, actionWords, reviewWords, forecastWords]) {
    const said = catalogue.say(key as never, inserts);
    if (said !== key) return said;
  }
  return key;
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
