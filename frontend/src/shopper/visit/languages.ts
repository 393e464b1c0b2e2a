import { signal } from "@preact/signals";
import type { Edition, Words } from "../../domain/edition";
import { chosenHere, language } from "../../ui/language";

const KEPT = "encore.checklist-language";

/** The language of questions chosen on this phone; empty: the app's own where the checklist speaks it. */
export const wanted = signal(chosenHere(KEPT) ?? "");

/** Chooses the language of the questions, for this phone. */
export function choose(code: string): void {
  localStorage.setItem(KEPT, code);
  wanted.value = code;
}

/** The language in which an edition is asked here. */
export function languageOf(edition: Edition): string {
  const speaks = (code: string) => edition.languages.some((each) => each.code === code);
  return [wanted.value, language.value].find(speaks) ?? edition.default_language;
}

/** Words in one language, else in the edition's own, else in any. */
export function wordsIn(words: Words | undefined, code: string, otherwise = ""): string {
  return words?.[code] || words?.[otherwise] || Object.values(words ?? {})[0] || "";
}
