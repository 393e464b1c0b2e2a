import { afterEach, expect, it } from "vitest";
import { language } from "./language";
import { daysAway, fromDayToDay, isoWeek, moneyWords, sumWords, wholeDay, windowWords } from "./times";

afterEach(() => {
  language.value = "en";
});
const NOON = Date.parse("2026-11-21T12:00:00Z");

it("counts days by the calendar of the store, not by 24 hours", () => {
  expect(daysAway("2026-11-21T23:30:00Z", NOON, "Europe/Paris")).toBe(1);
  expect(daysAway("2026-11-21T23:30:00Z", NOON, "UTC")).toBe(0);
});

it("says a window within one day with its hours", () => {
  const words = windowWords("2026-11-21T14:00:00Z", "2026-11-21T18:00:00Z", NOON, "UTC");
  expect(words).toMatch(/^Today, 14:00\s?–\s?18:00$/);
});

it("says a window over days without hours", () => {
  expect(windowWords("2026-11-24T08:00:00Z", "2026-11-26T18:00:00Z", NOON, "UTC")).toContain("24");
});

it("writes a fee as its currency does", () => {
  expect(moneyWords("65.00", "GBP")).toBe("£65");
  expect(moneyWords("62.50", "EUR")).toBe("€62.50");
  expect(moneyWords("0.00", "EUR")).toBe("");
});

it("writes days and sums as the reader's language does, wherever the reader is", () => {
  expect(fromDayToDay("2026-09-23", "2026-12-22")).toMatch(/^23 Sept\s?–\s?22 Dec 2026$/);
  expect(sumWords("0.00", "GBP")).toBe("£0");
  language.value = "fr";
  expect(wholeDay("2026-11-22")).toBe("22 nov. 2026");
  expect(sumWords("65.50", "EUR")).toMatch(/^65,50\s€$/);
});

it("counts weeks as ISO 8601 does, also where they belong to another year", () => {
  expect(["2026-11-22", "2027-01-03", "2027-01-04", "2026-01-01"].map(isoWeek)).toEqual([47, 53, 1, 1]);
});
