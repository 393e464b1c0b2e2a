import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { opening } from "../api/opening";
import type { Briefing } from "../domain/assignment";
import type { Parcel, Pause } from "../domain/parcel";
import type { Visit } from "../domain/visit";
import { type Health, openStore, type Store } from "../store";
import { type LateRunner, lateRunner } from "../sync/late";
import { rememberStores } from "./stores";
import { forgetNotes } from "./visit/quick_note";

/** All that a phone's screens read, true to the disk. */
export interface Seen {
  readonly briefing: Briefing | null;
  readonly visits: readonly Visit[];
  readonly parcels: readonly Parcel[];
  readonly pause: Pause | null;
  readonly health: Health;
  /** when HQ was last heard, milliseconds by the phone's clock */
  readonly heard: number | null;
  /** hashes of the editions that are here, whole */
  readonly editions: ReadonlySet<string>;
}

/** One person's phone: her disk, her queue, and what they hold now. */
export interface Phone {
  readonly store: Store;
  readonly runner: LateRunner;
  readonly seen: { readonly value: Seen };
  readonly checking: { readonly value: boolean };
  /** the disk refused something, in the queue or at a wish of hers; null once a write succeeds */
  readonly trouble: { value: unknown };
  /** waits for a write that she asked for; null where the disk refused it: then that is said (`Troubles`) */
  written<T>(write: Promise<T>): Promise<T | null>;
  refresh(): Promise<void>;
  /** shows a visit that was begun or gone on with, before everything is looked at anew */
  show(visit: Visit): void;
  /** asks HQ now; resolves when the queue rests */
  check(): Promise<void>;
  close(): void;
}

declare const __BUILD__: string;
/** Name of this build of the app. */
export const BUILD: string = __BUILD__;

/** Milliseconds that belong to the first question, where there is nothing that the queue must ask before it. */
const QUIET = 1000;

async function look(store: Store): Promise<Seen> {
  const glance = store.glance();
  const budget = glance.then(({ briefing }) => briefing?.policy.photo_budget_bytes ?? 0);
  const [{ clock, notes, ...held }, health] = await Promise.all([glance, store.health(budget)]);
  return { ...held, health, pause: notes.pause, heard: clock?.measured.wall ?? null };
}

/** Work that is never done twice at once; asked for meanwhile, it is done once more afterwards. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = (): Promise<void> => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}

/** What came with the page itself, once it is kept: on a new phone the first question asks nobody. */
async function takeOpening(
  store: Store,
  person: string,
): Promise<Pick<Seen, "briefing" | "editions"> | null> {
  const briefing = opening.news()?.briefing;
  if (briefing?.person.id !== person) return null;
  const keep = async (sha256: string) => {
    const bytes = opening.edition(sha256);
    return bytes !== null && (await store.keepEdition(sha256, bytes)) ? [sha256] : [];
  };
  const [, ...kept] = await Promise.all([store.keepBriefing(briefing), ...briefing.editions.map(keep)]);
  return { briefing, editions: new Set(kept.flat()) };
}

/** The phone as it is first seen, and whether the page told the news. */
async function firstLook(store: Store, person: string): Promise<readonly [Seen, boolean]> {
  // a full disk is for the queue to say, which asks by itself
  const opening = takeOpening(store, person).catch(() => null);
  const [held, told] = await Promise.all([look(store), opening]);
  if (!told) return [held, false];
  return [{ ...held, ...told, editions: new Set([...held.editions, ...told.editions]) }, true];
}

/** The queue's code: with the rest of the store, it comes after the first question. */
export const fetchQueue = () => import("./queue");

/** Opens the phone of one person. Throws where the browser has no usable disk. */
export async function openPhone(person: string): Promise<Phone> {
  const store = await openStore(person);
  const [first, isTold] = await firstLook(store, person);
  const seen = signal(first);
  const [checking, trouble] = [signal(false), signal<unknown>(null)];
  const refresh = oneAtATime(async () => {
    const [before, now] = [seen.peek(), await look(store)];
    seen.value = now;
    rememberStores(person, now);
    forgetNotes(before.visits, now.visits);
  });
  const startQueue = async () =>
    (await fetchQueue()).startQueue({
      ...{ store, build: BUILD, briefing: () => seen.peek().briefing },
      changed: () => void refresh(),
      troubled: (error) => {
        trouble.value = error;
      },
    });
  const runner = lateRunner(startQueue, isTold ? QUIET : 0);
  const check = async () => {
    checking.value = true;
    await runner.wake("hand").finally(() => {
      checking.value = false;
    });
    await refresh();
  };
  const written = <T>(write: Promise<T>): Promise<T | null> =>
    write.then(
      (value) => {
        trouble.value = null;
        return value;
      },
      (error: unknown) => {
        trouble.value = error ?? new Error();
        return null;
      },
    );
  const show = (visit: Visit) => {
    const others = seen.peek().visits.filter((each) => each.id !== visit.id);
    seen.value = { ...seen.peek(), visits: [...others, visit] };
  };
  const close = () => {
    runner.stop();
    store.close();
  };
  return { store, runner, seen, checking, trouble, written, refresh, show, check, close };
}

const Here = createContext<Phone | null>(null);
export const PhoneIsHere = Here.Provider;

/** The phone, for pages. */
export function usePhone(): Phone {
  const phone = useContext(Here);
  if (!phone) throw new Error("No phone is open around this page");
  return phone;
}
