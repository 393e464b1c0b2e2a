import { once } from "../domain/once";
import type { Runner } from "./runner";

/** Milliseconds before code that could not be had is asked for once more. */
const PAUSE = 2000;

/** What screens call of the queue. */
export type LateRunner = Pick<Runner, "wake" | "again" | "stop">;

/**
 * The queue while its code is still to be fetched: after `quiet` milliseconds, or as soon as somebody wakes it; a
 * line that breaks meanwhile is tried again. Until then nothing is sent, and everything is on the disk.
 */
export function lateRunner(start: () => Promise<Runner>, quiet: number): LateRunner {
  let running: Runner | null = null;
  let isStopped = false;
  const started = once(async () => {
    running = await start();
    if (isStopped) running.stop();
    return running;
  });
  const attempt = async (): Promise<Runner | null> => {
    clearTimeout(timer);
    if (isStopped) return running;
    return started().catch(() => {
      if (!isStopped) timer = setTimeout(attempt, PAUSE);
      return null;
    });
  };
  let timer = setTimeout(attempt, quiet);
  return {
    wake: async (cause) => (await attempt())?.wake(cause),
    again: async (parcel) => (await attempt())?.again(parcel),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      running?.stop();
    },
  };
}
