import { speakingOf } from "../ui/desk/speaking";
import { wordsOf } from "../ui/words";
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

export const { loadWords, useWords } = speakingOf<Key>([
  words,
  insightWords,
  actionWords,
  reviewWords,
  forecastWords,
]);
