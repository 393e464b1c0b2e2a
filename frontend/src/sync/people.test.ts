import { describe, expect, test } from "vitest";
import { CHUNK } from "../domain/parcel";
import { DAY, HOUR, MINUTE } from "./patience";
import { problem } from "./testing/hq";
import { staged } from "./testing/stage";

const on = staged();

describe("who is signed in", () => {
  test("the session expires in mid-visit: paused, nothing deleted, resumed at sign-in", async () => {
    on.sasha.start();
    await on.world.pass(MINUTE);
    on.sasha.signedIn = null;
    on.sasha.seal("v", [500]);
    await on.world.pass(HOUR);
    expect([on.sasha.pause, on.sasha.state("v"), on.sasha.files.size]).toEqual(["signed_out", "sealed", 1]);
    on.sasha.signedIn = "sasha";
    on.sasha.session = "anew";
    await on.world.pass(5 * MINUTE);
    expect([on.sasha.pause, on.stands("v")]).toEqual([null, "received"]);
  });

  test("another person signs in on the phone: not a byte goes out under her name", async () => {
    on.sasha.start();
    await on.world.pass(MINUTE);
    on.sasha.signedIn = "sam";
    on.sasha.session = "sam's";
    on.sasha.seal("v", [500]);
    await on.world.pass(HOUR);
    expect(on.sasha.calls.filter((call) => call.do !== "brief")).toEqual([]);
    expect(on.sasha.state("v")).toBe("sealed");
  });

  test("another person signs in between two photos: the rest waits for its own person", async () => {
    on.sasha.fault = (call) => {
      if (call.do === "putBlob") Object.assign(on.sasha, { signedIn: "sam", session: "sam's" });
      return null;
    };
    on.sasha.start();
    on.sasha.seal("v", [500, 600, 700]);
    await on.world.pass(HOUR);
    expect(on.sasha.calls.filter((call) => call.do === "putBlob")).toHaveLength(1);
    expect(on.sasha.files.size).toBe(3);
  });

  test("too old an app: paused until another build, or the person's own wish", async () => {
    on.next(1, "putVisit", problem(426, "client_too_old"));
    on.sasha.start();
    on.sasha.seal("v", [500]);
    await on.world.pass(DAY);
    expect([on.sasha.pause, on.sasha.state("v")]).toEqual(["too_old", "sealed"]);
    on.sasha.build = "2";
    await on.laterStart();
    expect([on.sasha.pause, on.stands("v")]).toEqual([null, "received"]);
  });
});

test("two tabs: one sends, and the other's visit is sent by it", async () => {
  on.sasha.start();
  on.sasha.start();
  on.sasha.seal("v", [2 * CHUNK]);
  await on.world.pass(10 * MINUTE);
  expect(on.stands("v")).toBe("received");
  expect(on.sasha.calls.filter((call) => call.do === "putVisit")).toHaveLength(1);
});
