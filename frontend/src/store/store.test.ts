import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sha256 } from "../domain/hashing";
import { CHUNK } from "../domain/parcel";
import type { Envelope, Visit } from "../domain/visit";
import { answered, assignment, edition, photographed, picture, soon } from "./cast";
import { Disk } from "./database";
import { openStore, type Store, VisitSealed } from "./index";

let person = 0;
let store: Store;
let visit: Visit;

beforeEach(async () => {
  person += 1;
  store = await openStore(`sasha-${person}`, "encore.test");
  const printed = new TextEncoder().encode(JSON.stringify(edition)).slice().buffer;
  const hash = await sha256(printed);
  expect(await store.keepEdition(hash, printed)).toBe(true);
  visit = await store.openVisit(assignment("a", hash), soon());
});

afterEach(() => store.close());

/** The page is killed: nothing is left but what is on disk. */
async function reborn(): Promise<Store> {
  store.close();
  store = await openStore(`sasha-${person}`, "encore.test");
  return store;
}

async function sealedWords(): Promise<Envelope> {
  const outcome = await store.seal(visit.id, "build 1", soon());
  if (outcome.kind !== "sealed") throw new Error("not sealed");
  const bytes = await store.sealedBytes(outcome.parcel);
  expect(bytes && (await sha256(bytes))).toBe(outcome.parcel.sha256);
  return JSON.parse(new TextDecoder().decode(bytes ?? new ArrayBuffer(0)));
}

const photo = async (question: string, bytes: ArrayBuffer) =>
  store.keepFile(visit.id, photographed(question, bytes), (name) => answered(question, [name]));

/** Loses one row of a photo, as a browser under pressure may. */
async function losePiece(id: string, n: number): Promise<void> {
  const disk = new Disk(`encore:encore.test:sasha-${person}`);
  await disk.run(["pieces"], (tx) => tx.objectStore("pieces").delete([id, n]));
  disk.close();
}

describe("the page is killed at any write boundary", () => {
  test("no answer is lost, and the same question is there again", async () => {
    const given = ["Bonjour", "Bonsoir", ""];
    for (const [n, value] of given.entries()) {
      await store.answer(visit.id, answered(n === 2 ? "note" : "greeting", value));
      await reborn();
      expect((await store.draft(visit.id))?.trail).toHaveLength(n + 1);
    }
    expect((await store.draft(visit.id))?.answers).toEqual({ greeting: "Bonsoir", note: "" });
    expect(await store.position(visit.id)).toEqual({ section: "welcome", question: "note" });
  });

  test("a photo, its answer and the place in the checklist are there together or not at all", async () => {
    await photo("window_photo", picture(CHUNK + 5));
    await reborn();
    expect((await store.draft(visit.id))?.answers).toEqual({ window_photo: ["window_photo-1.jpg"] });
    const broken = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(photo("window_photo", picture(9))).rejects.toThrow("full");
    broken.mockRestore();
    await reborn();
    const draft = await store.draft(visit.id);
    expect([draft?.photos.length, draft?.answers]).toEqual([1, { window_photo: ["window_photo-1.jpg"] }]);
  });

  test("an assignment that was begun is gone on with, not begun anew", async () => {
    await reborn();
    expect((await store.openVisit(assignment("a", visit.edition), soon())).id).toBe(visit.id);
  });
});

