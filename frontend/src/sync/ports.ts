import type { Briefing, SendBack } from "../domain/assignment";
import type { Moment } from "../domain/moment";
import type { Parcel, Pause } from "../domain/parcel";
import type { ClockOffset } from "../domain/visit";

/**
 * How a call ended. `problem` is a word of our own server (problem JSON, or a status that needs no
 * body); `lost` is everything else: no network, time-out, a captive portal, cut JSON; `gone` means that
 * this phone no longer has the bytes to send.
 */
export type Outcome<T> =
  | { readonly kind: "ok"; readonly value: T }
  | {
      readonly kind: "problem";
      readonly status: number;
      readonly code: string;
      /** milliseconds, from `Retry-After` */
      readonly retryAfter: number | null;
    }
  | { readonly kind: "lost" }
  | { readonly kind: "gone" };

/** The server, as the phone sees it. No method throws. `api/wire.ts` is one. */
export interface Wire {
  /** changes when another person, or the same one anew, signs in */
  session(): string;
  /** `briefing` is null when nothing has changed since `etag` */
  brief(since: { cursor: string | null; etag: string | null }): Promise<Outcome<Briefed>>;
  edition(sha256: string): Promise<Outcome<ArrayBuffer>>;
  putVisit(parcel: Parcel, bytes: ArrayBuffer): Promise<Outcome<unknown>>;
  receipts(parcels: readonly Parcel[]): Promise<Outcome<readonly unknown[]>>;
  /** how many bytes of a blob the server holds */
  blobOffset(visit: string, sha256: string): Promise<Outcome<number>>;
  patchBlob(visit: string, sha256: string, piece: Piece): Promise<Outcome<number>>;
  putBlob(visit: string, sha256: string, bytes: ArrayBuffer, mime: string): Promise<Outcome<unknown>>;
  report(kind: string, detail: Readonly<Record<string, unknown>>): Promise<Outcome<unknown>>;
}

export interface Briefed {
  readonly briefing: Briefing | null;
  readonly etag: string | null;
}

/** A piece of a blob: `bytes` from `offset` on, of `total` in all. */
export interface Piece {
  readonly offset: number;
  readonly total: number;
  readonly bytes: ArrayBuffer;
}

/** What the queue remembers between starts, beside the parcels. */
export interface Notes {
  /** how many times the app was started */
  readonly starts: number;
  readonly pause: Pause | null;
  /** the build that the pause `too_old` was meant for */
  readonly build: string;
  readonly epoch: string | null;
  readonly cursor: string | null;
  readonly etag: string | null;
  /** the session that a briefing has shown to be this person's */
  readonly session: string | null;
}

/** The phone's disk, as the queue sees it. `store/` is one. */
export interface Shelf {
  /** id of the one person whose database this is */
  readonly person: string;
  parcels(): Promise<Parcel[]>;
  keepParcel(parcel: Parcel): Promise<void>;
  sealedBytes(parcel: Parcel): Promise<ArrayBuffer | null>;
  /** `length` bytes of a file of the visit, or null when a row of it is gone */
  fileBytes(visit: string, sha256: string, offset: number, length: number): Promise<ArrayBuffer | null>;
  /** deletes the bytes of every photo of the visit with this content; the photo itself stays named */
  dropFile(visit: string, sha256: string): Promise<void>;
  /** deletes a revision after its time, and the visit with it when nothing else needs it */
  forget(parcel: Parcel): Promise<void>;
  /** makes the next revision a draft again; repeating it changes nothing */
  reopen(back: SendBack): Promise<void>;
  notes(): Promise<Notes>;
  keepNotes(notes: Partial<Notes>): Promise<void>;
  /** counts one start of the app and returns its number */
  countStart(): Promise<number>;
  keepBriefing(briefing: Briefing): Promise<void>;
  keepClock(clock: ClockOffset): Promise<void>;
  editionsHeld(): Promise<ReadonlySet<string>>;
  /** false when the bytes don't have this hash: nothing is kept */
  keepEdition(sha256: string, bytes: ArrayBuffer): Promise<boolean>;
}

/** Everything around the queue that isn't the server or the disk. `surroundings.ts` has the browser's. */
export interface Surroundings {
  now(): Moment;
  chance(): number;
  online(): boolean;
  /** runs `work` unless another tab is sending; says whether it ran */
  alone(name: string, work: () => Promise<void>): Promise<boolean>;
  /** calls back once, after some milliseconds; returns the way to call it off */
  after(ms: number, call: () => void): () => void;
  /** calls back on `online` and on return to the foreground; returns the way to stop */
  awakenings(call: (cause: "online" | "foreground") => void): () => void;
  /** a line to the other tabs of this person */
  channel(name: string, heard: (word: string) => void): { say(word: string): void; close(): void };
}
