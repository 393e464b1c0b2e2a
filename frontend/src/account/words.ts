import { wordsOf } from "../ui/words";
import type en from "./words/en.json";

export type Key = keyof typeof en;

export const words = wordsOf<Key>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

export const say = words.say;
