import { beforeEach, describe, expect, test } from "vitest";
import { CHUNK, standing } from "../domain/parcel";
import { DAY, HOUR, MINUTE } from "./patience";
import { Hq, problem } from "./testing/hq";
import { type Call, type Fault, Phone } from "./testing/phone";
import { World } from "./testing/world";

let world: World;
let hq: Hq;
let sasha: Phone;

beforeEach(() => {
  world = new World();
  hq = new Hq(() => world.now);
  sasha = new Phone(world, hq);
});

const stands = (visit: string, revision = 1) => {
  const parcel = sasha.parcels.get(`${visit}/${revision}`);
  return parcel && standing(parcel, sasha.pause).is;
};

/** The next `n` calls of a kind meet a fault. */
function next(n: number, kind: Call["do"], fault: Fault): void {
  let left = n;
  sasha.fault = (call) => (call.do === kind && left-- > 0 ? fault : null);
}

/** The app is started anew, and then has time to do its work. */
async function laterStart(): Promise<void> {
  sasha.kill();
  await world.pass(2 * MINUTE);
  sasha.start();
  await world.pass(5 * MINUTE);
}

test("a visit with photos goes from this phone to received, and is verified at a later start", async () => {
  sasha.start();
  sasha.seal("v", [100_000, 3 * CHUNK + 17]);
  expect(stands("v")).toBe("on_this_phone");
  await world.pass(5 * MINUTE);
  expect(stands("v")).toBe("received");
  expect(sasha.state("v")).toBe("complete");
  expect(sasha.files.size).toBe(2);
  await laterStart();
  expect(sasha.state("v")).toBe("verified");
  expect(sasha.files.size).toBe(0);
  expect(stands("v")).toBe("received");
});

describe("the answer is lost after commit, again and again", () => {
  test.each(["putVisit", "patchBlob", "putBlob", "receipts"] as const)(
    "of %s: one visit, one receipt",
    async (kind) => {
      next(7, kind, "mute");
      sasha.start();
      sasha.seal("v", [1000, 2 * CHUNK]);
      await world.pass(HOUR);
      expect(sasha.state("v")).toBe("complete");
      expect(hq.stored.get("v/1")).toBe(1);
    },
  );

  test("the client times out while the server succeeds, twice over", async () => {
    next(5, "putVisit", "twice");
    sasha.start();
    sasha.seal("v");
    await world.pass(HOUR);
    expect([sasha.state("v"), hq.stored.get("v/1"), hq.conflicts]).toEqual(["complete", 1, []]);
  });
});

test("same id, other content: parked as a conflict, kept on the phone, and nothing else stops", async () => {
  hq.put({ ...sasha.seal("v", [500]), sha256: "another tab's" });
  sasha.seal("w");
  sasha.start();
  await world.pass(10 * MINUTE);
  expect(stands("v")).toBe("parked");
  expect(sasha.parcels.get("v/1")?.why).toBe("conflict");
  expect(sasha.files.size).toBe(1);
  expect(stands("w")).toBe("received");
});

test("a database error that is no duplicate: the phone keeps everything and tries again", async () => {
  sasha.fault = (call) => (call.do === "putVisit" ? problem(500, "server_error") : null);
  sasha.start();
  sasha.seal("v", [500]);
  await world.pass(3 * HOUR);
  expect(sasha.state("v")).toBe("sealed");
  expect(sasha.files.size).toBe(1);
  sasha.fault = () => null;
  await world.pass(10 * MINUTE);
  expect(stands("v")).toBe("received");
});

test("the k-th photo never arrives: never complete, its bytes stay, the others arrive", async () => {
  sasha.fault = (call) => (call.sha256 === "v-photo-1" ? "drop" : null);
  sasha.start();
  sasha.seal("v", [500, 600, 700]);
  await world.pass(DAY);
  await laterStart();
  expect(stands("v")).toBe("sending");
  const parcel = sasha.parcels.get("v/1");
  expect(parcel && standing(parcel, null)).toEqual({ is: "sending", done: 3, of: 4, paused: null });
  expect(hq.receipt({ visit: "v", revision: 1 })?.missing).toEqual(["v-photo-1"]);
  expect(sasha.files.size).toBe(3);
});

test("a photo's bytes vanish after sealing: said to HQ, the rest arrives, nothing is called received", async () => {
  sasha.seal("v", [500, 600]);
  sasha.files.delete("v/v-photo-0");
  sasha.start();
  await world.pass(HOUR);
  expect(stands("v")).toBe("sending");
  expect(hq.reports).toContain("file_gone");
  expect(hq.offsets.get("v-photo-1")).toBe(600);
});

test("two slots with one content: one blob goes, once", async () => {
  sasha.start();
  const parcel = sasha.seal("v", [700]);
  const twin = { ...parcel, blobs: [...parcel.blobs] };
  expect(twin.blobs).toHaveLength(1);
  await world.pass(5 * MINUTE);
  expect(sasha.calls.filter((call) => call.do === "putBlob")).toHaveLength(1);
});

