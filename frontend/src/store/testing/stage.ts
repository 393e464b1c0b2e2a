import "fake-indexeddb/auto";
import { afterEach, beforeEach } from "vitest";
import { sha256 } from "../../domain/hashing";
import type { Photo, Visit } from "../../domain/visit";
import { Disk } from "../database";
import { openStore } from "../index";
import type { Store } from "../words";
import { answered, assignment, edition, photographed, soon } from "./cast";

let people = 0;

/** A database of its own for each test, with one visit begun. */
export class Stage {
  store!: Store;
  visit!: Visit;
  readonly person = `sasha-${people++}`;

  async set(): Promise<void> {
    await this.reborn();
    const printed = new TextEncoder().encode(JSON.stringify(edition)).slice().buffer;
    const hash = await sha256(printed);
    await this.store.keepEdition(hash, printed);
    this.visit = await this.store.openVisit(assignment("a", hash), soon());
  }

  /** The page is killed: nothing is left but what is on disk. */
  async reborn(): Promise<void> {
    this.store?.close();
    this.store = await openStore(this.person, "encore.test");
  }

  photo(question: string, bytes: ArrayBuffer): Promise<Photo> {
    const answer = (name: string) => answered(question, [name]);
    return this.store.keepFile(this.visit.id, photographed(question, bytes), answer);
  }

  /** Another connection to the same database, to look behind the store's back. */
  async behind<T>(work: (disk: Disk) => Promise<T>): Promise<T> {
    const disk = new Disk(`encore:encore.test:${this.person}`);
    try {
      return await work(disk);
    } finally {
      disk.close();
    }
  }

  /** Seals the visit and reads what was sealed. */
  async sealed(): Promise<{ words: string; sha256: string; bytes: ArrayBuffer }> {
    const outcome = await this.store.seal(this.visit.id, "build 1", soon());
    const bytes = outcome.kind === "sealed" ? await this.store.sealedBytes(outcome.parcel) : null;
    if (outcome.kind !== "sealed" || !bytes) throw new Error("not sealed");
    return { words: new TextDecoder().decode(bytes), sha256: outcome.parcel.sha256, bytes };
  }
}

/** A stage that is set anew before each test of the file. */
export function staged(): Stage {
  const on = new Stage();
  beforeEach(async () => {
    const fresh = new Stage();
    await fresh.set();
    Object.assign(on, fresh);
  });
  afterEach(() => on.store.close());
  return on;
}
