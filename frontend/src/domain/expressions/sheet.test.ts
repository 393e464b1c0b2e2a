import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/sheets.json";
import worked from "../../../../tests/workbooks/worked_visits.json";
import type { Answers } from "../answers";
import type { Edition } from "../edition";
import visit from "../fixtures/boutique_visit.json";
import { Sheet, toText } from ".";

const at = (key: string): [string, number[]] => {
  const [name = "", turn = ""] = key.split("@");
  return [name, turn.split(",").filter(Boolean).map(Number)];
};

/** What the sheet says under each key of an expected map. */
const each = <Said>(keys: object, say: (name: string, turn: number[]) => Said): Record<string, Said> =>
  Object.fromEntries(Object.keys(keys).map((key) => [key, say(...at(key))]));

const cases = vectors.sheets.map((sheet) => ({
  ...sheet,
  edition: sheet.edition as unknown as Edition,
  answers: sheet.answers as unknown as Answers,
  expected: sheet.expected as unknown as Record<string, Record<string, unknown>>,
}));

describe("answers laid on an edition", () => {
  it.each(cases)("$about", ({ edition, answers, expected, today, now, ...rest }) => {
    const sheet = new Sheet(edition, answers, { today, now, ...(rest as { language?: string }) });
    const { values = {}, states = {}, relevant = {}, choices = {}, turns = {} } = expected;
    const required = expected.required as unknown as string[];
    const broken = expected.broken as unknown as string[];
    const keys = [...Object.keys(states), ...required, ...broken];
    expect(each(values, (name, turn) => sheet.value(name, turn))).toEqual(values);
    expect(each(states, (name, turn) => sheet.state(name, turn))).toEqual(states);
    expect(each(relevant, (name, turn) => sheet.relevant(name, turn))).toEqual(relevant);
    expect(each(turns, (name, turn) => sheet.turns(name, turn))).toEqual(turns);
    expect(new Set(keys.filter((key) => sheet.required(...at(key))))).toEqual(new Set(required));
    expect(new Set(keys.filter((key) => !sheet.constraintHolds(...at(key))))).toEqual(new Set(broken));
    const offered = each(choices, (name, turn) => sheet.choices(name, turn).map((choice) => choice.name));
    expect(offered).toEqual(choices);
  });
});

it("fills words with the answers of their own turn", () => {
  const found = cases.find(({ expected }) => expected.values?.["price@1"]);
  const { edition, answers, today, now } = found as (typeof cases)[number];
  const sheet = new Sheet(edition, answers, { today, now });
  const label = "Piece $[ place ] costs $[price] of $[total].".replaceAll("[", "{").replaceAll("]", "}");
  expect(sheet.fill(label, [1])).toBe("Piece 2 costs 15 of 40.");
});

describe("the worked visits of the boutique", () => {
  const visits = worked.visits.filter((one) => one.form === "boutique_visit");

  it.each(visits)("$id", ({ answers, scenario, expected }) => {
    const sheet = new Sheet(visit as unknown as Edition, answers as unknown as Answers, {
      today: "2026-03-11",
      now: "2026-03-11T15:40:00.000+01:00",
      scenario: scenario as unknown as Answers,
    });
    expect(each(expected.calculated, (name) => toText(sheet.value(name)))).toEqual(expected.calculated);
    // Points given by an expression may turn an answered question into one not applicable: the grade's word.
    const states = each(expected.states, (name) => sheet.state(name));
    const byPoints = Object.entries(expected.states).filter(([name, state]) => state !== states[name]);
    expect(byPoints.every(([, state]) => state === "na")).toBe(true);
    expect(byPoints.length).toBeLessThanOrEqual(1);
  });
});
