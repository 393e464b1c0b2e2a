import type { Briefing } from "../domain/assignment";
import type { Edition } from "../domain/edition";
import { sha256 } from "../domain/hashing";
import type { Notes } from "../domain/shelf";
import type { ClockOffset } from "../domain/visit";
import type { Disk } from "./database";

/** What the queue remembers before it remembers anything. */
export const FIRST_NOTES: Notes = {
  ...{ starts: 0, pause: null, build: "", epoch: null, cursor: null, etag: null, session: null },
};

/** What HQ last said, the editions it said it with, and what the queue remembers. */
export const notes = (disk: Disk) => {
  const note = <T>(name: string): Promise<T | null> =>
    disk.look(["notes"], async (tx) => ((await tx.objectStore("notes").get(name)) as T | undefined) ?? null);
  const keepNote = (name: string, value: unknown): Promise<void> =>
    disk.run(["notes"], async (tx) => {
      await tx.objectStore("notes").put(value, name);
    });
  const changed = (change: (notes: Notes) => Notes): Promise<Notes> =>
    disk.run(["notes"], async (tx) => {
      const before = (await tx.objectStore("notes").get("queue")) as Notes | undefined;
      const after = change({ ...FIRST_NOTES, ...before });
      await tx.objectStore("notes").put(after, "queue");
      return after;
    });

  return {
    briefing: (): Promise<Briefing | null> => note("briefing"),
    keepBriefing: (briefing: Briefing) => keepNote("briefing", briefing),
    clock: (): Promise<ClockOffset | null> => note("clock"),
    keepClock: (offset: ClockOffset) => keepNote("clock", offset),
    notes: async (): Promise<Notes> => ({ ...FIRST_NOTES, ...(await note<Notes>("queue")) }),
    keepNotes: async (news: Partial<Notes>): Promise<void> => {
      await changed((before) => ({ ...before, ...news }));
    },
    countStart: async (): Promise<number> =>
      (await changed((before) => ({ ...before, starts: before.starts + 1 }))).starts,
  };
};

/** Printed editions by their hash. One that was read or written is kept at hand: it never changes. */
export const editions = (disk: Disk) => {
  const atHand = new Map<string, Edition>();
  const read = (hash: string): Promise<Edition | null> =>
    disk.look(["editions"], async (tx) => (await tx.objectStore("editions").get(hash))?.edition ?? null);
  return {
    async edition(hash: string): Promise<Edition | null> {
      const found = atHand.get(hash) ?? (await read(hash));
      if (found) atHand.set(hash, found);
      return found;
    },

    editionsHeld: (): Promise<ReadonlySet<string>> =>
      disk.look(["editions"], async (tx) => new Set(await tx.objectStore("editions").getAllKeys())),

    async keepEdition(hash: string, bytes: ArrayBuffer): Promise<boolean> {
      if ((await sha256(bytes)) !== hash) return false;
      const edition = JSON.parse(new TextDecoder().decode(bytes)) as Edition;
      await disk.run(["editions"], (tx) => tx.objectStore("editions").put({ sha256: hash, edition }));
      atHand.set(hash, edition);
      return true;
    },
  };
};
