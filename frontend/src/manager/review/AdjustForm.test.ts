import { expect, it } from "vitest";
import { saidValue } from "./AdjustForm";

const fields = (...values: string[]): FormData => {
  const form = new FormData();
  for (const value of values) form.append("value", value);
  return form;
};

it("says a value as the checklist takes it", () => {
  expect(saidValue("select_one", fields("yes"))).toBe("yes");
  expect(saidValue("select_one", fields(""))).toBeNull();
  expect(saidValue("select_multiple", fields("seat", "drink"))).toEqual(["seat", "drink"]);
  expect(saidValue("select_multiple", fields())).toEqual([]);
  expect(saidValue("integer", fields("2"))).toBe(2);
  expect(saidValue("text", fields("2"))).toBe("2");
});
