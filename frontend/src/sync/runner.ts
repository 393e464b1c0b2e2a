import { keyOf, type Parcel, type Pause } from "../domain/parcel";
import { attempt } from "./attempt";
import type { Cause, Outbox } from "./outbox";
import { MINUTE } from "./patience";
import type { Parts } from "./perform";

export interface RunnerParts extends Parts {
  /** name of this build of the app */
  readonly build: string;
  /** called after every change of a parcel, the pause or the briefing, in every tab of this person */
  readonly changed: () => void;
  /** called when this phone's disk refuses (quota, eviction): to be said plainly; the queue tries again */
  readonly troubled?: (error: unknown) => void;
}

export interface Runner {
  /** starts an attempt, or lets the one that is running know; resolves when the queue rests */
  wake(cause: Cause): Promise<void>;
  /** offers a parked revision again, at the person's wish */
  again(parcel: Pick<Parcel, "visit" | "revision">): Promise<void>;
  /** why nothing is sent, if so */
  pause(): Promise<Pause | null>;
  stop(): void;
}

export type Happening =
  | { readonly is: "woke"; readonly cause: Cause }
  | { readonly is: "again"; readonly key: string };

const CHANGED = "changed";

/**
 * The queue of one person: starts working at once, and goes on until stopped. It reads the rows anew for
 * each attempt, and attempts under a lock, so that of many tabs one sends.
 */
export function startRunner(parts: RunnerParts): Runner {
  const { shelf, around, wire } = parts;
  const name = `encore-queue:${shelf.person}`;
  const happened: Happening[] = [];
  const start = shelf.countStart();
  let running: Promise<void> | null = null;
  let stopped = false;
  let outbox: Outbox | null = null;
  let callOff = () => {};

  const line = around.channel(name, (word) => {
    if (word === CHANGED) parts.changed();
    else if (running) happened.push(JSON.parse(word) as Happening);
  });
  const changed = () => {
    parts.changed();
    if (!stopped) line.say(CHANGED);
  };

  async function work(): Promise<void> {
    const began = { before: outbox, start: await start };
    outbox = await attempt({ ...parts, changed }, began, { happened, isStopped: () => stopped }, rest);
  }

  async function run(): Promise<void> {
    rest(null);
    try {
      const ran = await around.alone(name, work);
      // another tab is sending: it is told, and does it
      if (!ran) for (const one of happened.splice(0)) line.say(JSON.stringify(one));
    } catch (error) {
      happened.length = 0;
      parts.troubled?.(error);
      void wire.report("storage", { error: String(error) });
    } finally {
      // what came while the lock was being let go
      running = happened.length > 0 && !stopped ? run() : null;
    }
  }

  function rest(until: number | null): void {
    callOff();
    const wait = until === null ? MINUTE : Math.min(MINUTE, Math.max(0, until - around.now().wall));
    if (!stopped) callOff = around.after(wait, () => void happen({ is: "woke", cause: "minute" }));
  }

  function happen(one: Happening): Promise<void> {
    const byHand = one.is === "again" || one.cause === "hand";
    if (stopped) return Promise.resolve();
    if (!byHand && !around.online()) {
      rest(null);
      return Promise.resolve();
    }
    happened.push(one);
    running ??= run();
    return running;
  }

  const wake = (cause: Cause) => happen({ is: "woke", cause });
  const unheed = around.awakenings((cause) => void wake(cause));
  void wake("start");
  return {
    wake,
    again: (parcel) => happen({ is: "again", key: keyOf(parcel) }),
    pause: async () => (await shelf.notes()).pause,
    stop() {
      stopped = true;
      callOff();
      unheed();
      line.close();
    },
  };
}
