// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { h, render } from "preact";
import { beforeEach, expect, it, vi } from "vitest";
import { openStore, type Store } from "../../store";
import { assignment, soon } from "../../store/testing/cast";
import { type Phone, PhoneIsHere } from "../phone";
import { words } from "../words";
import { DeleteVisit } from "./DeleteVisit";

/** Waits for a fact; a busy machine is slow, not wrong. */
const until = <T>(fact: () => T) => vi.waitFor(fact, { timeout: 30_000 });

let store: Store;
let visit: string;

beforeEach(async () => {
  store = await openStore(crypto.randomUUID(), "encore.test");
  visit = (await store.openVisit(assignment("a", "e".repeat(64)), soon())).id;
  document.body.replaceChildren();
});

/** She types the word, and says yes. */
async function deletes(): Promise<void> {
  const phone = { store, refresh: async () => undefined } as unknown as Phone;
  render(
    h(PhoneIsHere, { value: phone, children: h(DeleteVisit, { visit }) }),
    document.body.appendChild(document.createElement("div")),
  );
  const press = (at: number) => document.querySelectorAll<HTMLElement>("button")[at]?.click();
  press(0);
  await until(() => expect(document.querySelector("input")).not.toBeNull());
  const input = document.querySelector("input") as HTMLInputElement;
  input.value = words.say("delete.word");
  input.dispatchEvent(new Event("input"));
  const yes = () => document.querySelector<HTMLButtonElement>("dialog .first");
  await until(() => expect(yes()?.disabled).toBe(false));
  yes()?.click();
}

function sharing(share: () => Promise<void>): void {
  Object.assign(navigator, { canShare: () => true, share });
}

it("deletes nothing when she turns away from keeping the rescue file", async () => {
  const share = vi.fn(async () => {
    throw new DOMException("She closed the sheet", "AbortError");
  });
  sharing(share);
  await deletes();
  await until(() => expect(share).toHaveBeenCalled());
  await until(() => expect(document.querySelector("dialog")).toBeNull());
  expect((await store.visits()).map(({ id }) => id)).toEqual([visit]);
});

it("deletes once the rescue file is out of the phone", async () => {
  let visits = -1;
  sharing(async () => {
    visits = (await store.visits()).length;
  });
  await deletes();
  await until(async () => expect(await store.visits()).toEqual([]));
  expect(visits).toBe(1);
});
