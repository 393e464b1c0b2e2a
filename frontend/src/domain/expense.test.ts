import { expect, it } from "vitest";
import { amountOf } from "./expense";

it.each([
  ["12,5", "12.50"],
  ["12.50", "12.50"],
  [" 7 ", "7.00"],
  ["\u0661\u0662\u066b\u0665", "12.50"],
  ["0", null],
  ["0,00", null],
  ["-3", null],
  ["1.234", null],
  ["1.234,50", null],
  ["taxi", null],
  ["", null],
])("reads the amount %s as %s", (typed, amount) => expect(amountOf(typed)).toBe(amount));
