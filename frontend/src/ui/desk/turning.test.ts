// @vitest-environment happy-dom
import { h, render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { language } from "../language";
import { useTurned } from "./turning";
import { frameWords } from "./words";

interface Page {
  results: string[];
  next: string | null;
}

const SIZE = 2;
let waiting: string[] = [];
let place: HTMLElement;

/** A list by key, as the server turns it: what stands behind the cursor. */
const ask = async (cursor: string): Promise<Page> => {
  const rest = waiting.filter((name) => name > cursor);
  const results = rest.slice(0, SIZE);
  return { results, next: rest.length > SIZE ? (results.at(-1) ?? null) : null };
};

let again: () => void = () => undefined;

function Queue() {
  const [loaded, reload, turning, page] = useTurned("queue", ask);
  again = reload;
  const value = loaded.value;
  return h("div", null, h("p", null, `${page}: ${value?.results.join(" ")}`), value && turning(value.next));
}

const shown = () => place.querySelector("p")?.textContent;
const button = (word: string) =>
  [...place.querySelectorAll("button")].find((each) => each.textContent === word);

beforeEach(async () => {
  language.value = "en";
  await frameWords.load("en");
  waiting = ["a", "b", "c", "d", "e"];
  place = document.body.appendChild(document.createElement("div"));
  render(h(Queue, {}), place);
  await expect.poll(shown).toBe("0: a b");
});

afterEach(() => {
  render(null, place);
  place.remove();
});

it("reads a long list page by page, to its end and back, and the page before stays until the next is here", async () => {
  button("More")?.click();
  expect(shown()).toBe("0: a b");
  await expect.poll(shown).toBe("1: c d");
  button("More")?.click();
  await expect.poll(shown).toBe("2: e");
  expect(button("More")).toBeUndefined();
  button("Back")?.click();
  await expect.poll(shown).toBe("1: c d");
});

it("keeps the keyboard at the pages where the last of them has no way on", async () => {
  for (const then of ["1: c d", "2: e"]) {
    button("More")?.focus();
    button("More")?.click();
    await expect.poll(shown).toBe(then);
  }
  await expect.poll(() => document.activeElement?.closest("nav")).toBe(place.querySelector("nav"));
});

it("turns back from a page that has become empty under her hands", async () => {
  button("More")?.click();
  await expect.poll(shown).toBe("1: c d");
  button("More")?.click();
  await expect.poll(shown).toBe("2: e");
  waiting = ["c", "d"]; // the others are judged
  again();
  await expect.poll(shown).toBe("1: c d");
});
