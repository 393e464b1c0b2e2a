import { session } from "../api/cookies";
import { putExpense } from "../api/expenses";
import { keepPictures } from "../api/pictures";
import { makeWire } from "../api/wire";
import type { Briefing } from "../domain/assignment";
import type { Store } from "../store";
import { browserSurroundings, type Runner, type RunnerParts, startRunner } from "../sync";
import { sendExpenses } from "../sync/expenses";

/** What the phone gives to its queue, and hears from it. */
interface QueueParts extends Pick<RunnerParts, "build" | "changed" | "troubled"> {
  readonly store: Store;
  readonly briefing: () => Briefing | null;
}

/** Starts the queue of one phone: its visits first, then expenses and the pictures of briefs. */
export function startQueue({ store, briefing, ...told }: QueueParts): Runner {
  const around = browserSurroundings();
  return startRunner({
    ...told,
    ...{ wire: makeWire(), shelf: store, around },
    async afterwards() {
      const wanted = (briefing()?.brief_pictures ?? []).map(({ sha256 }) => sha256);
      // a box of the browser's that can't be opened holds up nothing
      if (wanted.length > 0) void keepPictures(store.person, wanted).catch(() => undefined);
      if (await sendExpenses({ shelf: store, session, put: putExpense, around })) told.changed();
    },
  });
}
