import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";

/** The page was killed in the middle of a write: not an error that any code of ours could mend. */
export class Killed extends Error {}

/** What a phone's disk does to its database. */
export interface Faulty {
  /** a transaction begins; true: the system has closed the connection meanwhile. Throws when the page is dead. */
  readonly began: () => boolean;
  /** a row is being written or deleted; what its transaction fails with, or null */
  readonly wrote: () => "AbortError" | "QuotaExceededError" | null;
}

const faulty = new Map<string, Faulty>();
type Write = "put" | "add" | "delete" | "clear";

/** A fault under each write of each database that somebody watches. */
function watchWrites(): void {
  const rows = IDBObjectStore.prototype as unknown as Record<Write, (...values: unknown[]) => unknown>;
  for (const name of ["put", "add", "delete", "clear"] as const) {
    const write = rows[name];
    rows[name] = function (this: IDBObjectStore, ...values: unknown[]) {
      const request = write.apply(this, values);
      const fault = faulty.get(this.transaction.db.name)?.wrote();
      // as a browser does it: later on the requests fail, and the transaction with them
      const { transaction } = this as unknown as { transaction: { _abort(name: string): void } };
      if (fault) queueMicrotask(() => transaction._abort(fault));
      return request;
    };
  }
}

function watchTransactions(): void {
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...words: Parameters<typeof begin>) {
    const isMaking = words[1] === ("versionchange" as IDBTransactionMode);
    if (!isMaking && faulty.get(this.name)?.began()) this.close();
    return begin.apply(this, words);
  };
}

watchWrites();
watchTransactions();

/** Databases for another life, and the small storage beside them: none is left of the one before. */
export function freshDisks(): void {
  const beside = new Map<string, string>();
  const getItem = (name: string) => beside.get(name) ?? null;
  const setItem = (name: string, value: string) => void beside.set(name, value);
  const removeItem = (name: string) => void beside.delete(name);
  Object.assign(globalThis, { localStorage: { getItem, setItem, removeItem } });
  faulty.clear();
  globalThis.indexedDB = new IDBFactory();
}

/** Ids and clocks come from the seed, too, until it is let go: else the order of rows would be another each time. */
export function repeatable(chance: () => number, now: () => number): () => void {
  const real = { now: Date.now, fill: crypto.getRandomValues };
  const fill = <T extends ArrayBufferView | null>(into: T): T => {
    const bytes = new Uint8Array(into?.buffer ?? new ArrayBuffer(0));
    for (let n = 0; n < bytes.length; n += 1) bytes[n] = Math.floor(chance() * 256);
    return into;
  };
  const set = (given: { now: typeof real.now; fill: typeof real.fill }): void => {
    Date.now = given.now;
    Object.defineProperty(crypto, "getRandomValues", { value: given.fill, configurable: true });
  };
  set({ now, fill });
  return () => set({ now: real.now, fill: real.fill.bind(crypto) });
}

/** Lets this phone's database fail as it says. */
export function watch(database: string, faults: Faulty): void {
  faulty.set(database, faults);
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

/** The browser erases a database, whoever has it open. */
export async function erase(database: string): Promise<void> {
  await asked(indexedDB.deleteDatabase(database) as IDBRequest<unknown>);
}

/** One row of a photo is lost; returns the photo's visit and hash, or null where there was none. */
export async function losePiece(
  database: string,
  chance: () => number,
): Promise<{ visit: string; sha256: string } | null> {
  const watched = faulty.get(database);
  faulty.delete(database);
  const opening = indexedDB.open(database);
  // there is none yet, and none is made here
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const open = await asked(opening).catch(() => null);
  try {
    if (!open?.objectStoreNames.contains("pieces")) return null;
    const tx = open.transaction(["pieces", "photos"], "readwrite");
    const keys = (await asked(tx.objectStore("pieces").getAllKeys())) as [string, number][];
    const key = keys[Math.floor(chance() * keys.length)];
    if (!key) return null;
    await asked(tx.objectStore("pieces").delete(key));
    return (await asked(tx.objectStore("photos").get(key[0]))) as { visit: string; sha256: string };
  } finally {
    open?.close();
    if (watched) faulty.set(database, watched);
  }
}
