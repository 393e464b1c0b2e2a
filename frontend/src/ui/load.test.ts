// @vitest-environment happy-dom
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Loaded, useLoaded } from "./load";

/** Answers that come when they are let. */
let come: Record<string, (standing: string) => void> = {};
const ask = (store: string) =>
  new Promise<string>((done) => {
    come[store] = done;
  });

let place: HTMLElement;
let again: () => void = () => undefined;
const drawn: Loaded<string>[] = [];

function Standing({ store }: { store: string }) {
  const [loaded, once_more] = useLoaded(store, () => ask(store));
  again = once_more;
  drawn.push(loaded);
  return h("p", null, loaded.value);
}

const show = (store: string) => act(() => render(h(Standing, { store }), place));
const answer = async (store: string, standing: string) => act(() => Promise.resolve(come[store]?.(standing)));

beforeEach(() => {
  come = {};
  drawn.length = 0;
  place = document.createElement("div");
});
afterEach(() => render(null, place));

it("keeps the last answer on the screen while it asks anew for the same", async () => {
  show("London");
  await answer("London", "82 %");
  act(again);
  expect(place.textContent).toBe("82 %");
  await answer("London", "84 %");
  expect(place.textContent).toBe("84 %");
});

it("never shows one store's standing as another's, also after it was asked for anew", async () => {
  show("London");
  await answer("London", "82 %");
  act(again);
  await answer("London", "84 %");
  drawn.length = 0;
  show("Paris");
  expect(drawn.map(({ value }) => value).filter(Boolean)).toEqual([]);
  await answer("Paris", "61 %");
  expect(place.textContent).toBe("61 %");
});

it("drops an answer that comes after somebody has gone on to another store", async () => {
  show("London");
  show("Paris");
  await answer("Paris", "61 %");
  await answer("London", "82 %");
  expect(place.textContent).toBe("61 %");
});
