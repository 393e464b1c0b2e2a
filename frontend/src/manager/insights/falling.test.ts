import { expect, it } from "vitest";
import type { F } from "../../domain/insights";
import { fallingSteps, floorOf, isNoise } from "./falling";

const points = (value: number, low: number | null, high: number | null): F => ({
  value,
  low,
  high,
  n: 12,
  wants: null,
  why: null,
});
const share = points(0.5, 0.3, 0.7);
const figures = {
  lost: points(20, 16, 24),
  costs: [
    { cost: "coaching", points: points(9, 6, 12), share },
    { cost: "attitude", points: points(8, 5.5, 10.5), share },
    { cost: "money", points: points(3, -0.02, 6), share },
  ],
};

it("falls from a hundred to what is kept, first by what costs nothing", () => {
  const steps = fallingSteps(figures);
  expect(steps.map(({ kind, cost, from, to }) => [kind, cost, from, to])).toEqual([
    ["whole", "", 100, 0],
    ["loss", "attitude", 100, 92],
    ["loss", "coaching", 92, 83],
    ["loss", "money", 83, 80],
    ["left", "", 80, 0],
  ]);
});

it("lays each interval at the end of the bar that it is about", () => {
  const [whole, attitude, coaching, , left] = fallingSteps(figures);
  expect(whole?.reach).toBeNull();
  expect(attitude?.reach).toEqual({ low: 89.5, high: 94.5 });
  expect(coaching?.reach).toEqual({ low: 80, high: 86 });
  // what is kept has the interval of what is lost, seen from the other side
  expect(left).toMatchObject({ value: 80, low: 76, high: 84, reach: { low: 76, high: 84 } });
});

it("calls a loss noise where its interval, as it is written, reaches nought", () => {
  expect(fallingSteps(figures).map((step) => step.isNoise)).toEqual([false, false, false, true, false]);
  expect(isNoise(points(1, 0.04, 2))).toBe(true);
  expect(isNoise(points(1, 0.06, 2))).toBe(false);
  expect(isNoise(points(1, null, null))).toBe(false);
});

it("begins on a round ten below all that it tells", () => {
  expect(floorOf(fallingSteps(figures))).toBe(70);
  expect(floorOf(fallingSteps({ ...figures, lost: points(20, 4, 36) }))).toBe(50);
  expect(floorOf(fallingSteps({ lost: points(97, 90, 100), costs: [] }))).toBe(0);
});

it("never leaves the hundred, and draws no interval where there is none", () => {
  const wide = { lost: points(4, -3, 11), costs: [{ cost: "rule", points: points(4, null, null), share }] };
  const [, rule, left] = fallingSteps(wide);
  expect(rule?.reach).toBeNull();
  expect(left?.reach).toEqual({ low: 89, high: 100 });
});
