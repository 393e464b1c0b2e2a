import { CHUNK, keyOf, type Parcel, type PromisedBlob } from "../domain/parcel";
import { type Effect, type Outbox, type Task, withParcel } from "./outbox";
import { isDue } from "./patience";
import { looksAgain } from "./receipts";

/** The server takes no more in one question. */
const MOST_RECEIPTS = 200;

/** Begins the next task, if none is under way; the last effect of every step. */
export function advance(outbox: Outbox, at: number): [Outbox, Effect[]] {
  if (outbox.task) return [outbox, []];
  const task = nextTask(outbox, at);
  if (!task) return [outbox, [{ do: "rest", until: restUntil(outbox, at) }]];
  const begun = { ...outbox, task };
  const marked =
    task.do === "put"
      ? withParcel(begun, keyOf(task.parcel), (parcel) => ({ ...parcel, state: "sending" as const }))
      : begun;
  return [marked, [{ do: "ask", task }]];
}

/** Who is signed in; then answers, then receipts, then photos: one at a time, the oldest first. */
function nextTask(outbox: Outbox, at: number): Task | null {
  if (outbox.pause === "too_old") return null;
  if (outbox.brief.wanted && isDue(outbox.brief, at)) return { do: "brief" };
  if (outbox.pause || outbox.known !== true) return null;
  const byAge = [...outbox.parcels].sort((a, b) => a.sealedAt - b.sealedAt || a.revision - b.revision);
  return nextAnswers(byAge, at) ?? nextQuery(outbox, byAge, at) ?? nextBlob(byAge, at);
}

function nextAnswers(parcels: readonly Parcel[], at: number): Task | null {
  const waiting = (parcel: Parcel) => parcel.state === "sealed" || parcel.state === "sending";
  const first = (parcel: Parcel) =>
    !parcels.some(
      (other) => other.visit === parcel.visit && other.revision < parcel.revision && waiting(other),
    );
  const parcel = parcels.find((one) => one.state === "sealed" && isDue(one, at) && first(one));
  return parcel ? { do: "put", parcel } : null;
}

function nextQuery(outbox: Outbox, parcels: readonly Parcel[], at: number): Task | null {
  if (!isDue(outbox.query, at)) return null;
  const wants = (parcel: Parcel) => {
    if (!isDue(parcel, at)) return false;
    if (parcel.state === "acknowledged") return parcel.blobs.every((blob) => blob.sent || blob.gone);
    return parcel.state === "held" || (parcel.state === "complete" && looksAgain(parcel.seen, outbox, at));
  };
  const asked = parcels.filter(wants).slice(0, MOST_RECEIPTS);
  return asked.length > 0 ? { do: "query", parcels: asked } : null;
}

function nextBlob(parcels: readonly Parcel[], at: number): Task | null {
  for (const parcel of parcels) {
    if (parcel.state !== "acknowledged") continue;
    const blob = parcel.blobs.find((one) => !one.sent && !one.gone && isDue(one, at));
    if (blob) return blobTask(parcel, blob);
  }
  return null;
}

function blobTask(parcel: Parcel, blob: PromisedBlob): Task {
  if (blob.offset === null) {
    return { do: blob.bytes <= CHUNK && blob.chunk === CHUNK ? "put_blob" : "head", parcel, blob };
  }
  const length = Math.min(blob.chunk, blob.bytes - blob.offset);
  return { do: "patch", parcel, blob, offset: blob.offset, length };
}

/** When something will be due; null when nothing waits for a time. */
function restUntil({ parcels, brief, query }: Outbox, at: number): number | null {
  const open = parcels.filter((parcel) => !["verified", "parked"].includes(parcel.state));
  const blobs = open.flatMap((parcel) => parcel.blobs.filter((blob) => !blob.sent && !blob.gone));
  const times = [brief, query, ...open, ...blobs].map((one) => one.notBefore).filter((time) => time > at);
  return times.length > 0 ? Math.min(...times) : null;
}
