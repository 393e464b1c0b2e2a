import { type Chunks, wordsOf } from "../ui/words";
import type pages from "./pages/words/en.json";
import type en from "./words/en.json";

export type Key = keyof typeof en | keyof typeof pages;

/** The shopper's words, in English, French, Arabic: those of the way to the first question. */
export const words = wordsOf<Key>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

/** What is said only after it. */
export const PAGES: Chunks<Key> = {
  en: () => import("./pages/words/en.json"),
  fr: () => import("./pages/words/fr.json"),
  ar: () => import("./pages/words/ar.json"),
};

export const say = words.say;
