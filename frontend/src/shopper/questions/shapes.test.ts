import { expect, it } from "vitest";
import type { Choice } from "../../domain/edition";
import { shapeOf } from "./Choices";
import { localOf, momentOf } from "./Dates";
import { rangeOf } from "./Range";

const choices = (...surplus: (number | undefined)[]): Choice[] =>
  surplus.map((each, i) => ({ name: `c${i}`, label: {}, ...(each === undefined ? {} : { surplus: each }) }));

it("draws an expectation as marks on a line, below, on and beyond it", () => {
  expect(shapeOf(choices(-1, 0, 1), ["Below", "As", "Beyond"])).toBe("marks");
  expect(shapeOf(choices(-2, -1, 0, 1, 2), ["", "", "", "", ""])).toBe("marks");
});

it("draws yes and no as two buttons, and two long answers as rows", () => {
  const two = choices(undefined, undefined);
  expect(shapeOf(two, ["Yes", "No"])).toBe("two");
  expect(shapeOf(two, ["A standard alternative was offered", "It was refused"])).toBe("rows");
});

it("steps through a range as HQ wrote it, fractions and backwards too", () => {
  expect(rangeOf({ start: "0", end: "10", step: "1" })).toHaveLength(11);
  expect(rangeOf({ start: "0", end: "1", step: "0.1" })).toContain(0.3);
  expect(rangeOf({ start: "5", end: "1", step: "2" })).toEqual([5, 3, 1]);
});

it("takes a corrected moment in the phone's zone and gives it back unharmed", () => {
  const at = momentOf("2026-11-21T14:06:12");
  expect(at).toMatch(/^2026-11-21T14:06:12\.000[+-]\d\d:\d\d$/);
  expect(localOf(at ?? "")).toBe("2026-11-21T14:06:12");
  expect(momentOf("")).toBeUndefined();
});
