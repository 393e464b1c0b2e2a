import { language, localeOf } from "./language";

const kept = new Map<string, Intl.DisplayNames>();

/** A country, by its two letters of ISO 3166-1, in the reader's language; the letters where nobody knows a name. */
export function countryName(letters: string): string {
  const names =
    kept.get(language.value) ?? new Intl.DisplayNames(localeOf(language.value), { type: "region" });
  kept.set(language.value, names);
  try {
    return names.of(letters) ?? letters;
  } catch {
    return letters; // not two letters
  }
}

/** By name, as the reader's language sorts. */
export const byCountryName = (one: string, other: string): number =>
  countryName(one).localeCompare(countryName(other), localeOf(language.value));
