import { wordsOf } from "../ui/words";
import type en from "./words/en.json";

export const words = wordsOf<keyof typeof en>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

export const say = words.say;
