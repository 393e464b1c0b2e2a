import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { keyOf, type Parcel } from "./domain/parcel";
import { openStore } from "./store/index";
import { answered, assignment, photographed, picture, soon } from "./store/testing/cast";
import { startRunner, type Wire } from "./sync/index";
import { Hq } from "./sync/testing/hq";
import { World } from "./sync/testing/world";

/** The wire to a model of HQ, without faults: what the store gives is what arrives. */
function wireTo(hq: Hq, arrived: Map<string, ArrayBuffer>): Wire {
  const keep = (name: string, bytes: ArrayBuffer) => {
    const before = new Uint8Array(arrived.get(name) ?? new ArrayBuffer(0));
    const all = new Uint8Array(before.length + bytes.byteLength);
    all.set(before);
    all.set(new Uint8Array(bytes), before.length);
    arrived.set(name, all.buffer);
  };
  return {
    session: () => "sasha",
    brief: async () => ({ kind: "ok", value: { briefing: hq.briefing("sasha"), etag: null, told: null } }),
    edition: async () => ({ kind: "lost" }),
    putVisit: async (parcel, bytes) => {
      keep(keyOf(parcel), bytes);
      return hq.put(parcel);
    },
    receipts: async (parcels: readonly Parcel[]) => hq.receipts(parcels),
    blobOffset: async (visit, sha256) => hq.offset(visit, sha256),
    patchBlob: async (visit, sha256, { offset, bytes }) => {
      keep(sha256, bytes);
      return hq.patch(visit, sha256, offset, bytes.byteLength);
    },
    putBlob: async (visit, sha256, bytes) => {
      keep(sha256, bytes);
      return hq.putBlob(visit, sha256, bytes.byteLength);
    },
    report: async () => ({ kind: "ok", value: null }),
  };
}

test("answers, store, queue and HQ together: every byte arrives, and only then leaves the phone", async () => {
  const world = new World();
  const hq = new Hq(() => world.now);
  const arrived = new Map<string, ArrayBuffer>();
  const store = await openStore("sasha", "encore.test");
  const visit = await store.openVisit(assignment("a", "e".repeat(64)), soon());
  await store.answer(visit.id, answered("greeting", "Bonjour"));
  const small = picture(9000);
  const large = picture(700_000, 7);
  for (const bytes of [small, large]) {
    await store.keepFile(visit.id, photographed("window_photo", bytes), (name) =>
      answered("window_photo", [name]),
    );
  }
  const outcome = await store.seal(visit.id, "build 1", world.moment());
  if (outcome.kind !== "sealed") throw new Error("not sealed");

  const started = () =>
    startRunner({
      ...{ wire: wireTo(hq, arrived), shelf: store, build: "build 1", changed: () => undefined },
      around: world.around("sasha", () => false, new Set()),
    });
  const first = started();
  await first.wake("hand");
  const [parcel] = await store.parcels();
  expect(parcel?.state).toBe("complete");
  for (const [n, bytes] of [small, large].entries()) {
    const sha256 = parcel?.blobs[n]?.sha256 ?? "";
    expect(Buffer.from(arrived.get(sha256) ?? new ArrayBuffer(0)).equals(Buffer.from(bytes))).toBe(true);
    expect(await store.file(visit.id, `window_photo-${n + 1}.jpg`)).not.toBeNull();
  }
  first.stop();

  const second = started();
  await second.wake("hand");
  expect((await store.parcels())[0]?.state).toBe("verified");
  expect(await store.file(visit.id, "window_photo-1.jpg")).toBeNull();
  expect((await store.draft(visit.id))?.answers).toMatchObject({ greeting: "Bonjour" });
  second.stop();
  store.close();
});
