// @vitest-environment happy-dom
import { expect, it } from "vitest";
import type { Visit } from "../../domain/visit";
import { forgetNotes, keepQuickNote, quickNote } from "./quick_note";

const visit = (id: string) => ({ id }) as Visit;

it("a quick note goes with its visit", () => {
  keepQuickNote("gone", "the green door");
  keepQuickNote("here", "ask for Léa");
  forgetNotes([visit("gone"), visit("here")], [visit("here")]);
  expect([quickNote("gone"), quickNote("here")]).toEqual(["", "ask for Léa"]);
});

it("a quick note outlives another person who signs in on the phone", () => {
  keepQuickNote("sashas", "two at the counter");
  const sams = [visit("sams")];
  forgetNotes([], sams);
  forgetNotes(sams, sams);
  expect(quickNote("sashas")).toBe("two at the counter");
});
