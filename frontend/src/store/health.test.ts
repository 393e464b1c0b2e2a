// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { healthOf } from "./health";
import { openStore } from "./index";

const MB = 1024 * 1024;

function storage(free: number, persisted: boolean): void {
  vi.stubGlobal("navigator", {
    storage: {
      persisted: async () => persisted,
      estimate: async () => ({ quota: free + 7, usage: 7 }),
    },
  });
}

afterEach(() => vi.unstubAllGlobals());

test("the canary tells when the browser has erased the database, and only then", async () => {
  const first = await openStore("eve", "encore.test");
  expect(first.evicted()).toBe(false);
  first.close();
  const again = await openStore("eve", "encore.test");
  expect(again.evicted()).toBe(false);
  again.close();
  await new Promise((done) =>
    Object.assign(indexedDB.deleteDatabase("encore:encore.test:eve"), { onsuccess: done }),
  );
  const erased = await openStore("eve", "encore.test");
  expect(erased.evicted()).toBe(true);
  erased.close();
  const untold = await openStore("eve", "encore.test");
  expect(untold.evicted()).toBe(true); // killed, or without a network, before HQ could be told
  await untold.confessed();
  untold.close();
  const told = await openStore("eve", "encore.test");
  expect(told.evicted()).toBe(false);
  told.close();
});

test.each([
  [199 * MB, 0, false],
  [201 * MB, 0, true],
  [201 * MB, 60 * MB, true],
  [201 * MB, 70 * MB, false],
])("with %i bytes free and a photo budget of %i the phone is roomy: %s", async (free, budget, roomy) => {
  storage(free, true);
  expect(await healthOf(budget)).toEqual({ persisted: true, free, roomy });
});

test("a browser that says nothing is not called persistent, nor full", async () => {
  vi.stubGlobal("navigator", {});
  expect(await healthOf(0)).toEqual({ persisted: false, free: null, roomy: true });
});
