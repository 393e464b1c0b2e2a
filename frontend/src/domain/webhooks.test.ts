import { expect, it } from "vitest";
import { chosenOf, type Delivery, isMoving, outcomeOf, troubleOf } from "./webhooks";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const waits = (next_try_at: string | null) => ({ next_try_at }) as Delivery;

it("says of a message whether it arrived, is tried again, or was given up", () => {
  expect(outcomeOf({ state: "sent", tries: 2 })).toBe("delivery.arrived");
  expect(outcomeOf({ state: "waiting", tries: 0 })).toBe("delivery.on_its_way");
  expect(outcomeOf({ state: "waiting", tries: 3 })).toBe("delivery.again");
  expect(outcomeOf({ state: "failed", tries: 9 })).toBe("delivery.given_up");
});

it("names the trouble by its kind, and leaves an answer's status to speak for itself", () => {
  expect(troubleOf({ status: null, trouble: "TimeoutError: timed out" })).toBe("TimeoutError");
  expect(troubleOf({ status: null, trouble: "address_private" })).toBe("address_private");
  expect(troubleOf({ status: 500, trouble: "HTTP 500" })).toBe("");
  expect(troubleOf({ status: null, trouble: "" })).toBe("");
});

it("looks again while a try is near, and not for hours", () => {
  expect(isMoving([waits(null), waits("2026-11-22T12:00:30Z")], NOW)).toBe(true);
  expect(isMoving([waits("2026-11-22T18:00:00Z"), waits(null)], NOW)).toBe(false);
});

it("tells a webhook that wants everything from one that chose", () => {
  expect(chosenOf({ verbs: [] })).toBeNull();
  expect(chosenOf({ verbs: ["visit.released"] })).toBe(1);
});
