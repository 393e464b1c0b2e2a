import { describe, expect, test } from "vitest";
import { isAnswered } from "./answers";
import { base64, contentDigest, hexToBase64 } from "./base64";
import { sha256 } from "./hashing";
import { elapsed, withOffset } from "./moment";
import { standing } from "./parcel";
import { fitWithin, longEdgeOf, photoName } from "./photo";
import { envelope, newParcel } from "./sealing";
import { newId, visitId } from "./uuid";
import type { Visit } from "./visit";

describe("the clock", () => {
  test.each([
    [60, "2026-03-11T15:04:00.000+01:00"],
    [-210, "2026-03-11T10:34:00.000-03:30"],
    [0, "2026-03-11T14:04:00.000+00:00"],
  ])("%i minutes east reads as its zone reads it", (east, text) => {
    const wall = Date.UTC(2026, 2, 11, 14, 4);
    expect(withOffset(wall, east)).toBe(text);
    expect(Date.parse(text)).toBe(wall);
  });

  test("set in mid-visit, or days off, does not change what the visit lasted", () => {
    const lines = [
      { origin: 1, monotonic: 1000 },
      { origin: 1, monotonic: 61_000 },
      { origin: 2, monotonic: 5 },
      { origin: 2, monotonic: 30_005 },
    ];
    expect(elapsed(lines)).toBe(90_000);
  });

  test("never measured against HQ's reads as unknown, not as right", () => {
    const moment = { at: "t", wall: 0, monotonic: 0, origin: 0, zone: "UTC" };
    const visit: Visit = {
      ...{
        id: "v",
        revision: 1,
        state: "draft",
        assignment: "a",
        edition: "e",
        scenario: {},
        opened: moment,
      },
    };
    const sealed = envelope({ visit, answers: {}, trail: [], places: [], photos: [] }, "app", moment, null);
    expect(sealed.times).toMatchObject({ clock_offset_ms: null, clock_offset_age_s: null });
  });
});

test("hashes are written as the wire wants them", async () => {
  const hash = await sha256(new TextEncoder().encode("abc").slice().buffer);
  expect(hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(hexToBase64(hash)).toBe("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  expect(contentDigest(hash)).toBe("sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:");
  const long = Uint8Array.from({ length: 20_000 }, (_, n) => n % 256);
  expect(base64(long)).toBe(Buffer.from(long).toString("base64"));
});

test("ids are UUIDs of version 7, in the order of their making", () => {
  const early = newId(1_700_000_000_000);
  expect(early).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId(1_700_000_000_001) > early).toBe(true);
  expect(newId()).not.toBe(newId());
});

test("a visit's id tells its week where the phone was, and neither the day nor the hour", () => {
  const clock = (at: string): string => visitId({ at }).slice(0, 14);
  const monday = newId(Date.parse("2026-03-09T00:00:00Z")).slice(0, 14);
  expect(clock("2026-03-09T00:00:00.001+12:00")).toBe(monday);
  expect(clock("2026-03-11T15:04:00.000+01:00")).toBe(monday);
  expect(clock("2026-03-15T23:59:59.999-08:00")).toBe(monday);
  expect(clock("2026-03-16T00:00:00.000+01:00") > monday).toBe(true);
  const at = "2026-03-11T15:04:00.000+01:00";
  expect(visitId({ at })).not.toBe(visitId({ at }));
});

test.each([undefined, null, "", []])("%j is no answer", (value) => {
  expect(isAnswered(value)).toBe(false);
});

test.each([0, "no", ["a"], { did_not_happen: true } as const])("%j is an answer", (value) => {
  expect(isAnswered(value)).toBe(true);
});

describe("photos", () => {
  test("fit within the long edge, whichever it is, and are never enlarged", () => {
    expect(fitWithin({ width: 4032, height: 3024 }, 2048)).toEqual({ width: 2048, height: 1536 });
    expect(fitWithin({ width: 3024, height: 4032 }, 2048)).toEqual({ width: 1536, height: 2048 });
    expect(fitWithin({ width: 640, height: 480 }, 2048)).toEqual({ width: 640, height: 480 });
    expect(fitWithin({ width: 20_000, height: 1 }, 100)).toEqual({ width: 100, height: 1 });
  });

  test("take the long edge from the question, and a name nobody has", () => {
    expect(longEdgeOf({ "max-pixels": "1024" })).toBe(1024);
    expect(longEdgeOf({ "max-pixels": "many" })).toBe(2048);
    expect(photoName("q", new Set(["q-1.jpg", "q-2.jpg"]))).toBe("q-3.jpg");
  });
});

test("what the shopper reads is received only with a receipt", () => {
  const parcel = newParcel({ visit: "v", revision: 1, sha256: "s", bytes: 1, sealedAt: 0 }, []);
  expect(standing(parcel, "signed_out")).toEqual({ is: "on_this_phone", paused: "signed_out" });
  expect(standing({ ...parcel, state: "complete" }, null).is).toBe("sending");
  expect(standing({ ...parcel, state: "parked", why: "conflict", code: "c" }, null)).toEqual({
    ...{ is: "parked", why: "conflict", code: "c" },
  });
});
