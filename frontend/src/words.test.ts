import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./ui/language";
import type { Entry } from "./ui/words";

const AREAS = (readdirSync(new URL(".", import.meta.url), { recursive: true }) as string[])
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith("/words/en.json"))
  .map((file) => file.replace("/words/en.json", ""));

const read = (area: string, code: string): Record<string, Entry> =>
  JSON.parse(readFileSync(new URL(`./${area}/words/${code}.json`, import.meta.url), "utf8"));

const forms = (entry: Entry): string[] => (typeof entry === "string" ? [entry] : Object.values(entry));
const inserts = (entry: Entry): string[] => {
  const named = forms(entry).flatMap((form) =>
    [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""),
  );
  // a plural form may say its number in words: one, two
  return [...new Set(named)].filter((name) => typeof entry === "string" || name !== "n").sort();
};

/** Where a line could begin with a sign that belongs to the word before it, or a space stands that French has not. */
const UNFRENCH = /\S [:;?!»]|« |[\d}] %|[\p{L}}] …|\bmagasin|·e\b/u;

it.each(AREAS)("the French words of %s are set as French is set", (area) => {
  const words = Object.entries(read(area, "fr"));
  expect(words.filter(([, entry]) => forms(entry).some((form) => UNFRENCH.test(form)))).toEqual([]);
});

describe.each(AREAS)("the words of %s", (area) => {
  const english = read(area, "en");

  it.each(LANGUAGES)("are all said in %s, with the same inserts", (code) => {
    const words = read(area, code);
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    for (const [key, entry] of Object.entries(english))
      expect([key, inserts(words[key] ?? "")]).toEqual([key, inserts(entry)]);
  });

  it.each(LANGUAGES)("have every plural form that %s knows", (code) => {
    // French says "many" of millions alone; where it is not given, "other" is said
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    const wanted = categories.filter((each) => code !== "fr" || each !== "many");
    const plurals = Object.entries(read(area, code)).filter(([, entry]) => typeof entry !== "string");
    for (const [key, entry] of plurals)
      expect([key, ...Object.keys(entry)]).toEqual(expect.arrayContaining([key, ...wanted]));
  });
});
