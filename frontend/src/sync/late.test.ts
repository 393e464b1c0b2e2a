import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lateRunner } from "./late";
import type { Runner } from "./runner";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue that notes what it is told. */
function listening() {
  const heard: string[] = [];
  const runner: Runner = {
    wake: async (cause) => void heard.push(`woken: ${cause}`),
    again: async ({ visit }) => void heard.push(`again: ${visit}`),
    pause: async () => null,
    stop: () => void heard.push("stopped"),
  };
  return { heard, runner };
}

test("the queue starts once it is quiet, and only then is its code asked for", async () => {
  const { heard, runner } = listening();
  const start = vi.fn(async () => runner);
  const late = lateRunner(start, 1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(start).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await late.wake("hand");
  expect([start.mock.calls.length, heard]).toEqual([1, ["woken: hand"]]);
});

test("a visit sealed before that wakes the queue at once", async () => {
  const { heard, runner } = listening();
  const late = lateRunner(async () => runner, 1000);
  await late.wake("sealed");
  await late.again({ visit: "v", revision: 1 });
  expect(heard).toEqual(["woken: sealed", "again: v"]);
});

test("a line that breaks while the code travels costs a pause: the queue starts all the same", async () => {
  const { heard, runner } = listening();
  const start = vi.fn(async () => runner).mockRejectedValueOnce(new TypeError("Failed to fetch"));
  const late = lateRunner(start, 0);
  await late.wake("hand");
  expect([start.mock.calls.length, heard]).toEqual([1, []]);
  await vi.advanceTimersByTimeAsync(2000);
  await late.wake("minute");
  expect([start.mock.calls.length, heard]).toEqual([2, ["woken: minute"]]);
});

test("a queue whose code arrives after the phone was closed is stopped", async () => {
  const { heard, runner } = listening();
  let arrive = () => {};
  const late = lateRunner(() => new Promise((made) => (arrive = () => made(runner))), 0);
  await vi.advanceTimersByTimeAsync(0);
  late.stop();
  arrive();
  await late.wake("hand");
  await vi.advanceTimersByTimeAsync(5000);
  expect(heard).toEqual(["stopped"]);
});
