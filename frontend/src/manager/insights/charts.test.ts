import { afterEach, expect, it } from "vitest";
import { language } from "../../ui/language";
import { across, apart, between, spanOf, through, upwards } from "./charts";

const FRAME = { left: 40, right: 240, top: 10, bottom: 110 };
afterEach(() => {
  language.value = "en";
});

it("runs the way its reader reads", () => {
  expect(across([0, 1], FRAME)(0.25)).toBe(90);
  language.value = "ar";
  expect(across([0, 1], FRAME)(0.25)).toBe(190);
  expect(upwards([0, 1], FRAME)(1)).toBe(10);
});

it("shows all values with room around them, and never more than there can be", () => {
  const [from, to] = spanOf([0.31, 0.44], [0, 1]);
  expect(from).toBeLessThan(0.31);
  expect(to).toBeGreaterThan(0.44);
  expect(to).toBeLessThan(0.6);
  expect(spanOf([0.99, 1], [0, 1])[1]).toBe(1);
  expect(spanOf([], [0, 1])).toEqual([0, 1]);
});

it("draws lines and the intervals around them", () => {
  expect(
    through([
      [0, 0],
      [10, 5],
    ]),
  ).toBe("M0,0L10,5");
  expect(
    between([
      [0, 1, 3],
      [10, 2, 4],
    ]),
  ).toBe("M0,3L10,4L10,2L0,1Z");
});

it("moves labels apart, in the order of their heights", () => {
  const moved = apart([{ y: 20 }, { y: 10 }, { y: 12 }, { y: 60 }], 14);
  expect(moved.map(({ y }) => y)).toEqual([10, 24, 38, 60]);
});
