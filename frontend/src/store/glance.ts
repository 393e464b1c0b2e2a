import type { Briefing } from "../domain/assignment";
import type { Notes } from "../domain/shelf";
import type { ClockOffset } from "../domain/visit";
import type { Disk } from "./database";
import { FIRST_NOTES } from "./notes";
import type { Glance } from "./words";

/** All that the first screen shows, read in one go: on a slow phone each transaction more is felt. */
export const glance = (disk: Disk) => (): Promise<Glance> =>
  disk.look(["notes", "visits", "parcels", "editions"], async (tx) => {
    const notes = tx.objectStore("notes");
    const [briefing, clock, queue, visits, parcels, editions] = await Promise.all([
      ...([notes.get("briefing"), notes.get("clock"), notes.get("queue")] as const),
      ...([tx.objectStore("visits").getAll(), tx.objectStore("parcels").getAll()] as const),
      tx.objectStore("editions").getAllKeys(),
    ]);
    return {
      briefing: (briefing as Briefing | undefined) ?? null,
      clock: (clock as ClockOffset | undefined) ?? null,
      notes: { ...FIRST_NOTES, ...(queue as Notes | undefined) },
      ...{ visits, parcels, editions: new Set(editions) },
    };
  });