describe("photos", () => {
  test("are rows of at most 256 KiB of ArrayBuffer, and come back as they were", async () => {
    const bytes = picture(2 * CHUNK + 777);
    const kept = await photo("window_photo", bytes);
    const disk = new Disk(`encore:encore.test:sasha-${person}`);
    const rows = await disk.run(["pieces"], (tx) => tx.objectStore("pieces").getAll());
    disk.close();
    expect(rows.map((row) => row.byteLength)).toEqual([CHUNK, CHUNK, 777]);
    const shown = await store.file(visit.id, kept.name);
    expect(await sha256((await shown?.arrayBuffer()) ?? new ArrayBuffer(0))).toBe(await sha256(bytes));
  });

  test("are read from any byte to any byte, over the rows", async () => {
    const bytes = picture(2 * CHUNK + 777);
    const kept = await photo("window_photo", bytes);
    for (const [at, length] of [
      [0, 10],
      [CHUNK - 3, 6],
      [100, 2 * CHUNK],
      [2 * CHUNK, 777],
    ] as const) {
      const part = await store.fileBytes(visit.id, kept.sha256, at, length);
      expect(part && (await sha256(part))).toBe(await sha256(bytes.slice(at, at + length)));
    }
  });

  test("with two taken at once keep two names; two slots with one content are promised once", async () => {
    const same = picture(500);
    await Promise.all([photo("window_photo", same), photo("window_photo", same)]);
    const words = await sealedWords();
    expect(words.blobs.map((blob) => [blob.name, blob.order])).toEqual([
      ["window_photo-1.jpg", 0],
      ["window_photo-2.jpg", 1],
    ]);
    const [parcel] = await store.parcels();
    expect(parcel?.blobs).toHaveLength(1);
    await store.dropFile(visit.id, words.blobs[0]?.sha256 ?? "");
    expect((await store.draft(visit.id))?.photos.map((one) => one.delivered)).toEqual([true, true]);
  });

  test("that are gone before sealing leave a draft and are asked for again", async () => {
    const kept = await photo("window_photo", picture(2 * CHUNK));
    await losePiece(kept.id, 1);
    const outcome = await store.seal(visit.id, "build 1", soon());
    expect(outcome).toEqual({ kind: "retake", files: [{ question: "window_photo", name: kept.name }] });
    expect((await store.visits())[0]?.state).toBe("draft");
  });

  test("of a repeat are looked for in each turn", async () => {
    await store.answer(visit.id, answered("rings", [{ ring_photo: ["ring_photo-1.jpg"] }]));
    expect((await store.seal(visit.id, "build 1", soon())).kind).toBe("retake");
  });
});

describe("sealing", () => {
  test("freezes answers, scenario, photos, times, places and trail, exactly these", async () => {
    await store.answer(visit.id, answered("greeting", "Bonjour"));
    await store.keepPlace(visit.id, { at: soon().at, lat: 48.8686, lon: 2.3297, accuracy: 9 });
    await photo("window_photo", picture(9));
    const moment = soon();
    await store.keepClock({ offset: -1234.4, measured: moment });
    const words = await sealedWords();
    expect(Object.keys(words)).toEqual(
      "v visit revision assignment edition app answers blobs times places trail".split(" "),
    );
    expect(words.answers).toEqual({
      ...{ greeting: "Bonjour", window_photo: ["window_photo-1.jpg"], scenario_look: "dressed_up" },
    });
    expect(Object.keys(words.blobs[0] ?? {}).sort()).toEqual(
      "bytes height mime name order sha256 taken_at width".split(" "),
    );
    expect(words.times).toMatchObject({
      opened: visit.opened.at,
      zone: "Europe/Paris",
      clock_offset_ms: -1234,
    });
    expect(words.times.clock_offset_age_s).toBe(1);
    expect(words.trail.map((line) => [line.seq, line.name])).toEqual([
      [0, "greeting"],
      [1, "window_photo"],
    ]);
    expect(words.places).toEqual([{ at: expect.any(String), lat: 48.8686, lon: 2.3297, accuracy: 9 }]);
  });

  test("refuses answers afterwards", async () => {
    await sealedWords();
    await expect(store.answer(visit.id, answered("greeting", "late"))).rejects.toThrow(VisitSealed);
    expect((await store.draft(visit.id))?.answers).toEqual({});
  });

  test("twice at once (double tap, two tabs) makes one parcel", async () => {
    const twice = await Promise.all([1, 2].map(() => store.seal(visit.id, "build 1", soon())));
    const hashes = twice.map((one) => one.kind === "sealed" && one.parcel.sha256);
    expect(hashes[0]).toBe(hashes[1]);
    expect(await store.parcels()).toHaveLength(1);
  });

  test("while another tab still writes takes what it wrote along", async () => {
    const sealing = store.seal(visit.id, "build 1", soon());
    const writing = store.answer(visit.id, answered("greeting", "at the last moment")).catch(() => "refused");
    const [outcome, wrote] = await Promise.all([sealing, writing]);
    const bytes = outcome.kind === "sealed" ? await store.sealedBytes(outcome.parcel) : null;
    const words = new TextDecoder().decode(bytes ?? new ArrayBuffer(0));
    expect(words.includes("at the last moment")).toBe(wrote !== "refused");
  });

  test("a send-back opens the next revision with the same answers, once", async () => {
    await store.answer(visit.id, answered("greeting", "Bonjour"));
    await sealedWords();
    const back = {
      visit: visit.id,
      revision: 1,
      reason: "Why?",
      due: null,
      answers: [{ name: "greeting", note: "?" }],
    };
    await store.reopen(back);
    await store.reopen(back);
    expect((await store.draft(visit.id))?.visit).toMatchObject({
      ...{ revision: 2, state: "draft", sentBack: { reason: "Why?", notes: { greeting: "?" } } },
    });
    expect((await sealedWords()).answers).toMatchObject({ greeting: "Bonjour" });
    await store.reopen(back);
    expect((await store.visits())[0]).toMatchObject({ revision: 2, state: "sealed" });
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
    await store.answer(visit.id, answered("greeting", "Bonjour"));
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(store.answer(visit.id, answered("greeting", "more"))).rejects.toThrow("full");
    full.mockRestore();
    const draft = await store.draft(visit.id);
    expect([draft?.answers, draft?.trail.length]).toEqual([{ greeting: "Bonjour" }, 1]);
  });
});

