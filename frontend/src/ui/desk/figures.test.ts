import { expect, it } from "vitest";
import { shortest } from "./figures";

it("writes the points of an answer with no more digits than they have, as the reader writes them", () => {
  expect([1, 2.5, 0.125].map((points) => shortest(points, "fr"))).toEqual(["1", "2,5", "0,13"]);
  expect(shortest(2.5, "en-GB")).toBe("2.5");
});
