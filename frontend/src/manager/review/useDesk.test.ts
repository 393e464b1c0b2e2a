import { expect, it } from "vitest";
import { next } from "./useDesk";

const answers = [{ name: "C1" }, { name: "C2" }, { name: "C3" }];

it("walks from answer to answer and stops at the ends", () => {
  expect(next(answers, "", 1)).toBe("C1");
  expect(next(answers, "", -1)).toBe("C3");
  expect(next(answers, "C1", 1)).toBe("C2");
  expect(next(answers, "C1", -1)).toBe("C1");
  expect(next(answers, "C3", 1)).toBe("C3");
  expect(next([], "", 1)).toBe("");
});
