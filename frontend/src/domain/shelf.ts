import type { Briefing, Recalled, SendBack } from "./assignment";
import type { Parcel, Pause } from "./parcel";
import type { ClockOffset } from "./visit";

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
  /** whether the browser had erased this person's database, and HQ did not know of it when it was opened now */
  evicted(): boolean;
  /** HQ knows of the erasing: the next start needn't tell it again */
  confessed(): Promise<void>;
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
  /** asks for the next revision no longer; what it holds stays. Repeating it changes nothing */
  recall(recalled: Recalled): Promise<void>;
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
