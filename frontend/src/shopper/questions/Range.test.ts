// @vitest-environment happy-dom
import { h, render } from "preact";
import { beforeEach, expect, it } from "vitest";
import type { Answer } from "../../domain/answers";
import type { ControlProps } from "./control";
import { Range } from "./Range";

let given: Answer[] = [];
let slider: HTMLInputElement;

function draw(value: Answer): void {
  const node = { kind: "question", type: "range", name: "minutes", parameters: { end: "20" } };
  const answer = async (one: Answer) => void given.push(one);
  const props = { node, asked: { value }, id: "q", answer } as unknown as ControlProps;
  render(h(Range, props), document.body);
  slider = document.querySelector("input[type=range]") as HTMLInputElement;
}

beforeEach(() => {
  render(null, document.body);
  given = [];
});

it("takes a tap on the very place where a slider stands before it is touched", () => {
  draw(undefined);
  slider.click();
  expect(given).toEqual([10]);
});

it.each(["Enter", " "])("takes that place from the keyboard, too: %j", (key) => {
  draw(undefined);
  slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  expect(given).toEqual([10]);
});

it("answers once to each touch of a slider that has its answer", () => {
  draw(7);
  slider.value = "12";
  slider.dispatchEvent(new Event("change", { bubbles: true }));
  slider.click();
  expect(given).toEqual([12]);
});