describe("captive portal", () => {
  test.each<[string, Fault]>([
    ["200 with something else", "portal"],
    ["redirect, HTML, cut JSON", { kind: "lost" }],
  ])("%s is not a receipt, and is retried", async (_name, fault) => {
    sasha.fault = (call) => (call.do === "brief" ? null : fault);
    sasha.start();
    sasha.seal("v", [500]);
    await world.pass(HOUR);
    expect(stands("v")).not.toBe("received");
    expect(sasha.files.size).toBe(1);
    sasha.fault = () => null;
    await world.pass(10 * MINUTE);
    expect(stands("v")).toBe("received");
  });
});

test("one item always fails: the others arrive, answers before photos", async () => {
  sasha.fault = (call) => (call.do === "putVisit" && call.visit === "bad" ? problem(503) : null);
  sasha.seal("bad", [500]);
  sasha.seal("v", [500]);
  sasha.seal("w", [500]);
  sasha.start();
  await world.pass(10 * MINUTE);
  expect([stands("v"), stands("w"), sasha.state("bad")]).toEqual(["received", "received", "sealed"]);
  const order = sasha.calls.filter((call) => call.visit && call.visit !== "bad").map((call) => call.do);
  expect(order).toEqual(["putVisit", "putVisit", "putBlob", "putBlob"]);
});

test.each([
  [400, "unreadable"],
  [422, "visit_unreadable"],
  [413, "too_large"],
])("a refusal with %i parks one visit, deletes nothing, and can be offered again", async (status, code) => {
  next(1, "putVisit", problem(status, code));
  const runner = sasha.start();
  const parcel = sasha.seal("v", [500]);
  await world.pass(HOUR);
  expect(sasha.parcels.get("v/1")).toMatchObject({ state: "parked", why: "refused", code });
  expect(sasha.files.size).toBe(1);
  void runner.again(parcel);
  await world.pass(5 * MINUTE);
  expect(stands("v")).toBe("received");
});

test("quarantined: held, asked about, and gone on with once HQ accepts it", async () => {
  hq.isSuspicious = true;
  sasha.start();
  sasha.seal("v", [500]);
  await world.pass(3 * HOUR);
  expect(stands("v")).toBe("held");
  expect(sasha.files.size).toBe(1);
  for (const held of hq.held.values()) held.state = "received";
  await world.pass(2 * HOUR);
  expect(stands("v")).toBe("received");
});

describe("who is signed in", () => {
  test("the session expires in mid-visit: paused, nothing deleted, resumed at sign-in", async () => {
    sasha.start();
    await world.pass(MINUTE);
    sasha.signedIn = null;
    sasha.seal("v", [500]);
    await world.pass(HOUR);
    expect([sasha.pause, sasha.state("v"), sasha.files.size]).toEqual(["signed_out", "sealed", 1]);
    sasha.signedIn = "sasha";
    sasha.session = "anew";
    await world.pass(5 * MINUTE);
    expect([sasha.pause, stands("v")]).toEqual([null, "received"]);
  });

  test("another person signs in on the phone: not a byte goes out under her name", async () => {
    sasha.start();
    await world.pass(MINUTE);
    sasha.signedIn = "sam";
    sasha.session = "sam's";
    sasha.seal("v", [500]);
    await world.pass(HOUR);
    expect(sasha.calls.filter((call) => call.do !== "brief")).toEqual([]);
    expect(sasha.state("v")).toBe("sealed");
  });

  test("another person signs in between two photos: the rest waits for its own person", async () => {
    sasha.fault = (call) => {
      if (call.do === "putBlob") Object.assign(sasha, { signedIn: "sam", session: "sam's" });
      return null;
    };
    sasha.start();
    sasha.seal("v", [500, 600, 700]);
    await world.pass(HOUR);
    expect(sasha.calls.filter((call) => call.do === "putBlob")).toHaveLength(1);
    expect(sasha.files.size).toBe(3);
  });

  test("too old an app: paused until another build, or the person's own wish", async () => {
    next(1, "putVisit", problem(426, "client_too_old"));
    sasha.start();
    sasha.seal("v", [500]);
    await world.pass(DAY);
    expect([sasha.pause, sasha.state("v")]).toEqual(["too_old", "sealed"]);
    sasha.build = "2";
    await laterStart();
    expect([sasha.pause, stands("v")]).toEqual([null, "received"]);
  });
});

test("the clock is put back by days while something waits: it does not wait for days", async () => {
  next(4, "putVisit", "drop");
  sasha.start();
  sasha.seal("v");
  await world.pass(2 * MINUTE);
  world.now -= 3 * DAY;
  await world.pass(10 * MINUTE);
  sasha.kill();
  sasha.start();
  await world.pass(10 * MINUTE);
  expect(stands("v")).toBe("received");
});

