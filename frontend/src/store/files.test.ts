import { describe, expect, test } from "vitest";
import { sha256 } from "../domain/hashing";
import { CHUNK } from "../domain/parcel";
import type { Envelope } from "../domain/visit";
import { answered, picture, soon } from "./testing/cast";
import { staged } from "./testing/stage";

const on = staged();

describe("photos", () => {
  test("are rows of at most 256 KiB of ArrayBuffer, and come back as they were", async () => {
    const bytes = picture(2 * CHUNK + 777);
    const kept = await on.photo("window_photo", bytes);
    const rows = await on.behind((disk) => disk.run(["pieces"], (tx) => tx.objectStore("pieces").getAll()));
    expect(rows.map((row) => row.byteLength)).toEqual([CHUNK, CHUNK, 777]);
    const shown = await on.store.file(on.visit.id, kept.name);
    expect(await sha256((await shown?.arrayBuffer()) ?? new ArrayBuffer(0))).toBe(await sha256(bytes));
  });

  test("are read from any byte to any byte, over the rows", async () => {
    const bytes = picture(2 * CHUNK + 777);
    const kept = await on.photo("window_photo", bytes);
    for (const [at, length] of [
      [0, 10],
      [CHUNK - 3, 6],
      [100, 2 * CHUNK],
      [2 * CHUNK, 777],
    ] as const) {
      const part = await on.store.fileBytes(on.visit.id, kept.sha256, at, length);
      expect(part && (await sha256(part))).toBe(await sha256(bytes.slice(at, at + length)));
    }
  });

  test("with two taken at once keep two names; two slots with one content are promised once", async () => {
    const same = picture(500);
    await Promise.all([on.photo("window_photo", same), on.photo("window_photo", same)]);
    const words: Envelope = JSON.parse((await on.sealed()).words);
    expect(words.blobs.map((blob) => [blob.name, blob.order])).toEqual([
      ["window_photo-1.jpg", 0],
      ["window_photo-2.jpg", 1],
    ]);
    const [parcel] = await on.store.parcels();
    expect(parcel?.blobs).toHaveLength(1);
    await on.store.dropFile(on.visit.id, words.blobs[0]?.sha256 ?? "");
    expect((await on.store.draft(on.visit.id))?.photos.map((one) => one.delivered)).toEqual([true, true]);
  });

  test("that are gone before sealing leave a draft and are asked for again", async () => {
    const kept = await on.photo("window_photo", picture(2 * CHUNK));
    await on.behind((disk) => disk.run(["pieces"], (tx) => tx.objectStore("pieces").delete([kept.id, 1])));
    const outcome = await on.store.seal(on.visit.id, "build 1", soon());
    expect(outcome).toEqual({ kind: "retake", files: [{ question: "window_photo", name: kept.name }] });
    expect((await on.store.visits())[0]?.state).toBe("draft");
  });

  test("that lost a row are not read as if they were whole", async () => {
    const { id, sha256, name } = await on.photo("window_photo", picture(2 * CHUNK + 5));
    await on.behind((disk) => disk.run(["pieces"], (tx) => tx.objectStore("pieces").delete([id, 1])));
    expect(await on.store.fileBytes(on.visit.id, sha256, 0, 2 * CHUNK)).toBeNull();
    expect(await on.store.fileBytes(on.visit.id, sha256, CHUNK, 10)).toBeNull();
    expect(await on.store.fileBytes(on.visit.id, sha256, 0, CHUNK)).not.toBeNull();
    expect(await on.store.file(on.visit.id, name)).toBeNull();
  });

  test("of a repeat are looked for in each turn", async () => {
    await on.store.answer(on.visit.id, answered("rings", [{ ring_photo: ["ring_photo-1.jpg"] }]));
    expect((await on.store.seal(on.visit.id, "build 1", soon())).kind).toBe("retake");
  });
});
