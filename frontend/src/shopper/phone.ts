import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { opening } from "../api/opening";
import { makeWire } from "../api/wire";
import type { Briefing } from "../domain/assignment";
import type { Parcel, Pause } from "../domain/parcel";
import type { Visit } from "../domain/visit";
import { type Health, openStore, type Store } from "../store";
import { type Runner, startRunner } from "../sync";
import { browserSurroundings } from "../sync/surroundings";
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
  readonly runner: Runner;
  readonly seen: { readonly value: Seen };
  readonly checking: { readonly value: boolean };
  /** the disk refused something in the queue */
  readonly trouble: { value: unknown };
  refresh(): Promise<void>;
  /** asks HQ now; resolves when the queue rests */
  check(): Promise<void>;
  close(): void;
}

declare const __BUILD__: string;
/** Name of this build of the app. */
export const BUILD: string = __BUILD__;

/** Milliseconds that belong to the first question, where there is nothing that the queue must ask before it. */
const QUIET = 1000;

async function look(store: Store, runner: Runner | null): Promise<Seen> {
  const [briefing, visits, parcels, health, clock, editions, notes] = await Promise.all([
    ...([store.briefing(), store.visits(), store.parcels(), store.health()] as const),
    ...([store.clock(), store.editionsHeld(), store.notes()] as const),
  ]);
  const heard = clock?.measured.wall ?? null;
  const pause = runner ? await runner.pause() : notes.pause;
  return { briefing, visits, parcels, health, editions, pause, heard };
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

/** Keeps what came with the page, before the queue begins: on a new phone the first question waits for nobody. */
async function takeOpening(store: Store, person: string): Promise<boolean> {
  const briefing = opening.news()?.briefing;
  if (briefing?.person.id !== person) return false;
  const editions = briefing.editions.map((sha256) => [sha256, opening.edition(sha256)] as const);
  await Promise.all([
    store.keepBriefing(briefing),
    ...editions.map(([sha256, bytes]) => bytes && store.keepEdition(sha256, bytes)),
  ]);
  return true;
}

/** Opens the phone of one person. Throws where the browser has no usable disk. */
export async function openPhone(person: string): Promise<Phone> {
  const store = await openStore(person);
  const isTold = await takeOpening(store, person);
  const seen = signal(await look(store, null));
  const [checking, trouble] = [signal(false), signal<unknown>(null)];
  const refresh = oneAtATime(async () => {
    const now = await look(store, runner);
    seen.value = now;
    rememberStores(person, now);
    forgetNotes(now.visits);
  });
  const runner = startRunner({
    ...{ wire: makeWire(), shelf: store, around: browserSurroundings(), build: BUILD },
    later: isTold ? QUIET : 0,
    changed: () => void refresh(),
    troubled: (error) => {
      trouble.value = error;
    },
    async afterwards() {
      const piece = await import("./offers/sending").catch(() => null); // without it they wait for the next time
      if (await piece?.sendWaiting(store)) await refresh();
    },
  });
  const check = async () => {
    checking.value = true;
    await runner.wake("hand").finally(() => {
      checking.value = false;
    });
    await refresh();
  };
  const close = () => {
    runner.stop();
    store.close();
  };
  return { store, runner, seen, checking, trouble, refresh, check, close };
}

const Here = createContext<Phone | null>(null);
export const PhoneIsHere = Here.Provider;

/** The phone, for pages. */
export function usePhone(): Phone {
  const phone = useContext(Here);
  if (!phone) throw new Error("No phone is open around this page");
  return phone;
}
