import { wordsOf } from "../ui/words";
import type en from "./words/en.json";

export const words = wordsOf<keyof typeof en>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

export const say = (key: keyof typeof en | (string & {}), inserts = {}): string =>
  words.say(key as keyof typeof en, inserts);
