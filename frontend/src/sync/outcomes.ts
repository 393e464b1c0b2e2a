import type { Briefing } from "../domain/assignment";
import { keyOf, type Parcel, type Pause, type PromisedBlob, READY, SMALLEST_CHUNK } from "../domain/parcel";
import { type Met, type Out, type Outbox, type Task, type Tick, withBlob, withParcel } from "./outbox";
import { failed } from "./patience";
import type { Outcome } from "./ports";
import { lost, metEpoch, reoffered, took } from "./receipts";

type Ended = Outcome<unknown>;
type BlobTask = Extract<Task, { blob: PromisedBlob }>;

/** Damage on the way is likely the first times; a phone that always sends other bytes is not. */
const DAMAGED_AT_MOST = 3;
const TROUBLE_AT = 5;

/** What follows from the end of a task. Nothing that the person recorded is ever deleted here. */
export function ended(outbox: Outbox, task: Task, outcome: Ended, tick: Tick, out: Out): Outbox {
  const free = { ...outbox, task: null };
  const pause = pauseFor(outcome);
  if (pause) return { ...atRest(free), pause, known: pause === "signed_out" ? null : outbox.known };
  switch (task.do) {
    case "brief":
      return briefEnded(free, outcome, tick, out);
    case "put":
      return putEnded(free, task.parcel, outcome, tick, out);
    case "query":
      return queryEnded(free, task.parcels, outcome, tick, out);
    default:
      return blobEnded(free, task, outcome, tick, out);
  }
}

function pauseFor(outcome: Ended): Pause | null {
  if (outcome.kind !== "problem") return null;
  if (outcome.status === 401) return "signed_out";
  return outcome.status === 426 ? "too_old" : null;
}

/** Nothing is under way: what was being sent is sealed, no more and no less. */
export function atRest(outbox: Outbox): Outbox {
  const parcels = outbox.parcels.map((parcel) =>
    parcel.state === "sending" ? { ...parcel, state: "sealed" as const } : parcel,
  );
  return { ...outbox, parcels, task: null, brief: { ...outbox.brief, wanted: false } };
}

const retryAfter = (outcome: Ended): number | null =>
  outcome.kind === "problem" ? outcome.retryAfter : null;

function briefEnded(outbox: Outbox, outcome: Ended, tick: Tick, out: Out): Outbox {
  const { brief } = outbox;
  if (outcome.kind !== "ok") {
    return { ...outbox, brief: { ...brief, ...failed(brief, tick, retryAfter(outcome)) } };
  }
  const { mine, briefing } = outcome.value as Met;
  const asked = { ...outbox, brief: { ...READY, wanted: false } };
  if (!mine) return { ...asked, known: false, pause: "signed_out" };
  const met = { ...asked, known: true, pause: null, briefedAt: tick.at };
  return briefing ? news(met, briefing, tick, out) : met;
}

function news(outbox: Outbox, briefing: Briefing, tick: Tick, out: Out): Outbox {
  let met = metEpoch(outbox, briefing.server_epoch);
  for (const receipt of briefing.receipts) {
    met = took(met, keyOf(receipt), receipt, tick, out) ?? met;
  }
  for (const back of briefing.send_backs) {
    const newer = met.parcels.some((one) => one.visit === back.visit && one.revision > back.revision);
    if (!newer) out({ do: "reopen", back });
  }
  for (const recalled of briefing.recalled ?? []) out({ do: "recall", recalled });
  return met;
}

function putEnded(outbox: Outbox, asked: Parcel, outcome: Ended, tick: Tick, out: Out): Outbox {
  const key = keyOf(asked);
  if (outcome.kind === "ok") {
    const receipted = took(outbox, key, outcome.value, tick, out);
    if (receipted) return receipted;
  }
  return withParcel(outbox, key, (parcel) => {
    const code = refusal(outcome, parcel);
    if (code === null)
      return {
        ...parcel,
        ...failed(parcel, tick, retryAfter(outcome)),
        ...counted(outcome, parcel),
        state: "sealed" as const,
      };
    const { visit, revision } = parcel;
    out({ do: "report", kind: "parked", detail: { visit, revision, code } });
    const why = outcome.kind === "problem" && outcome.status === 409 ? "conflict" : "refused";
    return { ...parcel, state: "parked" as const, why, code };
  });
}

