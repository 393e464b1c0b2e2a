import { expect, test } from "vitest";
import { standing } from "../domain/parcel";
import { DAY, HOUR, MINUTE } from "./patience";
import { problem } from "./testing/hq";
import { staged } from "./testing/stage";

const on = staged();

test("same id, other content: parked as a conflict, kept on the phone, and nothing else stops", async () => {
  on.hq.put({ ...on.sasha.seal("v", [500]), sha256: "another tab's" });
  on.sasha.seal("w");
  on.sasha.start();
  await on.world.pass(10 * MINUTE);
  expect(on.stands("v")).toBe("parked");
  expect(on.sasha.parcels.get("v/1")?.why).toBe("conflict");
  expect(on.sasha.files.size).toBe(1);
  expect(on.stands("w")).toBe("received");
});

test("a database error that is no duplicate: the phone keeps everything and tries again", async () => {
  on.sasha.fault = (call) => (call.do === "putVisit" ? problem(500, "server_error") : null);
  on.sasha.start();
  on.sasha.seal("v", [500]);
  await on.world.pass(3 * HOUR);
  expect(on.sasha.state("v")).toBe("sealed");
  expect(on.sasha.files.size).toBe(1);
  on.sasha.fault = () => null;
  await on.world.pass(10 * MINUTE);
  expect(on.stands("v")).toBe("received");
});

test("the k-th photo never arrives: never complete, its bytes stay, the others arrive", async () => {
  on.sasha.fault = (call) => (call.sha256 === "v-photo-1" ? "drop" : null);
  on.sasha.start();
  on.sasha.seal("v", [500, 600, 700]);
  await on.world.pass(DAY);
  await on.laterStart();
  expect(on.stands("v")).toBe("sending");
  const parcel = on.sasha.parcels.get("v/1");
  expect(parcel && standing(parcel, null)).toEqual({ is: "sending", done: 3, of: 4, paused: null });
  expect(on.hq.receipt({ visit: "v", revision: 1 })?.missing).toEqual(["v-photo-1"]);
  expect(on.sasha.files.size).toBe(3);
});

test("a photo's bytes vanish after sealing: said to HQ, the rest arrives, nothing is called received", async () => {
  on.sasha.seal("v", [500, 600]);
  on.sasha.files.delete("v/v-photo-0");
  on.sasha.start();
  await on.world.pass(HOUR);
  expect(on.stands("v")).toBe("sending");
  expect(on.hq.reports).toContain("file_gone");
  expect(on.hq.offsets.get("v-photo-1")).toBe(600);
});

test("two slots with one content: one blob goes, once", async () => {
  on.sasha.start();
  const parcel = on.sasha.seal("v", [700]);
  const twin = { ...parcel, blobs: [...parcel.blobs] };
  expect(twin.blobs).toHaveLength(1);
  await on.world.pass(5 * MINUTE);
  expect(on.sasha.calls.filter((call) => call.do === "putBlob")).toHaveLength(1);
});

test("one item always fails: the others arrive, answers before photos", async () => {
  on.sasha.fault = (call) => (call.do === "putVisit" && call.visit === "bad" ? problem(503) : null);
  on.sasha.seal("bad", [500]);
  on.sasha.seal("v", [500]);
  on.sasha.seal("w", [500]);
  on.sasha.start();
  await on.world.pass(10 * MINUTE);
  expect([on.stands("v"), on.stands("w"), on.sasha.state("bad")]).toEqual(["received", "received", "sealed"]);
  const order = on.sasha.calls.filter((call) => call.visit && call.visit !== "bad").map((call) => call.do);
  expect(order).toEqual(["putVisit", "putVisit", "putBlob", "putBlob"]);
});

test.each([
  [400, "unreadable"],
  [422, "visit_unreadable"],
  [413, "too_large"],
])("a refusal with %i parks one visit, deletes nothing, and can be offered again", async (status, code) => {
  on.next(1, "putVisit", problem(status, code));
  const runner = on.sasha.start();
  const parcel = on.sasha.seal("v", [500]);
  await on.world.pass(HOUR);
  expect(on.sasha.parcels.get("v/1")).toMatchObject({ state: "parked", why: "refused", code });
  expect(on.sasha.files.size).toBe(1);
  void runner.again(parcel);
  await on.world.pass(5 * MINUTE);
  expect(on.stands("v")).toBe("received");
});

test("quarantined: held, asked about, and gone on with once HQ accepts it", async () => {
  on.hq.isSuspicious = true;
  on.sasha.start();
  on.sasha.seal("v", [500]);
  await on.world.pass(3 * HOUR);
  expect(on.stands("v")).toBe("held");
  expect(on.sasha.files.size).toBe(1);
  for (const held of on.hq.held.values()) held.state = "received";
  await on.world.pass(2 * HOUR);
  expect(on.stands("v")).toBe("received");
});

