import type { Briefing } from "../domain/assignment";
import type { Moment } from "../domain/moment";
import type { Effect, Met, Task } from "./outbox";
import type { Outcome, Shelf, Surroundings, Wire } from "./ports";

export interface Parts {
  readonly wire: Wire;
  readonly shelf: Shelf;
  readonly around: Surroundings;
}

const GONE = { kind: "gone" } as const;

/** Does what a step wants done on disk or says to HQ; calls to the server are `call`. */
export async function perform({ wire, shelf }: Parts, effect: Effect): Promise<void> {
  switch (effect.do) {
    case "keep":
      return shelf.keepParcel(effect.parcel);
    case "note":
      return shelf.keepNotes({ pause: effect.pause, epoch: effect.epoch });
    case "drop":
      return shelf.dropFile(effect.visit, effect.sha256);
    case "forget":
      return shelf.forget(effect.parcel);
    case "reopen":
      return shelf.reopen(effect.back);
    case "recall":
      return shelf.recall(effect.recalled);
    case "report":
      void wire.report(effect.kind, effect.detail);
  }
}

/** Performs one call and says how it ended. */
export async function call(parts: Parts, task: Task): Promise<Outcome<unknown>> {
  const { wire, shelf } = parts;
  switch (task.do) {
    case "brief":
      return brief(parts);
    case "query":
      return wire.receipts(task.parcels);
    case "put": {
      const bytes = await shelf.sealedBytes(task.parcel);
      return bytes ? wire.putVisit(task.parcel, bytes) : GONE;
    }
    case "head":
      return wire.blobOffset(task.parcel.visit, task.blob.sha256);
    case "put_blob": {
      const { sha256, bytes: total } = task.blob;
      const bytes = await shelf.fileBytes(task.parcel.visit, sha256, 0, total);
      return bytes ? wire.putBlob(task.parcel.visit, sha256, bytes) : GONE;
    }
    case "patch": {
      const { sha256, bytes: total } = task.blob;
      const bytes = await shelf.fileBytes(task.parcel.visit, sha256, task.offset, task.length);
      if (!bytes) return GONE;
      return wire.patchBlob(task.parcel.visit, sha256, { offset: task.offset, total, bytes });
    }
  }
}

/** Asks who is signed in and what is new; keeps it only if this is the database's own person. */
async function brief(parts: Parts): Promise<Outcome<Met>> {
  const { wire, shelf, around } = parts;
  const { session, etag, cursor } = await shelf.notes();
  const now = wire.session();
  // a new session is told everything: what the last one was told may be another person's
  const since = now === session ? { etag, cursor } : { etag: null, cursor: null };
  const asked = around.now();
  const outcome = await wire.brief(since);
  if (outcome.kind !== "ok") return outcome;
  const { briefing, told } = outcome.value;
  if (briefing && briefing.person.id !== shelf.person) {
    return { kind: "ok", value: { mine: false, briefing: null } };
  }
  await setClock(parts, told, asked);
  const isWhole = briefing === null || (await keep(parts, briefing));
  // while an edition is missing, everything is news
  const heard = isWhole ? outcome.value.etag : null;
  await shelf.keepNotes({ session: now, etag: heard, cursor: briefing?.cursor ?? since.cursor });
  return { kind: "ok", value: { mine: true, briefing } };
}

/** How far the phone's clock is from the server's, taken to be that of the middle of the call. */
async function setClock({ shelf, around }: Parts, told: string | null, asked: Moment): Promise<void> {
  const measured = around.now();
  const offset = Date.parse(told ?? "") - (asked.wall + measured.wall) / 2;
  if (Number.isFinite(offset)) await shelf.keepClock({ offset, measured });
}

/** Keeps the news, and fetches the editions that they are about; whether all of them are here. */
async function keep({ wire, shelf }: Parts, briefing: Briefing): Promise<boolean> {
  await shelf.keepBriefing(briefing);
  const held = await shelf.editionsHeld();
  let isWhole = true;
  for (const sha256 of briefing.editions.filter((one) => !held.has(one))) {
    const edition = await wire.edition(sha256);
    const isKept = edition.kind === "ok" && (await shelf.keepEdition(sha256, edition.value));
    if (edition.kind === "ok" && !isKept) void wire.report("edition_damaged", { sha256 });
    isWhole &&= isKept;
  }
  return isWhole;
}