/** The code of a refusal that trying again can't mend; null for everything else. */
function refusal(outcome: Ended, parcel: Parcel): string | null {
  if (outcome.kind === "gone") return "bytes_gone";
  if (outcome.kind !== "problem" || ![400, 409, 413, 422].includes(outcome.status)) return null;
  const damaged = isDamage(outcome) && (parcel.damaged ?? 0) < DAMAGED_AT_MOST;
  return damaged ? null : outcome.code;
}

const isDamage = (outcome: Ended): boolean =>
  outcome.kind === "problem" && outcome.code === "digest_mismatch";

/** How often in a row HQ got other bytes: calls that were lost on the way say nothing about that. */
function counted(outcome: Ended, { damaged = 0 }: Parcel): { damaged: number } {
  if (outcome.kind === "lost") return { damaged };
  return { damaged: isDamage(outcome) ? damaged + 1 : 0 };
}

function queryEnded(outbox: Outbox, asked: readonly Parcel[], outcome: Ended, tick: Tick, out: Out): Outbox {
  if (outcome.kind !== "ok" || !Array.isArray(outcome.value)) {
    return { ...outbox, query: failed(outbox.query, tick, retryAfter(outcome)) };
  }
  let met: Outbox = { ...outbox, query: READY };
  for (const key of asked.map(keyOf)) {
    const taken = outcome.value.reduce<Outbox | null>(
      (done, receipt) => done ?? took(met, key, receipt, tick, out),
      null,
    );
    // HQ knows nothing of it: offered again, but not at once, whatever the epoch says
    met = taken ?? withParcel(met, key, (parcel) => ({ ...reoffered(parcel), ...failed(parcel, tick) }));
  }
  return met;
}

function blobEnded(outbox: Outbox, task: BlobTask, outcome: Ended, tick: Tick, out: Out): Outbox {
  const { sha256 } = task.blob;
  const unknown = outcome.kind === "problem" && outcome.status === 404;
  return withParcel(outbox, keyOf(task.parcel), (parcel) => {
    const after = withBlob(parcel, sha256, (blob) => blobAfter(blob, task, outcome, tick));
    const blob = after.blobs.find((one) => one.sha256 === sha256);
    if (blob?.gone) out(lost(parcel, blob));
    if (blob?.tries === TROUBLE_AT) out({ ...lost(parcel, blob), kind: "file_stuck" });
    // no such visit: the answers go again, then the photos
    return unknown && parcel.state === "acknowledged"
      ? { ...after, ...failed(parcel, tick), state: "sealed" as const }
      : after;
  });
}

function blobAfter(blob: PromisedBlob, task: BlobTask, outcome: Ended, tick: Tick): PromisedBlob {
  if (outcome.kind === "ok") return progressed(blob, task, outcome.value, tick);
  if (outcome.kind === "gone") return { ...blob, gone: true };
  const later = { ...blob, ...failed(blob, tick, retryAfter(outcome)), offset: null };
  if (outcome.kind === "lost") return later;
  if (outcome.status === 413 && blob.chunk > SMALLEST_CHUNK) {
    return { ...blob, offset: null, chunk: Math.max(SMALLEST_CHUNK, blob.chunk / 2) };
  }
  return outcome.status === 422 ? { ...later, offset: 0 } : later;
}

/** `value` is the offset HQ now holds; only one that fits is believed. */
function progressed(blob: PromisedBlob, task: BlobTask, value: unknown, tick: Tick): PromisedBlob {
  if (task.do === "put_blob") return { ...blob, ...READY, offset: blob.bytes, sent: true };
  const least = task.do === "patch" ? task.offset + 1 : 0;
  if (typeof value !== "number" || !(value >= least && value <= blob.bytes)) {
    return { ...blob, ...failed(blob, tick), offset: null };
  }
  return { ...blob, ...(task.do === "patch" ? READY : {}), offset: value, sent: value === blob.bytes };
}
