import type { Patience } from "../domain/parcel";
import type { Tick } from "./outbox";

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Attempts are never further apart by our own choice. */
export const LONGEST = 5 * MINUTE;
const SHORTEST = SECOND / 4;

/**
 * One failure more: full jitter (a random time up to 2, 4, 8 … seconds, 5 minutes at most), unless the
 * server named the time (`retryAfter`, milliseconds).
 */
export function failed(before: Patience, { at, chance }: Tick, retryAfter: number | null = null): Patience {
  const [tries, since] = [before.tries + 1, at];
  if (retryAfter !== null) return { tries, since, notBefore: at + Math.min(retryAfter, DAY), told: true };
  const most = Math.min(LONGEST, SECOND * 2 ** Math.min(tries, 10));
  return { tries, since, notBefore: at + Math.max(SHORTEST, chance * most), told: false };
}

/**
 * Whether the time has come. A wait that has not begun yet, or is longer than we ever set, means that the
 * clock was put back: nobody knows how much of it is over, and the answer to one call more will tell.
 */
export function isDue(patience: Patience, at: number): boolean {
  if (at < (patience.since ?? 0)) return true;
  const left = patience.notBefore - at;
  return left <= 0 || left > (patience.told ? DAY : LONGEST);
}

/** There is reason to try at once (a network, a person): a wait that the server named still holds. */
export function eager<T extends Patience>(patience: T): T {
  return patience.told ? patience : { ...patience, notBefore: 0 };
}
