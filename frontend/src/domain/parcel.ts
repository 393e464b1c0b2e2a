import type { Receipt } from "./receipt";

/** The largest piece of a photo sent at once, and the size of its rows in the store. */
export const CHUNK = 256 * 1024;
/** The smallest piece, when something on the way takes no larger one. */
export const SMALLEST_CHUNK = 32 * 1024;

export type ParcelState =
  | "sealed"
  | "sending"
  | "acknowledged"
  | "complete"
  | "verified"
  | "forgotten"
  | "parked"
  | "held";

/** When something may be tried again. */
export interface Patience {
  /** failures in a row */
  readonly tries: number;
  /** milliseconds by the phone's clock */
  readonly notBefore: number;
  /** the server named the time (`Retry-After`): no eagerness of ours shortens it */
  readonly told: boolean;
  /** when the wait began, by the same clock; rows of older builds don't say */
  readonly since?: number;
}

export const READY: Patience = { tries: 0, notBefore: 0, told: false, since: 0 };

/** A promised file on its way. Two photos with the same content are one of these. */
export interface PromisedBlob extends Patience {
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
  /** bytes HQ holds; null = ask first */
  readonly offset: number | null;
  readonly chunk: number;
  readonly sent: boolean;
  /** no longer on this phone: deleted after its receipts, or lost */
  readonly gone: boolean;
}

/** A word of HQ's: when it was heard, and how many starts the app had counted then. */
export interface Sighting {
  readonly at: number;
  readonly starts: number;
}

/** One sealed revision on its way to HQ. The row is the queue. */
export interface Parcel extends Patience {
  readonly visit: string;
  readonly revision: number;
  /** of the sealed bytes */
  readonly sha256: string;
  readonly bytes: number;
  readonly sealedAt: number;
  readonly state: ParcelState;
  /** why it is parked or held */
  readonly why: "conflict" | "refused" | "quarantined" | "withdrawn" | null;
  /** the server's own code for it */
  readonly code: string | null;
  /** how often in a row HQ got other bytes than were sent; rows of older builds don't count */
  readonly damaged?: number;
  readonly blobs: readonly PromisedBlob[];
  /** the last receipt accepted, kept to be shown back */
  readonly receipt: Receipt | null;
  /** first complete receipt */
  readonly seen: Sighting | null;
  /** first receipt that says that HQ withdrew the visit and holds all of it; `again`: so did one at a later look.
   * Rows of older builds don't say. */
  readonly withdrawn?: (Sighting & { readonly again: boolean }) | null;
}

/** Name of a parcel: unique on the phone, sorts by visit and revision. */
export const keyOf = (parcel: { visit: string; revision: number }): string =>
  `${parcel.visit}/${parcel.revision}`;

/** Why nothing is sent at all. */
export type Pause = "signed_out" | "too_old";

/** What the shopper reads about one visit: never "received" without a receipt. */
export type Standing =
  | { readonly is: "on_this_phone"; readonly paused: Pause | null }
  | { readonly is: "sending"; readonly done: number; readonly of: number; readonly paused: Pause | null }
  | { readonly is: "received"; readonly at: string }
  | { readonly is: "parked"; readonly why: "conflict" | "refused"; readonly code: string }
  | { readonly is: "held"; readonly why: "quarantined" | "withdrawn" };

/** The plain state of a parcel; answers count as one, each photo as one. */
export function standing(parcel: Parcel, pause: Pause | null): Standing {
  const { state, receipt, blobs } = parcel;
  if (state === "parked")
    return { is: "parked", why: parcel.why === "conflict" ? "conflict" : "refused", code: parcel.code ?? "" };
  if (state === "held") return { is: "held", why: parcel.why === "withdrawn" ? "withdrawn" : "quarantined" };
  if (receipt?.state === "complete" && state !== "sealed" && state !== "sending" && state !== "acknowledged")
    return { is: "received", at: receipt.received_at };
  if (state === "sealed") return { is: "on_this_phone", paused: pause };
  const done = (state === "sending" ? 0 : 1) + blobs.filter((blob) => blob.sent).length;
  return { is: "sending", done, of: blobs.length + 1, paused: pause };
}
