import { signal } from "@preact/signals";

/** Languages of the app itself; a checklist may speak others. */
export const LANGUAGES = ["en", "fr", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { en: "English", fr: "Français", ar: "العربية" };

const KEPT = "encore.language";
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"]);

/** The language that the app speaks now; set it with `speak`. */
export const language = signal<Language>("en");

const known = (code: string | null | undefined): Language | undefined =>
  LANGUAGES.find((each) => each === code?.toLowerCase().split("-")[0]);

/** Which way a language is written. */
export const directionOf = (code: string): "ltr" | "rtl" =>
  RIGHT_TO_LEFT.has(code.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";

const LOCALES: Readonly<Record<string, string>> = { en: "en-GB", ar: "ar-u-nu-latn" };

/**
 * The language for `Intl`: days stand before months, and figures stay 0 to 9, as on the clocks and price
 * tags around the shopper.
 */
export const localeOf = (code: string): string => LOCALES[code] ?? code;

/** What was chosen on this phone; null, too, where the browser forbids storage. */
export function chosenHere(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** The language to begin with: the one chosen on this phone, else the person's, else the browser's. */
export function firstLanguage(ofPerson?: string): Language {
  const wishes = [chosenHere(KEPT), ofPerson, ...navigator.languages];
  return wishes.map(known).find((code) => code !== undefined) ?? "en";
}

/** Remembers the choice on this phone. */
export const keepLanguage = (code: Language): void => localStorage.setItem(KEPT, code);

/** Turns page and app to a language whose catalogues are loaded. */
export function speak(code: Language): void {
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
  language.value = code;
}

/** A name and what it is, as the language writes it: French keeps a blank before a colon. */
export const named = (name: string, value: string | number): string =>
  `${name}${language.value === "fr" ? "\u00a0" : ""}: ${value}`;