test("the clock is put back by days while something waits: it does not wait for days", async () => {
  on.next(4, "putVisit", "drop");
  on.sasha.start();
  on.sasha.seal("v");
  await on.world.pass(2 * MINUTE);
  on.world.now -= 3 * DAY;
  await on.world.pass(10 * MINUTE);
  on.sasha.kill();
  on.sasha.start();
  await on.world.pass(10 * MINUTE);
  expect(on.stands("v")).toBe("received");
});

test("the clock is put back by a day while HQ asked for a minute: the minute does not become a day", async () => {
  on.next(1, "putBlob", problem(503, "unavailable", MINUTE));
  on.sasha.start();
  on.sasha.seal("v", [500]);
  await on.world.pass(5000);
  on.world.now -= DAY - HOUR;
  await on.laterStart();
  expect(on.stands("v")).toBe("received");
});

test("revision 2 never goes before revision 1", async () => {
  on.next(3, "putVisit", "drop");
  on.sasha.seal("v", [], 1);
  on.sasha.seal("v", [], 2);
  on.sasha.start();
  await on.world.pass(HOUR);
  expect([...on.hq.held.keys()]).toEqual(["v/1", "v/2"]);
});

test("a send-back opens the next revision, a deleted visit gets a tombstone and is held", async () => {
  on.sasha.start();
  on.sasha.seal("v");
  on.sasha.seal("w");
  await on.world.pass(5 * MINUTE);
  on.hq.sendBacks = [{ visit: "v", revision: 1, reason: "The ring?", due: null, answers: [] }];
  for (const [key, held] of on.hq.held) if (key === "w/1") held.state = "withdrawn";
  await on.laterStart();
  expect(on.sasha.reopened.map((back) => back.visit)).toContain("v");
  expect(on.stands("w")).toBe("held");
});

test("a visit that HQ goes on with is told to the phone, which asks for it no more", async () => {
  on.sasha.start();
  on.sasha.seal("v");
  await on.world.pass(5 * MINUTE);
  on.hq.sendBacks = [{ visit: "v", revision: 1, reason: "The ring?", due: null, answers: [] }];
  await on.laterStart();
  expect(on.sasha.recalled).toEqual([]);
  on.hq.sendBacks = [];
  on.hq.recalled = [{ visit: "v", revision: 1 }];
  await on.laterStart();
  expect(on.sasha.recalled).toContainEqual({ visit: "v", revision: 1 });
  expect(on.stands("v")).toBe("received");
});

test("an edition that did not arrive is fetched again, though HQ has nothing new to say", async () => {
  on.hq.editions = ["e"];
  on.next(3, "edition", "drop");
  const runner = on.sasha.start();
  for (let n = 0; n < 5; n += 1) {
    void runner.wake("hand");
    await on.world.pass(MINUTE);
  }
  expect([...on.sasha.editions]).toEqual(["e"]);
});

test("an evicted database is reported to HQ once it can be", async () => {
  on.sasha.isEvicted = true;
  on.sasha.start();
  await on.world.pass(HOUR);
  expect(on.hq.reports).toEqual(["evicted"]);
});

test("a disk that refuses is said, reported and tried again: nothing is swallowed", async () => {
  const said: unknown[] = [];
  on.sasha.trouble = (error) => said.push(error);
  on.sasha.isFull = true;
  on.sasha.start();
  on.sasha.seal("v", [500]);
  await on.world.pass(10 * MINUTE);
  expect(said.length).toBeGreaterThan(3);
  expect(on.hq.reports).toContain("storage");
  on.sasha.isFull = false;
  await on.world.pass(5 * MINUTE);
  expect(on.stands("v")).toBe("received");
});

test("the disk refuses at the end of an attempt that took over a minute: the queue does not sleep for ever", async () => {
  on.next(4, "putVisit", "drop"); // 20 seconds each, in one attempt
  on.sasha.start();
  for (const visit of ["v", "w", "x", "y"]) on.sasha.seal(visit);
  await on.world.pass(1.2 * MINUTE);
  on.sasha.isFull = true;
  await on.world.pass(0.5 * MINUTE);
  on.sasha.isFull = false;
  expect(on.hq.reports).toEqual(["storage"]);
  await on.world.pass(10 * MINUTE);
  expect(["v", "w", "x", "y"].map((visit) => on.stands(visit))).toEqual(Array(4).fill("received"));
});
