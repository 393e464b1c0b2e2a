import { describe, expect, test } from "vitest";
import { CHUNK } from "../domain/parcel";
import { HOUR, MINUTE } from "./patience";
import { problem } from "./testing/hq";
import type { Fault } from "./testing/phone";
import { staged } from "./testing/stage";

const on = staged();

describe("the answer is lost after commit, again and again", () => {
  test.each(["putVisit", "patchBlob", "putBlob", "receipts"] as const)(
    "of %s: one visit, one receipt",
    async (kind) => {
      on.next(7, kind, "mute");
      on.sasha.start();
      on.sasha.seal("v", [1000, 2 * CHUNK]);
      await on.world.pass(HOUR);
      expect(on.sasha.state("v")).toBe("complete");
      expect(on.hq.stored.get("v/1")).toBe(1);
    },
  );

  test("the client times out while the server succeeds, twice over", async () => {
    on.next(5, "putVisit", "twice");
    on.sasha.start();
    on.sasha.seal("v");
    await on.world.pass(HOUR);
    expect([on.sasha.state("v"), on.hq.stored.get("v/1"), on.hq.conflicts]).toEqual(["complete", 1, []]);
  });
});

describe("captive portal", () => {
  test.each<[string, Fault]>([
    ["200 with something else", "portal"],
    ["redirect, HTML, cut JSON", { kind: "lost" }],
  ])("%s is not a receipt, and is retried", async (_name, fault) => {
    on.sasha.fault = (call) => (call.do === "brief" ? null : fault);
    on.sasha.start();
    on.sasha.seal("v", [500]);
    await on.world.pass(HOUR);
    expect(on.stands("v")).not.toBe("received");
    expect(on.sasha.files.size).toBe(1);
    on.sasha.fault = () => null;
    await on.world.pass(10 * MINUTE);
    expect(on.stands("v")).toBe("received");
  });
});

describe("40 MB over a weak line", () => {
  test("each call may be lost: it resumes where HQ stands, and arrives", async () => {
    on.sasha.fault = (call) => (call.do === "patchBlob" && on.world.chance() < 0.3 ? "mute" : null);
    on.sasha.start();
    on.sasha.seal("v", [40 * 1024 * 1024]);
    await on.world.pass(5 * HOUR);
    expect(on.stands("v")).toBe("received");
    expect(on.sasha.calls.filter((call) => call.do === "patchBlob").length).toBeLessThan(2 * 160);
  });

  test("a proxy that takes 100 KiB: smaller pieces, for small photos too", async () => {
    on.sasha.fault = (call) => ((call.size ?? 0) > 100 * 1024 ? problem(413) : null);
    on.sasha.start();
    on.sasha.seal("v", [200_000, 1_500_000]);
    await on.world.pass(HOUR);
    expect(on.stands("v")).toBe("received");
  });

  test("a damaged piece is sent again; a damaged whole starts from the beginning", async () => {
    const faults = [problem(460, "blob_wrong_checksum"), problem(422, "blob_wrong_hash")];
    on.sasha.fault = (call) => (call.do === "patchBlob" ? (faults.shift() ?? null) : null);
    on.sasha.start();
    on.sasha.seal("v", [CHUNK + 1]);
    await on.world.pass(HOUR);
    expect(on.stands("v")).toBe("received");
  });
});
