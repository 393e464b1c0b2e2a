import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/sheets.json";
import worked from "../../../../tests/workbooks/worked_visits.json";
import type { Answers } from "../answers";
import type { Edition, Node } from "../edition";
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

/** Numbers in [0, 1) that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function oneOf<T>(list: readonly T[], roll: () => number): T | undefined {
  return list[Math.floor(roll() * list.length)];
}

/** An answer that a finger could give to a node: a choice, a number, a few turns, or nothing. */
function answerTo(node: Node, edition: Edition, roll: () => number): unknown {
  if (roll() < 0.2 || node.kind === "group") return undefined;
  if (node.kind === "repeat")
    return Array.from({ length: Math.floor(roll() * 4) }, () =>
      Object.fromEntries((node.body ?? []).map((inner) => [inner.name, answerTo(inner, edition, roll)])),
    );
  const list = edition.lists[node.list ?? ""] ?? [];
  if (list.length === 0) return oneOf(["", "2026-03-11T10:00:00+01:00", 0, 1, 2, 7, "words"], roll);
  const chosen = oneOf(list, roll)?.name;
  return node.type === "select_multiple" ? [chosen] : chosen;
}

/** Everything that anybody can ask a sheet. */
function said(sheet: Sheet): unknown[] {
  return [...sheet.outline.places].flatMap(([name, { node, repeats }]) => {
    const turns = repeats.length === 0 ? [[]] : repeats.length === 1 ? [[0], [1], [2]] : [];
    const of = turns.map((turn) => [
      ...[sheet.value(name, turn), sheet.relevant(name, turn), sheet.state(name, turn)],
      ...[sheet.required(name, turn), sheet.constraintHolds(name, turn), sheet.choices(name, turn)],
      sheet.fill(Object.values(node.label ?? {}).join(" "), turn),
    ]);
    return [name, sheet.value(name), ...of];
  });
}

describe("a sheet after another", () => {
  const editions = [visit as unknown as Edition, ...cases.map((one) => one.edition)];
  it.each(editions.map((edition, n) => [n, edition] as const))(
    "says what a new one would, after any taps (edition %i)",
    (n, edition) => {
      const roll = dice(n + 1);
      let answers: Answers = {};
      let sheet = new Sheet(edition, answers, { today: "2026-03-11", now: "2026-03-11T10:00:00+01:00" });
      const tops = [...sheet.outline.places.values()].filter((place) => place.repeats.length === 0);
      for (let tap = 0; tap < 20; tap += 1) {
        const { node } = oneOf(tops, roll) ?? {};
        if (!node) return;
        answers = { ...answers, [node.name]: answerTo(node, edition, roll) } as Answers;
        const today = `2026-03-${10 + tap}`; // a visit may last over midnight, and over a change of the clock
        const now = `${today}T10:00:00+0${1 + (tap % 2)}:00`;
        sheet = sheet.after([node.name], answers, { today, now });
        expect(said(sheet)).toEqual(said(new Sheet(edition, answers, sheet.circumstances)));
      }
    },
  );
});
