import type { Briefing } from "./assignment";
import type { Parcel } from "./parcel";

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
  putBlob(visit: string, sha256: string, bytes: ArrayBuffer): Promise<Outcome<unknown>>;
  report(kind: string, detail: Readonly<Record<string, unknown>>): Promise<Outcome<unknown>>;
}

export interface Briefed {
  readonly briefing: Briefing | null;
  /** the server's clock when it answered, as it wrote it */
  readonly told: string | null;
  readonly etag: string | null;
}

/** A piece of a blob: `bytes` from `offset` on, of `total` in all. */
export interface Piece {
  readonly offset: number;
  readonly total: number;
  readonly bytes: ArrayBuffer;
}