describe("40 MB over a weak line", () => {
  test("each call may be lost: it resumes where HQ stands, and arrives", async () => {
    sasha.fault = (call) => (call.do === "patchBlob" && world.chance() < 0.3 ? "mute" : null);
    sasha.start();
    sasha.seal("v", [40 * 1024 * 1024]);
    await world.pass(5 * HOUR);
    expect(stands("v")).toBe("received");
    expect(sasha.calls.filter((call) => call.do === "patchBlob").length).toBeLessThan(2 * 160);
  });

  test("a proxy that takes 100 KiB: smaller pieces, for small photos too", async () => {
    sasha.fault = (call) => ((call.size ?? 0) > 100 * 1024 ? problem(413) : null);
    sasha.start();
    sasha.seal("v", [200_000, 1_500_000]);
    await world.pass(HOUR);
    expect(stands("v")).toBe("received");
  });

  test("a damaged piece is sent again; a damaged whole starts from the beginning", async () => {
    const faults = [problem(460, "blob_wrong_checksum"), problem(422, "blob_wrong_hash")];
    sasha.fault = (call) => (call.do === "patchBlob" ? (faults.shift() ?? null) : null);
    sasha.start();
    sasha.seal("v", [CHUNK + 1]);
    await world.pass(HOUR);
    expect(stands("v")).toBe("received");
  });
});

describe("the server is restored from last night's backup", () => {
  test("the phone offers again all it still holds, and nothing is lost", async () => {
    sasha.start();
    const empty = hq.backup();
    sasha.seal("v", [500, 2 * CHUNK]);
    sasha.seal("w", [700]);
    await world.pass(10 * MINUTE);
    hq.restore(empty, "second");
    sasha.seal("x");
    await world.pass(HOUR);
    expect([stands("v"), stands("w"), stands("x")]).toEqual(["received", "received", "received"]);
    expect(hq.held.size).toBe(3);
    expect(hq.receipt({ visit: "v", revision: 1 })?.state).toBe("complete");
  });

  test("even when the answers alone are left on the phone, they are offered", async () => {
    sasha.start();
    const empty = hq.backup();
    sasha.seal("v");
    await world.pass(10 * MINUTE);
    await laterStart();
    expect(sasha.state("v")).toBe("verified");
    hq.restore(empty, "second");
    await world.pass(HOUR);
    expect(hq.receipt({ visit: "v", revision: 1 })?.state).toBe("complete");
  });
});

test("revision 2 never goes before revision 1", async () => {
  next(3, "putVisit", "drop");
  sasha.seal("v", [], 1);
  sasha.seal("v", [], 2);
  sasha.start();
  await world.pass(HOUR);
  expect([...hq.held.keys()]).toEqual(["v/1", "v/2"]);
});

test("a send-back opens the next revision, a deleted visit gets a tombstone and is held", async () => {
  sasha.start();
  sasha.seal("v");
  sasha.seal("w");
  await world.pass(5 * MINUTE);
  hq.sendBacks = [{ visit: "v", revision: 1, reason: "The ring?", due: null, answers: [] }];
  for (const [key, held] of hq.held) if (key === "w/1") held.state = "withdrawn";
  await laterStart();
  expect(sasha.reopened.map((back) => back.visit)).toContain("v");
  expect(stands("w")).toBe("held");
});

describe("deletion", () => {
  test("the same start never deletes, 24 hours do", async () => {
    sasha.start();
    sasha.seal("v", [500]);
    await world.pass(23 * HOUR);
    expect(sasha.files.size).toBe(1);
    await world.pass(2 * HOUR);
    expect([sasha.state("v"), sasha.files.size]).toEqual(["verified", 0]);
    expect(sasha.dropped[0]?.sightings.length).toBeGreaterThanOrEqual(2);
  });

  test("HQ knows nothing of it at the second look: offered again, not deleted", async () => {
    sasha.start();
    sasha.seal("v", [500]);
    await world.pass(5 * MINUTE);
    hq.restore({ held: new Map(), offsets: new Map() }, "first");
    await laterStart();
    expect(sasha.files.size).toBe(1);
    await world.pass(HOUR);
    expect(hq.receipt({ visit: "v", revision: 1 })?.state).toBe("complete");
  });

  test("answers and receipt stay for 30 days", async () => {
    sasha.start();
    sasha.seal("v", [500]);
    await world.pass(29 * DAY);
    expect(sasha.state("v")).toBe("verified");
    await world.pass(2 * DAY);
    expect(sasha.forgotten).toEqual(["v/1"]);
  });
});

test("two tabs: one sends, and the other's visit is sent by it", async () => {
  sasha.start();
  sasha.start();
  sasha.seal("v", [2 * CHUNK]);
  await world.pass(10 * MINUTE);
  expect(stands("v")).toBe("received");
  expect(sasha.calls.filter((call) => call.do === "putVisit")).toHaveLength(1);
});
