import { expect, it } from "vitest";
import { barOf, reachOf } from "./WherePart";

it("draws everything within the edge, with a bar of a round length", () => {
  expect(reachOf([])).toBeCloseTo(69);
  expect(reachOf([{ lat: 0, lon: 0, metres: 900, accuracy: 100 }])).toBeCloseTo(1150);
  expect([69, 115, 1150, 20_000].map(barOf)).toEqual([20, 50, 500, 10_000]);
});
