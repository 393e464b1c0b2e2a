import { expect, it } from "vitest";
import { aboutOf, grouped } from "../../../domain/verbs";
import words from "./words/en.json";

const VERBS = Object.keys(words)
  .filter((key) => key.startsWith("verb."))
  .map((key) => key.slice("verb.".length));

it("finds each of the journal's verbs under what it is about, once", () => {
  expect(VERBS.length).toBeGreaterThan(100);
  expect(VERBS.filter((verb) => aboutOf(verb) === null)).toEqual([]);
  const found = grouped(VERBS, (verb) => verb);
  expect(found.flatMap((group) => group.verbs).sort()).toEqual([...VERBS].sort());
  expect(found.map(({ about }) => `verbs.${about}`)).toEqual(
    Object.keys(words).filter((key) => key.startsWith("verbs.")),
  );
});

it("lists the verbs of a group by their words, as a reader looks for them", () => {
  const said: Record<string, string> = { "visit.a": "Zebra", "visit.b": "Apple" };
  expect(grouped(["visit.a", "visit.b"], (verb) => said[verb] ?? "")).toEqual([
    { about: "visits", verbs: ["visit.b", "visit.a"] },
  ]);
});
