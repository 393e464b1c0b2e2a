import { expect, it } from "vitest";
import type { DeskVisit } from "../../domain/review";
import { flagWords } from "./flagWords";
import en from "./words/en.json";

const visit = {
  zone: "Europe/Madrid",
  sections: [{ answers: [{ name: "stepped_out_at", code: "J2", state: "answered" }] }],
} as unknown as DeskVisit;

const say = (key: string, inserts: Record<string, string | number> = {}): string =>
  String((en as Record<string, unknown>)[key]).replace(/\{(\w+)\}/g, (_, name) => String(inserts[name]));

const told = (kind: string, evidence: Record<string, unknown>) =>
  flagWords({ kind, weight: 1, evidence }, visit, say, "en");

it("tells each flag with its numbers", () => {
  expect(told("too_far", { metres: 900, accuracy: 12, limit: 500 }).sentences).toEqual([
    "900 m away, ± 12 m; up to 500 m is usual.",
  ]);
  expect(
    told("too_fast", { minutes: 3.5, least_minutes: 5, seconds: 1.2, least_seconds: 2, n: 40 }).sentences,
  ).toEqual(["3.5 minutes inside; at least 5 are expected.", "1.2 seconds an answer, over 40 answers."]);
  expect(told("sealed_late", { minutes: 150, limit_hours: 2 }).sentences).toEqual([
    "2.5 hours later; the wave allows 2.",
  ]);
});

it("tells moments on the store's clock, with the questions' codes", () => {
  const first = { question: "stepped_out_at", at: "2026-03-11T12:03:44+00:00" };
  const then = { question: "sealed", at: "2026-03-11T11:50:00+00:00" };
  expect(told("contradictory_times", { pairs: [{ first, then }] }).sentences).toEqual([
    "J2 13:03:44, yet sealed 12:50:00.",
  ]);
});

it("names each other visit once", () => {
  const texts = [
    { question: "a", visit: "v1", share: 1 },
    { question: "b", visit: "v1", share: 0.9 },
  ];
  expect(told("text_copied", { texts }).others).toEqual(["v1"]);
});
