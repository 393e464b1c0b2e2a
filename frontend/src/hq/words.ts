import { speakingOf } from "../ui/desk/speaking";
import { wordsOf } from "../ui/words";
import type figures from "./figures/words/en.json";
import type verbs from "./office/verbs/words/en.json";
import type office from "./office/words/en.json";
import type programme from "./programme/words/en.json";
import type en from "./words/en.json";

export type Key =
  | keyof typeof en
  | keyof typeof figures
  | keyof typeof programme
  | keyof typeof office
  | keyof typeof verbs;

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

const programmeWords = wordsOf<keyof typeof programme>({
  en: () => import("./programme/words/en.json"),
  fr: () => import("./programme/words/fr.json"),
  ar: () => import("./programme/words/ar.json"),
});

const officeWords = wordsOf<keyof typeof office>({
  en: () => import("./office/words/en.json"),
  fr: () => import("./office/words/fr.json"),
  ar: () => import("./office/words/ar.json"),
});

const verbWords = wordsOf<keyof typeof verbs>({
  en: () => import("./office/verbs/words/en.json"),
  fr: () => import("./office/verbs/words/fr.json"),
  ar: () => import("./office/verbs/words/ar.json"),
});

export const { loadWords, useWords } = speakingOf<Key>([
  words,
  figureWords,
  programmeWords,
  officeWords,
  verbWords,
]);
