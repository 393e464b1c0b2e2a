import type { Briefing, Recalled, SendBack } from "../domain/assignment";
import { keyOf, type Parcel, type Patience, type Pause, type PromisedBlob, READY } from "../domain/parcel";
import type { Outcome } from "./ports";

/** Why an attempt starts. `hand` is the person's own wish: it ends the wait for a newer build, too. */
export type Cause = "start" | "sealed" | "online" | "foreground" | "minute" | "hand";

/** One call to the server. */
export type Task =
  | { readonly do: "brief" }
  | { readonly do: "put"; readonly parcel: Parcel }
  | { readonly do: "query"; readonly parcels: readonly Parcel[] }
  | { readonly do: "head" | "put_blob"; readonly parcel: Parcel; readonly blob: PromisedBlob }
  | {
      readonly do: "patch";
      readonly parcel: Parcel;
      readonly blob: PromisedBlob;
      readonly offset: number;
      readonly length: number;
    };

/** All that the queue knows. */
export interface Outbox {
  readonly parcels: readonly Parcel[];
  readonly pause: Pause | null;
  /** whether the session is this person's; null = not asked yet */
  readonly known: boolean | null;
  readonly epoch: string | null;
  /** this start of the app, and the latest one counted in any tab */
  readonly start: number;
  readonly starts: number;
  readonly briefedAt: number;
  readonly brief: Patience & { readonly wanted: boolean };
  readonly query: Patience;
  readonly task: Task | null;
}

/** What a briefing that arrived tells: whether the session is this person's, and any news. */
export interface Met {
  readonly mine: boolean;
  readonly briefing: Briefing | null;
}

/** The clock and the dice of one step: milliseconds by the phone's clock, and a number in [0, 1). */
export interface Tick {
  readonly at: number;
  readonly chance: number;
}

export type Event = Tick &
  (
    | { readonly is: "woke"; readonly cause: Cause; readonly parcels: readonly Parcel[] }
    | { readonly is: "met"; readonly known: boolean | null }
    | { readonly is: "ended"; readonly task: Task; readonly outcome: Outcome<unknown> }
    | { readonly is: "again"; readonly key: string }
  );

export type Effect =
  | { readonly do: "ask"; readonly task: Task }
  | { readonly do: "keep"; readonly parcel: Parcel }
  | { readonly do: "note"; readonly pause: Pause | null; readonly epoch: string | null }
  | { readonly do: "drop"; readonly visit: string; readonly sha256: string }
  | { readonly do: "forget"; readonly parcel: Parcel }
  | { readonly do: "reopen"; readonly back: SendBack }
  | { readonly do: "recall"; readonly recalled: Recalled }
  | { readonly do: "report"; readonly kind: string; readonly detail: Readonly<Record<string, unknown>> }
  | { readonly do: "rest"; readonly until: number | null };

/** Takes an effect that a decision has beside the new state. */
export type Out = (effect: Effect) => void;

/** A queue that has just been read from disk: nothing is under way. */
export function opened(
  found: Pick<Outbox, "pause" | "known" | "epoch" | "start" | "starts"> & { briefedAt?: number },
): Outbox {
  const { briefedAt = 0, ...rest } = found;
  return { ...rest, briefedAt, parcels: [], brief: { ...READY, wanted: false }, query: READY, task: null };
}

/** The same queue with one parcel changed. */
export function withParcel(outbox: Outbox, key: string, change: (parcel: Parcel) => Parcel): Outbox {
  return {
    ...outbox,
    parcels: outbox.parcels.map((parcel) => (keyOf(parcel) === key ? change(parcel) : parcel)),
  };
}

/** The same parcel with one of its blobs changed. */
export function withBlob(
  parcel: Parcel,
  sha256: string,
  change: (blob: PromisedBlob) => PromisedBlob,
): Parcel {
  return { ...parcel, blobs: parcel.blobs.map((blob) => (blob.sha256 === sha256 ? change(blob) : blob)) };
}
