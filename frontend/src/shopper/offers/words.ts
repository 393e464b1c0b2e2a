import { wordsOf } from "../../ui/words";
import type en from "./words/en.json";

export type OfferKey = keyof typeof en;

/** Words of the pages that are fetched later: offers, quiz, fees. */
export const offerWords = wordsOf<OfferKey>({
  en: () => import("./words/en.json"),
  fr: () => import("./words/fr.json"),
  ar: () => import("./words/ar.json"),
});

export const tell = offerWords.say;
