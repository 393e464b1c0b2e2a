import { expect, test } from "vitest";
import { keyOf, READY } from "../domain/parcel";
import { newParcel } from "../domain/sealing";
import { type Event, type Outbox, opened } from "./outbox";
import { DAY, eager, failed, isDue, LONGEST } from "./patience";
import { step } from "./step";
import { problem } from "./testing/hq";

const at = 1_000_000;
const parcel = newParcel({ visit: "v", revision: 1, sha256: "s", bytes: 9, sealedAt: 1 }, []);

function queue(): Outbox {
  return opened({ pause: null, known: true, epoch: null, start: 1, starts: 1, briefedAt: at });
}

/** Woken with one sealed visit; the call that follows ended like this. */
function afterPut(outcome: Extract<Event, { is: "ended" }>["outcome"], chance = 0.5): Outbox {
  const [asked, effects] = step(queue(), { at, chance, is: "woke", cause: "sealed", parcels: [parcel] });
  const ask = effects.find((effect) => effect.do === "ask");
  if (ask?.do !== "ask") throw new Error("nothing was asked");
  return step(asked, { at, chance, is: "ended", task: ask.task, outcome })[0];
}

test("waiting is full jitter, doubled each time, five minutes at most", () => {
  const waits = (chance: number) => {
    let patience = READY;
    return Array.from({ length: 12 }, () => {
      patience = failed(patience, { at: 0, chance });
      return patience.notBefore;
    });
  };
  expect(
    waits(0.999999)
      .map((wait) => Math.round(wait / 1000))
      .slice(0, 5),
  ).toEqual([2, 4, 8, 16, 32]);
  expect(Math.max(...waits(0.999999))).toBeLessThanOrEqual(LONGEST);
  expect(Math.max(...waits(0))).toBeLessThan(1000);
});

test("Retry-After wins, over jitter and over eagerness", () => {
  const told = failed(READY, { at, chance: 0.5 }, 900_000);
  expect(told.notBefore).toBe(at + 900_000);
  expect(isDue(eager(told), at + 800_000)).toBe(false);
  expect(isDue(eager(failed(READY, { at, chance: 0.9 })), at)).toBe(true);
});

test("an absurd Retry-After is a day", () => {
  expect(failed(READY, { at, chance: 0 }, 90 * DAY).notBefore).toBe(at + DAY);
});

test("a sealed visit is marked as sending before it is sent, and kept", () => {
  const [, effects] = step(queue(), { at, chance: 0, is: "woke", cause: "sealed", parcels: [parcel] });
  expect(effects.map((effect) => effect.do)).toEqual(["keep", "ask"]);
  expect(effects[0]).toMatchObject({ parcel: { state: "sending" } });
});

test("on start every sending is sealed", () => {
  const sending = { ...parcel, state: "sending" as const };
  const waits = { ...queue(), pause: "too_old" as const };
  const [outbox] = step(waits, { at, chance: 0, is: "woke", cause: "start", parcels: [sending] });
  expect(outbox.parcels[0]?.state).toBe("sealed");
});

test.each([
  [401, "signed_out"],
  [426, "too_old"],
])("%i pauses the queue: %s", (status, pause) => {
  const outbox = afterPut(problem(status));
  expect(outbox.pause).toBe(pause);
  expect(outbox.parcels[0]).toMatchObject({ state: "sealed", tries: 0 });
});

test("a receipt for another hash, revision or visit is none", () => {
  const receipt = {
    ...{ receipt: "r", visit: "v", revision: 1, sha256: "s", received_at: "t", state: "complete" },
    ...{ blobs: {}, missing: [], findings: [], server_epoch: "e", signature: "" },
  };
  expect(afterPut({ kind: "ok", value: receipt }).parcels[0]?.state).toBe("complete");
  for (const other of [{ sha256: "x" }, { revision: 2 }, { visit: "w" }, { missing: null }, { blobs: [] }]) {
    expect(afterPut({ kind: "ok", value: { ...receipt, ...other } }).parcels[0]?.state).toBe("sealed");
  }
});

test("complete counts only with every promised hash and size", () => {
  const photo = { sha256: "p", bytes: 5, mime: "image/jpeg" };
  const withPhoto = newParcel({ ...parcel }, [photo]);
  const receipt = (blobs: object) => ({
    ...{ receipt: "r", visit: "v", revision: 1, sha256: "s", received_at: "t", state: "complete" },
    ...{ blobs, missing: [], findings: [], server_epoch: "e", signature: "" },
  });
  const after = (blobs: object) => {
    const event = { at, chance: 0.5 } as const;
    const [asked] = step(queue(), { ...event, is: "woke", cause: "sealed", parcels: [withPhoto] });
    const task = { do: "put", parcel: withPhoto } as const;
    return step(asked, { ...event, is: "ended", task, outcome: { kind: "ok", value: receipt(blobs) } })[0];
  };
  expect(after({ p: { bytes: 5, state: "stored" } }).parcels[0]?.state).toBe("complete");
  expect(after({ p: { bytes: 4, state: "stored" } }).parcels[0]?.state).toBe("acknowledged");
  expect(after({}).parcels[0]?.state).toBe("acknowledged");
});

test("a digest that did not match is damage on the way: three times in a row again, then parked", () => {
  const refused = problem(422, "digest_mismatch");
  const tired = (damaged: number) => {
    const before = { ...parcel, tries: 9, damaged };
    const [asked] = step(queue(), { at, chance: 0, is: "woke", cause: "hand", parcels: [before] });
    const task = { do: "put", parcel: before } as const;
    return (outcome: typeof refused | { kind: "lost" }) =>
      step(asked, { at, chance: 0, is: "ended", task, outcome })[0].parcels.find(
        (one) => keyOf(one) === "v/1",
      );
  };
  expect(afterPut(refused).parcels[0]?.state).toBe("sealed");
  expect(tired(2)(refused)).toMatchObject({ state: "sealed", damaged: 3 });
  expect(tired(3)(refused)?.state).toBe("parked");
  expect(tired(2)({ kind: "lost" })?.damaged).toBe(2);
  expect(tired(2)(problem(503))?.damaged).toBe(0);
});
