import type { Answer, Answers } from "./answers";
import type { Moment } from "./moment";

/** A visit on this phone. `draft` is open for answers; `sealed` is frozen at this revision. */
export interface Visit {
  readonly id: string;
  readonly revision: number;
  readonly state: "draft" | "sealed";
  readonly assignment: string;
  /** SHA-256 of the printed edition it is asked with */
  readonly edition: string;
  /** `scenario_…` values of the assignment, put into the answers when sealed */
  readonly scenario: Readonly<Record<string, string>>;
  readonly opened: Moment;
  /** why the last revision came back, with the reviewer's notes by question name */
  readonly sentBack?: {
    readonly reason: string;
    readonly due: string | null;
    readonly notes: Readonly<Record<string, string>>;
  };
  /** HQ took the send-back back and went on with the revision before; `typed`: something of this one is answered */
  readonly wentOn?: { readonly typed: boolean };
}

/** Whether somebody is still asked to go on with a visit. */
export const isOpen = ({ state, wentOn }: Visit): boolean => state === "draft" && !wentOn;

/** Whether a visit holds what was never sealed. */
export const isUnsealed = ({ state, wentOn }: Visit): boolean => state === "draft" && (wentOn?.typed ?? true);

/** Where to go on after the page was killed. */
export interface Position {
  readonly section: string;
  readonly question: string;
}

/** A photo (or sound, or file) of a visit; its bytes are rows of 256 KiB elsewhere. */
export interface Photo {
  readonly id: string;
  readonly visit: string;
  /** the name that the answers hold, unique within the visit */
  readonly name: string;
  /** position among the visit's files */
  readonly order: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly mime: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly taken_at: string;
  /** HQ has receipted it and its bytes are gone from this phone */
  readonly delivered?: true;
}

/** Where the phone was; `at` is RFC 3339, `accuracy` metres. */
export interface Place {
  readonly at: string;
  readonly lat: number;
  readonly lon: number;
  readonly accuracy: number;
}

/** One touch of one question. */
export interface TrailLine {
  readonly visit: string;
  readonly revision: number;
  readonly name: string;
  readonly moment: Moment;
}

/** What the phone knows of the server's clock: `offset` = server minus phone, in milliseconds. */
export interface ClockOffset {
  readonly offset: number;
  readonly measured: Moment;
}

/** The sealed bytes, before they are bytes. */
export interface Envelope {
  readonly v: 1;
  readonly visit: string;
  readonly revision: number;
  readonly assignment: string;
  readonly edition: string;
  readonly app: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly blobs: readonly Omit<Photo, "id" | "visit" | "delivered">[];
  readonly times: {
    readonly opened: string;
    readonly sealed: string;
    readonly zone: string;
    readonly clock_offset_ms: number | null;
    readonly clock_offset_age_s: number | null;
    readonly monotonic_ms: number;
  };
  readonly places: readonly Place[];
  readonly trail: readonly { readonly seq: number; readonly at: string; readonly name: string }[];
}

/** Everything of one visit that sealing reads. */
export interface Draft {
  readonly visit: Visit;
  readonly answers: Answers;
  readonly trail: readonly TrailLine[];
  readonly places: readonly Place[];
  readonly photos: readonly Photo[];
}
