import { describe, expect, test, vi } from "vitest";
import { CHUNK } from "../domain/parcel";
import { Disk } from "./database";
import { openStore } from "./index";
import { answered, assignment, picture, soon } from "./testing/cast";
import { staged } from "./testing/stage";

const on = staged();

describe("the page is killed at any write boundary", () => {
  test("no answer is lost, and the same question is there again", async () => {
    const given = ["Bonjour", "Bonsoir", ""];
    for (const [n, value] of given.entries()) {
      await on.store.answer(on.visit.id, answered(n === 2 ? "note" : "greeting", value));
      await on.reborn();
      expect((await on.store.draft(on.visit.id))?.trail).toHaveLength(n + 1);
    }
    expect((await on.store.draft(on.visit.id))?.answers).toEqual({ greeting: "Bonsoir", note: "" });
    expect(await on.store.position(on.visit.id)).toEqual({ section: "welcome", question: "note" });
  });

  test("a photo, its answer and the place in the checklist are there together or not at all", async () => {
    await on.photo("window_photo", picture(CHUNK + 5));
    await on.reborn();
    expect((await on.store.draft(on.visit.id))?.answers).toEqual({ window_photo: ["window_photo-1.jpg"] });
    const broken = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(on.photo("window_photo", picture(9))).rejects.toThrow("full");
    broken.mockRestore();
    await on.reborn();
    const draft = await on.store.draft(on.visit.id);
    expect([draft?.photos.length, draft?.answers]).toEqual([1, { window_photo: ["window_photo-1.jpg"] }]);
  });

  test("an assignment that was begun is gone on with, not begun anew", async () => {
    await on.reborn();
    expect((await on.store.openVisit(assignment("a", on.visit.edition), soon())).id).toBe(on.visit.id);
  });
});

describe("the system takes the connection away", () => {
  test("it is opened again, and the answer is written", async () => {
    const disk = new Disk("lost-connection");
    await disk.run(["notes"], (tx) => tx.objectStore("notes").put(1, "a"));
    const raw = (disk as unknown as { connection: Promise<IDBDatabase> }).connection;
    (await raw).close();
    await disk.run(["notes"], (tx) => tx.objectStore("notes").put(2, "b"));
    expect(await disk.run(["notes"], (tx) => tx.objectStore("notes").getAllKeys())).toEqual(["a", "b"]);
    disk.close();
  });

  test("a full disk is said, and nothing that was there is lost", async () => {
    await on.store.answer(on.visit.id, answered("greeting", "Bonjour"));
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(on.store.answer(on.visit.id, answered("greeting", "more"))).rejects.toThrow("full");
    full.mockRestore();
    const draft = await on.store.draft(on.visit.id);
    expect([draft?.answers, draft?.trail.length]).toEqual([{ greeting: "Bonjour" }, 1]);
  });
});

test("an edition whose bytes have another hash is not kept", async () => {
  expect(await on.store.keepEdition("0".repeat(64), new TextEncoder().encode("{}").slice().buffer)).toBe(
    false,
  );
  expect(await on.store.edition("0".repeat(64))).toBeNull();
});

test("another person on the same phone sees none of it", async () => {
  await on.store.answer(on.visit.id, answered("greeting", "Bonjour"));
  const sam = await openStore("sam", "encore.test");
  expect(await sam.visits()).toEqual([]);
  sam.close();
});
