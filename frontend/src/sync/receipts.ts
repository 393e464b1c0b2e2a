import { keyOf, type Parcel, type PromisedBlob, READY, type Sighting } from "../domain/parcel";
import { holdsAll, lacksNothing, type Receipt, receiptFor } from "../domain/receipt";
import { type Out, type Outbox, type Tick, withParcel } from "./outbox";
import { DAY, failed, HOUR } from "./patience";

/** Whether a receipt seen now would be a second one: a later start of the app, or 24 hours on. */
export function looksAgain(seen: Sighting | null, outbox: Outbox, at: number): boolean {
  return seen !== null && (outbox.start > seen.starts || at - seen.at >= DAY);
}

/** The parcel offered again from the beginning, with all that the phone still holds. */
export function reoffered(parcel: Parcel): Parcel {
  if (parcel.state === "parked") return parcel;
  const blobs = parcel.blobs.map((blob) => ({ ...blob, ...READY, offset: null, sent: false }));
  return { ...parcel, ...READY, state: "sealed", why: null, code: null, seen: null, withdrawn: null, blobs };
}

/** A server with another epoch was restored from a backup: everything but `fresh` is offered again. */
export function metEpoch(outbox: Outbox, epoch: string | undefined, fresh = ""): Outbox {
  if (!epoch || epoch === outbox.epoch) return outbox;
  if (outbox.epoch === null) return { ...outbox, epoch };
  const parcels = outbox.parcels.map((parcel) => (keyOf(parcel) === fresh ? parcel : reoffered(parcel)));
  return { ...outbox, epoch, parcels };
}

/** Takes what may be a receipt for this parcel; null when it is none: then it is as if nothing came. */
export function took(outbox: Outbox, key: string, value: unknown, tick: Tick, out: Out): Outbox | null {
  const parcel = outbox.parcels.find((one) => keyOf(one) === key);
  const receipt = parcel ? receiptFor(parcel, value) : null;
  if (!receipt) return null;
  const met = metEpoch(outbox, receipt.server_epoch, key);
  return withParcel(met, key, (one) => settled(one, receipt, met, tick, out));
}

function settled(parcel: Parcel, receipt: Receipt, outbox: Outbox, tick: Tick, out: Out): Parcel {
  const receipted = { ...parcel, ...READY, receipt, why: null, code: null, withdrawn: null };
  if (receipt.state === "quarantined" || receipt.state === "withdrawn") {
    const later = { tries: 0, since: tick.at, notBefore: tick.at + HOUR, told: true };
    const withdrawn = withdrawnWhole(parcel, receipt, outbox, tick);
    return { ...receipted, ...later, state: "held", why: receipt.state, withdrawn };
  }
  if (!holdsAll(parcel, receipt)) return awaiting(receipted, receipt, parcel, tick, out);
  const blobs = parcel.blobs.map((blob) => ({ ...blob, ...READY, sent: true }));
  const whole = { ...receipted, blobs };
  if (parcel.seen === null)
    return { ...whole, state: "complete", seen: { at: tick.at, starts: outbox.starts } };
  return looksAgain(parcel.seen, outbox, tick.at) ? verified(whole, out) : { ...whole, state: parcel.state };
}

/** HQ's word that it withdrew the visit; null while a byte of it is nowhere but here. */
function withdrawnWhole(
  parcel: Parcel,
  receipt: Receipt,
  outbox: Outbox,
  { at }: Tick,
): NonNullable<Parcel["withdrawn"]> | null {
  if (receipt.state !== "withdrawn" || !lacksNothing(parcel, receipt)) return null;
  const first = parcel.withdrawn ?? { at, starts: outbox.starts, again: false };
  return { ...first, again: first.again || looksAgain(first, outbox, at) };
}

/** The law of deletion is fulfilled: photo bytes go, and only here. */
function verified(parcel: Parcel, out: Out): Parcel {
  for (const blob of parcel.blobs) {
    if (!blob.gone) out({ do: "drop", visit: parcel.visit, sha256: blob.sha256 });
  }
  return { ...parcel, state: "verified", blobs: parcel.blobs.map((blob) => ({ ...blob, gone: true })) };
}

function awaiting(receipted: Parcel, receipt: Receipt, before: Parcel, tick: Tick, out: Out): Parcel {
  const missing = new Set(receipt.missing);
  const there = (blob: PromisedBlob) =>
    !missing.has(blob.sha256) && receipt.blobs[blob.sha256]?.bytes === blob.bytes;
  const blobs = receipted.blobs.map((blob) => {
    if (there(blob)) return { ...blob, ...READY, sent: true };
    // counted as sent, and missing all the same: not at once again
    return blob.sent ? { ...blob, ...failed(blob, tick), sent: false, offset: null } : blob;
  });
  for (const blob of blobs) {
    if (blob.gone && !blob.sent) out(lost(before, blob));
  }
  const waits = blobs.every((blob) => blob.sent || blob.gone) ? failed(before, tick) : READY;
  return { ...receipted, ...waits, state: "acknowledged", seen: null, blobs };
}

/** The report that HQ misses a file which this phone has no more. */
export const lost = (parcel: Parcel, blob: PromisedBlob) =>
  ({
    do: "report",
    kind: "file_gone",
    detail: { visit: parcel.visit, revision: parcel.revision, sha256: blob.sha256 },
  }) as const;
