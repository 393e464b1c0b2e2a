import { beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../domain/hashing";
import { type Envelope, isOpen, isUnsealed } from "../domain/visit";
import { VisitSealed } from "./index";
import { answered, picture, soon } from "./testing/cast";
import { staged } from "./testing/stage";

const on = staged();

describe("sealing", () => {
  test("freezes answers, scenario, photos, times, places and trail, exactly these", async () => {
    await on.store.answer(on.visit.id, answered("greeting", "Bonjour"));
    await on.store.keepPlace(on.visit.id, { at: soon().at, lat: 48.8686, lon: 2.3297, accuracy: 9 });
    await on.photo("window_photo", picture(9));
    const moment = soon();
    await on.store.keepClock({ offset: -1234.4, measured: moment });
    const words: Envelope = JSON.parse((await on.sealed()).words);
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
      opened: on.visit.opened.at,
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

  test("names the bytes by their hash, and gives the same bytes ever after", async () => {
    const { bytes, sha256: named } = await on.sealed();
    expect(await sha256(bytes)).toBe(named);
    await on.reborn();
    const [parcel] = await on.store.parcels();
    const again = parcel && (await on.store.sealedBytes(parcel));
    expect([parcel?.sha256, again && (await sha256(again))]).toEqual([named, named]);
  });

  test("leaves out what no server can read: half an emoji, and NUL from a code that was scanned", async () => {
    await on.store.answer(on.visit.id, answered("greeting", "well \ud83d, a\0b 👩‍🚀"));
    await on.store.answer(on.visit.id, answered("turns", [{ said: "\udc00\0" }]));
    const { words } = await on.sealed();
    expect(words).not.toMatch(/\\u(d[89a-f]|0000)/i);
    expect(JSON.parse(words).answers).toMatchObject({
      ...{ greeting: "well \ufffd, ab 👩‍🚀", turns: [{ said: "\ufffd" }] },
    });
  });

  test("refuses answers afterwards", async () => {
    await on.sealed();
    await expect(on.store.answer(on.visit.id, answered("greeting", "late"))).rejects.toThrow(VisitSealed);
    expect((await on.store.draft(on.visit.id))?.answers).toEqual({});
  });

  test("twice at once (double tap, two tabs) makes one parcel", async () => {
    const twice = await Promise.all([1, 2].map(() => on.store.seal(on.visit.id, "build 1", soon())));
    const hashes = twice.map((one) => one.kind === "sealed" && one.parcel.sha256);
    expect(hashes[0]).toBe(hashes[1]);
    expect(await on.store.parcels()).toHaveLength(1);
  });

  test("while another tab still writes takes what it wrote along", async () => {
    const sealing = on.store.seal(on.visit.id, "build 1", soon());
    const writing = on.store
      .answer(on.visit.id, answered("greeting", "at the last moment"))
      .catch(() => "refused");
    const [outcome, wrote] = await Promise.all([sealing, writing]);
    const bytes = outcome.kind === "sealed" ? await on.store.sealedBytes(outcome.parcel) : null;
    const words = new TextDecoder().decode(bytes ?? new ArrayBuffer(0));
    expect(words.includes("at the last moment")).toBe(wrote !== "refused");
  });

  test("a send-back opens the next revision with the same answers, once", async () => {
    await on.store.answer(on.visit.id, answered("greeting", "Bonjour"));
    await on.sealed();
    const back = {
      visit: on.visit.id,
      revision: 1,
      reason: "Why?",
      due: null,
      answers: [{ name: "greeting", note: "?" }],
    };
    await on.store.reopen(back);
    await on.store.reopen(back);
    expect((await on.store.draft(on.visit.id))?.visit).toMatchObject({
      ...{ revision: 2, state: "draft", sentBack: { reason: "Why?", notes: { greeting: "?" } } },
    });
    expect(JSON.parse((await on.sealed()).words).answers).toMatchObject({ greeting: "Bonjour" });
    await on.store.reopen(back);
    expect((await on.store.visits())[0]).toMatchObject({ revision: 2, state: "sealed" });
  });
});

describe("a visit that HQ goes on with before it is mended", () => {
  const back = (visit: string, reason = "Why?") => ({
    ...{ visit, revision: 1, reason, due: null, answers: [{ name: "greeting", note: "?" }] },
  });
  const hers = async () => (await on.store.visits())[0];

  beforeEach(async () => {
    await on.store.answer(on.visit.id, answered("greeting", "Bonjour"));
    await on.sealed();
    await on.store.reopen(back(on.visit.id));
  });

  test("is asked for no more, and what she had typed stays and can still be sent", async () => {
    await on.store.answer(on.visit.id, answered("greeting", "Bonjour, Madame"));
    await on.store.recall({ visit: on.visit.id, revision: 1 });
    await on.store.recall({ visit: on.visit.id, revision: 1 });
    const visit = await hers();
    expect(visit).toMatchObject({ revision: 2, state: "draft", wentOn: { typed: true } });
    expect(visit && [isOpen(visit), isUnsealed(visit)]).toEqual([false, true]);
    const sent = JSON.parse((await on.sealed()).words);
    expect([sent.revision, sent.answers.greeting]).toEqual([2, "Bonjour, Madame"]);
    expect((await hers())?.wentOn).toBeUndefined();
    await on.store.recall({ visit: on.visit.id, revision: 1 });
    const after = await hers();
    expect([after?.revision, after?.state, after?.wentOn]).toEqual([2, "sealed", undefined]);
  });

  test("holds nothing unsent where she had typed nothing, until she does", async () => {
    await on.store.recall({ visit: on.visit.id, revision: 1 });
    const before = await hers();
    expect([before?.wentOn, before && isUnsealed(before)]).toEqual([{ typed: false }, false]);
    // the camera was open: its picture comes when HQ has gone on already, and is kept like any other
    await on.photo("window_photo", picture(9));
    expect((await hers())?.wentOn).toEqual({ typed: true });
    expect((await on.store.draft(on.visit.id))?.photos).toHaveLength(1);
  });

  test("is asked for anew when it is sent back again, with what she had typed", async () => {
    await on.store.answer(on.visit.id, answered("greeting", "Bonjour, Madame"));
    await on.store.recall({ visit: on.visit.id, revision: 1 });
    await on.store.reopen(back(on.visit.id, "Once more"));
    const visit = await hers();
    expect([visit?.wentOn, visit?.sentBack?.reason, visit?.revision]).toEqual([undefined, "Once more", 2]);
    expect((await on.store.draft(on.visit.id))?.answers).toMatchObject({ greeting: "Bonjour, Madame" });
  });

  test("is forgotten in its time only when nothing of it is unsent", async () => {
    const [parcel] = await on.store.parcels();
    if (!parcel) throw new Error("no parcel");
    await on.store.recall({ visit: on.visit.id, revision: 1 });
    await on.store.answer(on.visit.id, answered("greeting", "Bonjour, Madame"));
    await on.store.forget(parcel);
    expect((await on.store.draft(on.visit.id))?.answers).toMatchObject({ greeting: "Bonjour, Madame" });
  });
});

test("after its time a visit is forgotten, but not one that was sent back", async () => {
  await on.photo("window_photo", picture(9));
  await on.sealed();
  const [parcel] = await on.store.parcels();
  if (!parcel) throw new Error("no parcel");
  await on.store.reopen({ visit: on.visit.id, revision: 1, reason: "", due: null, answers: [] });
  await on.store.forget(parcel);
  expect(await on.store.draft(on.visit.id)).not.toBeNull();
  await on.sealed();
  await on.store.forget({ ...parcel, revision: 2 });
  expect([await on.store.visits(), await on.store.draft(on.visit.id)]).toEqual([[], null]);
  for (const table of ["answers", "trail", "photos", "pieces", "sealed", "parcels"] as const) {
    const left = await on.behind((disk) => disk.run([table], (tx) => tx.objectStore(table).count()));
    expect([table, left]).toEqual([table, 0]);
  }
});
