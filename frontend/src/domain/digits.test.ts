import { expect, it } from "vitest";
import { figures } from "./digits";

it.each([
  ["١٢", "12"],
  ["۷٫۵", "7.5"],
  [" 3,25 ", "3.25"],
  ["-4", "-4"],
  ["twelve", "twelve"],
])("reads %s as %s", (typed, number) => expect(figures(typed)).toBe(number));
