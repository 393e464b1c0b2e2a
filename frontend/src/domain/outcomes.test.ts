import { expect, it } from "vitest";
import { outcomeIn } from "./outcomes";

it("tells the rule's reasons from those that a person wrote", () => {
  expect(outcomeIn("refused_entry")).toBe("refused_entry");
  expect(outcomeIn("Half, for half of it was made.")).toBeNull();
  expect(outcomeIn("")).toBeNull();
});
