import { expect, test } from "vitest";
import { live } from "./testing/life";

const SEEDS = 12;

test("a short storm of seeds", { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { broken } = await live(seed);
    expect([seed, broken]).toEqual([seed, []]);
  }
});
