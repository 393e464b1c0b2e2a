import { describe, expect, test } from "vitest";
import { CHUNK } from "../domain/parcel";
import { DAY, HOUR, MINUTE } from "./patience";
import { staged } from "./testing/stage";

const on = staged();

test("a visit with photos goes from this phone to received, and is verified at a later start", async () => {
  on.sasha.start();
  on.sasha.seal("v", [100_000, 3 * CHUNK + 17]);
  expect(on.stands("v")).toBe("on_this_phone");
  await on.world.pass(5 * MINUTE);
  expect(on.stands("v")).toBe("received");
  expect(on.sasha.state("v")).toBe("complete");
  expect(on.sasha.files.size).toBe(2);
  await on.laterStart();
  expect(on.sasha.state("v")).toBe("verified");
  expect(on.sasha.files.size).toBe(0);
  expect(on.stands("v")).toBe("received");
});

describe("the server is restored from last night's backup", () => {
  test("the phone offers again all it still holds, and nothing is lost", async () => {
    on.sasha.start();
    const empty = on.hq.backup();
    on.sasha.seal("v", [500, 2 * CHUNK]);
    on.sasha.seal("w", [700]);
    await on.world.pass(10 * MINUTE);
    on.hq.restore(empty, "second");
    on.sasha.seal("x");
    await on.world.pass(HOUR);
    expect([on.stands("v"), on.stands("w"), on.stands("x")]).toEqual(["received", "received", "received"]);
    expect(on.hq.held.size).toBe(3);
    expect(on.hq.receipt({ visit: "v", revision: 1 })?.state).toBe("complete");
  });

  test("even when the answers alone are left on the phone, they are offered", async () => {
    on.sasha.start();
    const empty = on.hq.backup();
    on.sasha.seal("v");
    await on.world.pass(10 * MINUTE);
    await on.laterStart();
    expect(on.sasha.state("v")).toBe("verified");
    on.hq.restore(empty, "second");
    await on.world.pass(HOUR);
    expect(on.hq.receipt({ visit: "v", revision: 1 })?.state).toBe("complete");
  });
});

describe("deletion", () => {
  test("the same start never deletes, 24 hours do", async () => {
    on.sasha.start();
    on.sasha.seal("v", [500]);
    await on.world.pass(23 * HOUR);
    expect(on.sasha.files.size).toBe(1);
    await on.world.pass(2 * HOUR);
    expect([on.sasha.state("v"), on.sasha.files.size]).toEqual(["verified", 0]);
    expect(on.sasha.dropped[0]?.sightings.length).toBeGreaterThanOrEqual(2);
  });

  test("HQ knows nothing of it at the second look: offered again, not deleted", async () => {
    on.sasha.start();
    on.sasha.seal("v", [500]);
    await on.world.pass(5 * MINUTE);
    on.hq.restore({ held: new Map(), offsets: new Map() }, "first");
    await on.laterStart();
    expect(on.sasha.files.size).toBe(1);
    await on.world.pass(HOUR);
    expect(on.hq.receipt({ visit: "v", revision: 1 })?.state).toBe("complete");
  });

  test("answers and receipt stay for 30 days", async () => {
    on.sasha.start();
    on.sasha.seal("v", [500]);
    await on.world.pass(5 * MINUTE);
    on.sasha.kill();
    await on.world.pass(29 * DAY);
    await on.laterStart();
    expect(on.sasha.state("v")).toBe("verified");
    on.sasha.kill();
    await on.world.pass(2 * DAY);
    await on.laterStart();
    expect(on.sasha.forgotten).toEqual(["v/1"]);
  });

  describe("of a visit that HQ withdrew", () => {
    const withdraw = () => {
      for (const held of on.hq.held.values()) held.state = "withdrawn";
    };
    const later = async (days: number) => {
      on.sasha.kill();
      await on.world.pass(days * DAY);
      await on.laterStart();
    };

    test("what HQ holds whole stays for 30 days and is then forgotten", async () => {
      on.sasha.start();
      on.sasha.seal("v", [500]);
      await on.world.pass(5 * MINUTE);
      withdraw();
      await on.laterStart();
      expect(on.stands("v")).toBe("held");
      await later(29);
      expect(on.sasha.forgotten).toEqual([]);
      await later(2);
      expect(on.sasha.forgotten).toEqual(["v/1"]);
    });

    test("one word alone forgets nothing, however long ago it came", async () => {
      on.sasha.start();
      on.sasha.seal("v");
      await on.world.pass(5 * MINUTE);
      withdraw();
      await on.laterStart();
      on.next(1000, "receipts", "drop");
      await later(40);
      expect(on.stands("v")).toBe("held");
      expect(on.sasha.forgotten).toEqual([]);
      on.next(0, "receipts", "drop");
      await later(1);
      expect(on.sasha.forgotten).toEqual(["v/1"]);
    });

    test("a photo that HQ has not is never deleted but by the person", async () => {
      on.next(1, "putVisit", "mute");
      on.sasha.start();
      on.sasha.seal("v", [500]);
      await on.world.pass(5000);
      withdraw();
      for (let n = 0; n < 4; n += 1) await later(31);
      expect(on.stands("v")).toBe("held");
      expect([on.sasha.forgotten, on.sasha.files.size]).toEqual([[], 1]);
    });

    test("a visit that counts again begins its days anew", async () => {
      on.sasha.start();
      on.sasha.seal("v");
      await on.world.pass(5 * MINUTE);
      withdraw();
      await on.laterStart();
      for (const held of on.hq.held.values()) held.state = "received";
      await later(1);
      expect(on.stands("v")).toBe("received");
      expect(on.sasha.parcels.get("v/1")?.withdrawn).toBeNull();
    });
  });
});
