import { type Effect, type Event, type Outbox, opened, type Task } from "./outbox";
import { call, perform } from "./perform";
import type { Happening, RunnerParts } from "./runner";
import { step } from "./step";

/** What is known from before: the queue as it was left, and the number of this start of the app. */
interface Began {
  readonly before: Outbox | null;
  readonly start: number;
}

/** What goes on around an attempt: news for it, and whether it should end. */
interface Meanwhile {
  readonly happened: Happening[];
  readonly isStopped: () => boolean;
}

/** Works from the rows on disk until nothing is due; tells `rest` until when. Returns the queue as left. */
export async function attempt(
  parts: RunnerParts,
  began: Began,
  meanwhile: Meanwhile,
  rest: (until: number | null) => void,
): Promise<Outbox> {
  let outbox = await load(parts, began);
  let events = await newsOf(parts, meanwhile);
  while (events.length > 0 && !meanwhile.isStopped()) {
    let task: Task | null = null;
    for (const event of events) {
      const [next, effects] = step(outbox, event);
      outbox = next;
      task = (await carryOut(parts, effects, rest)) ?? task;
    }
    const end = task && (await ended(parts, task));
    events = [...(await newsOf(parts, meanwhile)), ...(end ? [end] : [])];
  }
  if (outbox.known === true && !outbox.pause && !meanwhile.isStopped()) await parts.afterwards?.();
  return outbox;
}

/** The queue as the disk has it; how patient to be with the server is remembered from before. */
async function load({ shelf, wire, build }: RunnerParts, { before, start }: Began): Promise<Outbox> {
  const notes = await shelf.notes();
  const outdated = notes.pause === "too_old" && notes.build !== build;
  const pause = outdated ? null : notes.pause;
  if (notes.build !== build) await shelf.keepNotes({ build, pause });
  const { epoch, starts, session } = notes;
  const known = session !== null && session === wire.session() ? true : null;
  const found = opened({ pause, known, epoch, start, starts });
  return before ? { ...found, brief: before.brief, query: before.query, briefedAt: before.briefedAt } : found;
}

const tick = ({ around }: RunnerParts) => ({ at: around.now().wall, chance: around.chance() });

/** All that happened since the last look, with the rows that are on disk now. */
async function newsOf(parts: RunnerParts, { happened }: Meanwhile): Promise<Event[]> {
  if (happened.length === 0) return [];
  const news = happened.splice(0);
  const woken = { is: "woke", cause: "minute" } as const;
  const first = news[0]?.is === "again" ? [woken, ...news] : news;
  const parcels = await parts.shelf.parcels();
  return first.map((one) => ({ ...tick(parts), ...(one.is === "woke" ? { ...one, parcels } : one) }));
}

/** Performs effects in their order; returns the call that is to be made, if there is one. */
async function carryOut(
  parts: RunnerParts,
  effects: readonly Effect[],
  rest: (until: number | null) => void,
): Promise<Task | null> {
  let task: Task | null = null;
  for (const effect of effects) {
    if (effect.do === "ask") task = effect.task;
    else if (effect.do === "rest") rest(effect.until);
    else await perform(parts, effect);
  }
  if (effects.some((effect) => effect.do !== "ask" && effect.do !== "rest")) parts.changed();
  return task;
}

/** Makes a call, unless somebody signed in anew since the server last said who it is: that is asked first. */
async function ended(parts: RunnerParts, task: Task): Promise<Event> {
  const { session } = await parts.shelf.notes();
  if (task.do !== "brief" && parts.wire.session() !== session) {
    return { ...tick(parts), is: "met", known: null };
  }
  const outcome = await call(parts, task);
  if (task.do === "brief" && outcome.kind === "ok") parts.changed();
  return { ...tick(parts), is: "ended", task, outcome };
}
