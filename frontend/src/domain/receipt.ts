import type { Parcel } from "./parcel";

export type ReceiptState = "awaiting_blobs" | "complete" | "quarantined" | "withdrawn";

/** What HQ says it holds of one revision. `signature` is HQ's own, opaque here. */
export interface Receipt {
  readonly receipt: string;
  readonly visit: string;
  readonly revision: number;
  readonly sha256: string;
  readonly received_at: string;
  readonly state: ReceiptState;
  readonly blobs: Readonly<Record<string, { readonly bytes: number; readonly state: string }>>;
  readonly missing: readonly string[];
  readonly findings: readonly unknown[];
  readonly server_epoch: string;
  readonly signature: string;
}

const STATES = new Set(["awaiting_blobs", "complete", "quarantined", "withdrawn"]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether some parsed JSON has the shape of a receipt. */
export function isReceipt(value: unknown): value is Receipt {
  if (!isObject(value)) return false;
  const { visit, revision, sha256, received_at, state, blobs, missing } = value;
  const worded = [visit, sha256, received_at, state].every((word) => typeof word === "string");
  return (
    worded &&
    Number.isInteger(revision) &&
    STATES.has(state as string) &&
    isObject(blobs) &&
    Object.values(blobs).every((blob) => isObject(blob) && typeof blob.bytes === "number") &&
    Array.isArray(missing)
  );
}

/** The receipt, if it is one and names this very parcel: its visit, revision and hash; else null. */
export function receiptFor(parcel: Parcel, value: unknown): Receipt | null {
  if (!isReceipt(value)) return null;
  const same =
    value.visit === parcel.visit && value.revision === parcel.revision && value.sha256 === parcel.sha256;
  return same ? value : null;
}

/** Whether HQ holds every byte, whatever it did with them: nothing missing, each promised hash with its size. */
export const lacksNothing = (parcel: Parcel, receipt: Receipt): boolean =>
  receipt.missing.length === 0 &&
  parcel.blobs.every((blob) => receipt.blobs[blob.sha256]?.bytes === blob.bytes);

/** Whether a visit that counts is whole: complete, and HQ holds every byte. */
export const holdsAll = (parcel: Parcel, receipt: Receipt): boolean =>
  receipt.state === "complete" && lacksNothing(parcel, receipt);
