import { describe, expect, it } from "vitest";
import { choices, differing, type Retention, said } from "./retention";

const BRAND = { place_days: 30, receipt_days: 60, photo_days: 180, answer_days: 730 };
const RETENTION: Retention = {
  brand: "b",
  policy: BRAND,
  countries: [
    { country: "FR", stores: 12, own: {}, policy: BRAND },
    { country: "JP", stores: 0, own: { photo_days: 90 }, policy: { ...BRAND, photo_days: 90 } },
  ],
  all_countries: ["DE", "FR", "JP"],
  would_go: {},
  last_night: null,
  runs: [],
};

describe("the terms of a country", () => {
  it("are added for a country that has none: those with stores come first", () => {
    expect(choices(RETENTION)).toEqual({ near: ["FR"], far: ["DE"] });
  });

  it("are what was written; an empty field leaves it to the brand", () => {
    const fields = new FormData();
    fields.set("photo_days", "90");
    fields.set("place_days", " ");
    expect(said(fields)).toEqual({ photo_days: 90 });
  });

  it("are told where they differ from the brand's", () => {
    expect(differing({ ...BRAND, answer_days: 365 }, BRAND)).toEqual(["answer_days"]);
  });
});