test("an edition whose bytes have another hash is not kept", async () => {
  expect(await store.keepEdition("0".repeat(64), new TextEncoder().encode("{}").slice().buffer)).toBe(false);
  expect(await store.edition("0".repeat(64))).toBeNull();
});

test("another person on the same phone sees none of it", async () => {
  await store.answer(visit.id, answered("greeting", "Bonjour"));
  const sam = await openStore("sam", "encore.test");
  expect(await sam.visits()).toEqual([]);
  sam.close();
});

test("after its time a visit is forgotten, but not one that was sent back", async () => {
  await photo("window_photo", picture(9));
  await sealedWords();
  const [parcel] = await store.parcels();
  if (!parcel) throw new Error("no parcel");
  await store.reopen({ visit: visit.id, revision: 1, reason: "", due: null, answers: [] });
  await store.forget(parcel);
  expect(await store.draft(visit.id)).not.toBeNull();
  await sealedWords();
  await store.forget({ ...parcel, revision: 2 });
  expect([await store.visits(), await store.draft(visit.id)]).toEqual([[], null]);
  const disk = new Disk(`encore:encore.test:sasha-${person}`);
  for (const table of ["answers", "trail", "photos", "pieces", "sealed", "parcels"] as const) {
    expect([table, await disk.run([table], (tx) => tx.objectStore(table).count())]).toEqual([table, 0]);
  }
  disk.close();
});

describe("the rescue file", () => {
  const bytesOf = (text: string) =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).slice().buffer;

  test("holds everything unsent, byte for byte", async () => {
    const big = picture(3 * CHUNK + 1);
    await photo("window_photo", big);
    await sealedWords();
    const other = await store.openVisit(assignment("b", visit.edition), soon());
    await store.answer(other.id, answered("greeting", "Ça va ?"));
    const file = await store.rescue(soon());
    expect(file.type).toBe("application/json");
    const rescue = JSON.parse(await file.text());
    expect(rescue).toMatchObject({ encore_rescue: 1, person: `sasha-${person}` });
    const [sealed] = rescue.visits;
    expect(sealed).toMatchObject({ visit: visit.id, revision: 1 });
    expect(await sha256(bytesOf(sealed.sealed_base64))).toBe(sealed.sha256);
    expect(await sha256(bytesOf(sealed.blobs[0].base64))).toBe(await sha256(big));
    expect(rescue.drafts).toMatchObject([
      { visit: { id: other.id }, answers: { greeting: "Ça va ?" }, photos: [] },
    ]);
  });

  test("leaves out what HQ has receipted", async () => {
    await sealedWords();
    const [parcel] = await store.parcels();
    if (parcel) await store.keepParcel({ ...parcel, state: "complete" });
    expect(JSON.parse(await (await store.rescue(soon())).text()).visits).toEqual([]);
  });

  test("is left behind when the person deletes unsent work, which stays deleted", async () => {
    await sealedWords();
    const [parcel] = await store.parcels();
    const left = await store.erase(visit.id, soon());
    expect(JSON.parse(await left.text()).visits).toHaveLength(1);
    if (parcel) await store.keepParcel(parcel);
    expect([await store.visits(), await store.parcels()]).toEqual([[], []]);
  });
});
