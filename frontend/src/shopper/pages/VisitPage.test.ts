// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { h, render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openStore, type Store } from "../../store";
import { assignment, soon } from "../../store/testing/cast";
import { openPhone, type Phone, PhoneIsHere } from "../phone";
import { putDown } from "../visit/in_hand";
import { say } from "../words";
import { VisitPage } from "./VisitPage";

/** Waits for a fact; a busy machine is slow, not wrong. */
const until = <T>(fact: () => T) => vi.waitFor(fact, { timeout: 30_000 });
const hash = "e".repeat(64);
const refused = () => Promise.reject(new DOMException("damaged", "DataError"));

let place: HTMLElement;
let phone: Phone;
const show = (id: string, store: Partial<Store>) => {
  const value = { ...phone, store: { ...phone.store, ...store } };
  render(h(PhoneIsHere, { value, children: h(VisitPage, { id }) }), place);
};

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  phone.close();
  putDown();
  render(null, place);
  place.remove();
});

it("says that the disk does not give a draft back, and saves everything unsent elsewhere", async () => {
  const person = crypto.randomUUID();
  const { id } = await (await openStore(person)).openVisit(assignment("a", hash), soon());
  phone = await openPhone(person);
  const rescue = vi.fn(refused);
  show(id, { draft: refused, rescue });
  await until(() => expect(place.querySelector("h1")?.textContent).toBe(say("unread.title")));
  const buttons = [...place.querySelectorAll("button")];
  buttons.find(({ textContent }) => textContent === say("stuck.rescue"))?.click();
  await until(() => expect(place.querySelector("[role=alert]")?.textContent).toBe(say("unread.no_rescue")));
  expect(rescue).toHaveBeenCalledOnce();
});

it("says how a sealed visit stands, though the disk does not give back what is in it", async () => {
  const person = crypto.randomUUID();
  const store = await openStore(person);
  const { id } = await store.openVisit(assignment("a", hash), soon());
  await store.seal(id, "build 1", soon());
  phone = await openPhone(person);
  show(id, { draft: refused });
  await until(() => expect(place.querySelector("h1")?.textContent).toBe(say("sent.sealed")));
  expect(place.querySelector(".stops")?.textContent).toContain(say("sent.frozen"));
});
