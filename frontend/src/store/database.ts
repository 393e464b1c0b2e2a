import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import type { Answer } from "../domain/answers";
import type { Edition } from "../domain/edition";
import type { Expense } from "../domain/expense";
import type { Parcel } from "../domain/parcel";
import type { Photo, Place, Position, TrailLine, Visit } from "../domain/visit";

export interface Tables extends DBSchema {
  visits: { key: string; value: Visit; indexes: { assignment: string } };
  answers: { key: [string, string]; value: { visit: string; name: string; value: Answer } };
  trail: { key: number; value: TrailLine; indexes: { visit: string } };
  positions: { key: string; value: Position & { visit: string } };
  places: { key: number; value: Place & { visit: string }; indexes: { visit: string } };
  photos: { key: string; value: Photo; indexes: { visit: string } };
  /** at most 256 KiB each: never a Blob or File, which some browsers lose */
  pieces: { key: [string, number]; value: ArrayBuffer };
  sealed: { key: [string, number]; value: ArrayBuffer };
  parcels: { key: [string, number]; value: Parcel };
  editions: { key: string; value: { sha256: string; edition: Edition } };
  notes: { key: string; value: unknown };
  expenses: { key: string; value: Expense };
}

export type Table = StoreNames<Tables>;
/** A transaction that writes, and one that may only read: those never wait for one another. */
export type Work = IDBPTransaction<Tables, Table[], "readwrite">;
export type Look = IDBPTransaction<Tables, Table[], "readonly" | "readwrite">;

const VERSION = 2;

/** Nothing but a new connection, or the same work again, can mend these. */
const NOT_MENDED = new Set(["QuotaExceededError", "ConstraintError", "DataError", "DataCloneError"]);

/** Makes what a database of an earlier version lacks; 0: all of it. */
function build(database: IDBPDatabase<Tables>, version: number): void {
  if (version < 1) buildFirst(database);
  if (version < VERSION) database.createObjectStore("expenses", { keyPath: "id" });
}

function buildFirst(database: IDBPDatabase<Tables>): void {
  database.createObjectStore("visits", { keyPath: "id" }).createIndex("assignment", "assignment");
  database.createObjectStore("answers", { keyPath: ["visit", "name"] });
  database.createObjectStore("trail", { autoIncrement: true }).createIndex("visit", "visit");
  database.createObjectStore("positions", { keyPath: "visit" });
  database.createObjectStore("places", { autoIncrement: true }).createIndex("visit", "visit");
  database.createObjectStore("photos", { keyPath: "id" }).createIndex("visit", "visit");
  database.createObjectStore("pieces");
  database.createObjectStore("sealed");
  database.createObjectStore("parcels", { keyPath: ["visit", "revision"] });
  database.createObjectStore("editions", { keyPath: "sha256" });
  database.createObjectStore("notes");
}

/** One database, whose connection the system may close at any time. */
export class Disk {
  private connection: Promise<IDBPDatabase<Tables>> | null = null;

  /** `made` is called when the database had to be made: it was not there before */
  constructor(
    readonly name: string,
    private readonly made: () => void = () => undefined,
  ) {}

  private connect(): Promise<IDBPDatabase<Tables>> {
    const opening = openDB<Tables>(this.name, VERSION, {
      upgrade: (database, before) => {
        build(database, before);
        if (before === 0) this.made(); // a grown database has lost nothing
      },
      blocking: () => this.close(),
      terminated: () => this.close(),
    });
    opening.catch(() => this.close());
    return opening;
  }

  /** Resolves once there is a connection; throws without a usable IndexedDB. */
  async open(): Promise<void> {
    await this.twice(() => this.connected());
  }

  /** Lets go of the connection; the next work opens another. */
  close(): void {
    this.connection?.then((database) => database.close()).catch(() => undefined);
    this.connection = null;
  }

  /**
   * Writes in one transaction over `tables`, all of it or nothing; `strict` waits for the disk itself.
   * A connection that was closed is opened again and the work repeated, once; quota and constraint
   * errors reach the caller.
   */
  run<T>(tables: Table[], work: (tx: Work) => Promise<T>, strict = false): Promise<T> {
    const durability = strict ? "strict" : "relaxed";
    return this.twice((database) => whole(database.transaction(tables, "readwrite", { durability }), work));
  }

  /** Reads in one transaction over `tables`; the connection is mended as in `run`. */
  look<T>(tables: Table[], work: (tx: Look) => Promise<T>): Promise<T> {
    return this.twice((database) => work(database.transaction(tables)));
  }

  private async twice<T>(attempt: (database: IDBPDatabase<Tables>) => Promise<T>): Promise<T> {
    try {
      return await attempt(await this.connected());
    } catch (error) {
      if (!(error instanceof DOMException) || NOT_MENDED.has(error.name)) throw error;
      this.close();
      return attempt(await this.connected());
    }
  }

  private connected(): Promise<IDBPDatabase<Tables>> {
    this.connection ??= this.connect();
    return this.connection;
  }
}

/** The work and its transaction succeed together, or neither does. */
async function whole<T>(tx: Work, work: (tx: Work) => Promise<T>): Promise<T> {
  tx.done.catch(() => undefined);
  try {
    const value = await work(tx);
    await tx.done;
    return value;
  } catch (error) {
    abandon(tx);
    throw tx.error ?? error;
  }
}

function abandon(tx: Work): void {
  try {
    tx.abort();
  } catch {
    // it is over already
  }
}

/** All rows whose key begins with the visit. */
export const ofVisit = (visit: string): IDBKeyRange => IDBKeyRange.bound([visit], [visit, []]);
