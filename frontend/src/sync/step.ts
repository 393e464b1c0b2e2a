import { keyOf, type Parcel, READY } from "../domain/parcel";
import { advance } from "./next";
import type { Cause, Effect, Event, Out, Outbox } from "./outbox";
import { atRest, ended } from "./outcomes";
import { DAY, eager, MINUTE } from "./patience";

/** Answers and receipts stay on the phone this long after the first receipt for all of them. */
const KEPT = 30 * DAY;
/** Without another reason, news are asked for this often. */
const NEWS_EVERY = 15 * MINUTE;

/**
 * The whole queue: what it knows and what happened make what it knows then, and what must be done.
 * Pure: the clock (`event.at`) and the dice (`event.chance`) are arguments.
 * Effects are to be performed in their order; photo bytes go before the row says so, so that a kill in
 * between costs a repetition and never a leak.
 */
export function step(outbox: Outbox, event: Event): [Outbox, Effect[]] {
  const effects: Effect[] = [];
  const decided = react(outbox, event, (effect) => effects.push(effect));
  const [next, last] = advance(decided, event.at);
  return [next, [...effects, ...rows(outbox, next), ...last]];
}

function react(outbox: Outbox, event: Event, out: Out): Outbox {
  switch (event.is) {
    case "woke":
      return woken(met(outbox, event.parcels), event.cause, event.at, out);
    case "met":
      return {
        ...atRest(outbox),
        known: event.known,
        brief: { ...outbox.brief, wanted: event.known !== true },
      };
    case "ended":
      return ended(outbox, event.task, event.outcome, event, out);
    case "again":
      return {
        ...outbox,
        parcels: outbox.parcels.map((one) => (keyOf(one) === event.key ? unpark(one) : one)),
      };
  }
}

/** Rows found on disk that the queue doesn't know yet. */
function met(outbox: Outbox, found: readonly Parcel[]): Outbox {
  const known = new Set(outbox.parcels.map(keyOf));
  const fresh = found.filter((parcel) => !known.has(keyOf(parcel)));
  const met = { ...outbox, parcels: [...outbox.parcels, ...fresh] };
  return outbox.task ? met : { ...atRest(met), brief: outbox.brief };
}

const IMPATIENT: readonly Cause[] = ["online", "foreground", "hand"];

function woken(outbox: Outbox, cause: Cause, at: number, out: Out): Outbox {
  const kept = forgetting(outbox, at, out);
  const stale = at - kept.briefedAt > NEWS_EVERY || at < kept.briefedAt;
  const asks = cause === "start" || IMPATIENT.includes(cause);
  const wanted = asks || stale || kept.known !== true || kept.pause === "signed_out";
  const woke: Outbox = {
    ...kept,
    brief: { ...kept.brief, wanted },
    pause: cause === "hand" && kept.pause === "too_old" ? null : kept.pause,
  };
  return IMPATIENT.includes(cause) ? impatient(woke) : woke;
}

function impatient(outbox: Outbox): Outbox {
  const parcels = outbox.parcels.map((parcel) => ({ ...eager(parcel), blobs: parcel.blobs.map(eager) }));
  return { ...outbox, parcels, brief: eager(outbox.brief), query: eager(outbox.query) };
}

function forgetting(outbox: Outbox, at: number, out: Out): Outbox {
  const past = (parcel: Parcel) => at - (restsSince(parcel) ?? at) >= KEPT;
  for (const parcel of outbox.parcels.filter(past)) out({ do: "forget", parcel });
  return { ...outbox, parcels: outbox.parcels.filter((parcel) => !past(parcel)) };
}

/** Since when HQ is known to hold every byte, by two looks; null where it is not: then the person alone deletes. */
function restsSince({ state, seen, withdrawn }: Parcel): number | null {
  if (state === "verified") return seen?.at ?? null;
  return state === "held" && withdrawn?.again ? withdrawn.at : null;
}

function unpark(parcel: Parcel): Parcel {
  const free = { ...parcel, ...READY, why: null, code: null };
  return parcel.state === "parked" ? { ...free, state: "sealed" } : parcel;
}

/** What has changed and must be on disk. */
function rows(before: Outbox, after: Outbox): Effect[] {
  const same = new Set(before.parcels);
  const kept = after.parcels.filter((parcel) => !same.has(parcel));
  const noted = before.pause !== after.pause || before.epoch !== after.epoch;
  const { pause, epoch } = after;
  return [
    ...kept.map((parcel) => ({ do: "keep", parcel }) as const),
    ...(noted ? [{ do: "note", pause, epoch } as const] : []),
  ];
}
