import { expect, it } from "vitest";
import { told } from "./forecast";

it("sends what a manager believes, and nothing of the lines that she left open", () => {
  const fields = [
    ["section:welcome", "85"],
    ["section:farewell", ""],
    ["moment:trial", "0"],
  ] as [string, unknown][];
  expect(told(fields, "section")).toEqual({ welcome: 85 });
  expect(told(fields, "moment")).toEqual({ trial: 0 });
});
