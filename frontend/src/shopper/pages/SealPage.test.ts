// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { h, render } from "preact";
import { expect, it, vi } from "vitest";
import type { Assignment } from "../../domain/assignment";
import type { Edition } from "../../domain/edition";
import { sha256 } from "../../domain/hashing";
import { openStore, type Store } from "../../store";
import { soon } from "../../store/testing/cast";
import { openPhone, PhoneIsHere } from "../phone";
import { takeUp } from "../visit/take_up";
import { SealPage } from "./SealPage";

/** Waits for a fact; a busy machine is slow, not wrong. */
const until = <T>(fact: () => T) => vi.waitFor(fact, { timeout: 30_000 });

const edition: Edition = {
  ...{ v: 1, form: { id: "f", title: "F", version: "1" }, scoring: "points", default_language: "en" },
  languages: [{ code: "en", name: "English" }],
  lists: {},
  body: [{ kind: "question", type: "text", name: "note" }],
};

/** A visit under way, its edition on the disk. */
async function begun(store: Store): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(edition)).slice().buffer;
  const hash = await sha256(bytes);
  await store.keepEdition(hash, bytes);
  const assignment = { id: "a", edition: hash, scenario: {} } as unknown as Assignment;
  return (await store.openVisit(assignment, soon())).id;
}

it("says that the disk refused to seal, and seals once there is room", async () => {
  const person = crypto.randomUUID();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  const visit = await begun(await openStore(person));
  const phone = await openPhone(person);
  const open = await takeUp(phone.store, visit);
  if (!open) throw new Error("the visit is not on this phone");
  const full = new DOMException("full", "QuotaExceededError");
  const seal = vi.fn(phone.store.seal).mockRejectedValueOnce(full);
  const value = { ...phone, store: { ...phone.store, seal } };
  const place = document.body.appendChild(document.createElement("div"));
  render(h(PhoneIsHere, { value, children: h(SealPage, { open }) }), place);
  const press = () => place.querySelector<HTMLElement>("footer .act.first")?.click();
  press();
  await until(() => expect(place.querySelector("[role=alert]")?.textContent).toBe("trouble.disk"));
  press();
  await until(async () => expect((await phone.store.parcels()).length).toBe(1));
  await until(() => expect(phone.trouble.value).toBeNull());
  phone.close();
});
