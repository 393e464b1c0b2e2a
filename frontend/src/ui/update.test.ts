import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** A worker of the browser that is being installed; `becomes` says what comes of it. */
class Installing extends EventTarget {
  state = "installing";
  becomes(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class Registration extends EventTarget {
  active: Installing | null = null;
  waiting = null;
  constructor(public installing: Installing | null) {
    super();
  }
}

/** A page may name a policy of scripts once: the content security policy forbids the second of a name. */
function onePolicy() {
  const made = vi.fn((_name: string, rules: object) => rules);
  return vi.fn((name: string, rules: object) => {
    if (made.mock.calls.some(([one]) => one === name)) throw new TypeError(`Policy ${name} already exists`);
    return made(name, rules);
  });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("fetches the app again until the phone has it, though the line broke twice in the middle of it", async () => {
  const [cut, whole] = [new Registration(new Installing()), new Registration(new Installing())];
  const register = vi
    .fn()
    .mockRejectedValueOnce(new Error("no line"))
    .mockResolvedValueOnce(cut)
    .mockResolvedValue(whole);
  const serviceWorker = Object.assign(new EventTarget(), { controller: null, register });
  vi.stubGlobal("navigator", { serviceWorker });
  vi.stubGlobal("trustedTypes", { createPolicy: onePolicy() });
  vi.stubEnv("DEV", false);
  const { isAppKept, keepApp } = await import("./update");

  await keepApp();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(register).toHaveBeenCalledTimes(2);
  cut.installing?.becomes("redundant");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(register).toHaveBeenCalledTimes(3);
  whole.active = whole.installing;
  whole.installing?.becomes("activated");
  expect(isAppKept.value).toBe(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(register).toHaveBeenCalledTimes(3);
});

it("says that the newer build waits on while the app is open in another window", async () => {
  vi.useRealTimers();
  vi.resetModules();
  const registration = new Registration(null);
  const asked: unknown[] = [];
  const postMessage = (words: unknown, [port]: MessagePort[]) => {
    asked.push(words);
    port?.postMessage("elsewhere");
  };
  const register = async () => Object.assign(registration, { waiting: { postMessage } });
  vi.stubGlobal("navigator", { serviceWorker: Object.assign(new EventTarget(), { register }) });
  vi.stubEnv("DEV", false);
  const { isElsewhere, keepApp, takeUpdate, updateWaits } = await import("./update");

  await keepApp();
  expect(updateWaits.value).toBe(true);
  takeUpdate();
  await vi.waitFor(() => expect(isElsewhere.value).toBe(true), 4000);
  expect(asked).toEqual(["update"]);
});
