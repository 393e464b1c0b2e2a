import { wordsOf } from "../words";
import type en from "./words/en.json";

/** Words of the frame around every desk: its places, and who is signed in. */
export const frameWords = wordsOf<keyof typeof en>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});
