import type { Block } from "./brief";
import type { Offer } from "./offers";
import type { Receipt } from "./receipt";

/** A visit somebody is asked to make. Times are RFC 3339 with zone. */
export interface Assignment {
  readonly id: string;
  readonly state: string;
  readonly store: {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly lat: number | null;
    readonly lon: number | null;
    readonly timezone: string;
  };
  readonly checklist: string;
  readonly edition: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly scenario: Readonly<Record<string, string>>;
  readonly brief: string;
  /** the brief as it is read, with its pictures; `brief` is its bare words */
  readonly brief_blocks?: readonly Block[];
  readonly languages: readonly string[];
  readonly fee: string | null;
  /** ISO 4217, of the fee */
  readonly currency?: string;
  /** what may be laid out on the visit, decimal text in that currency */
  readonly expense_limit?: string;
  /** until when a claim holds; null for one that was given to her */
  readonly claim_until?: string | null;
}

/** A revision that a reviewer wants done better. */
export interface SendBack {
  readonly visit: string;
  readonly revision: number;
  readonly reason: string;
  readonly due: string | null;
  readonly answers: readonly { readonly name: string; readonly note: string }[];
}

/** A revision that was sent back and that HQ judges as it stands: nobody waits for a better one any more. */
export interface Recalled {
  readonly visit: string;
  readonly revision: number;
}

export interface Policy {
  readonly photo_budget_bytes?: number;
  readonly retention_days?: number;
}

/** The answer of `GET /sync`: all that a shopper needs to work without a network. */
export interface Briefing {
  readonly server_time: string;
  readonly server_epoch: string;
  readonly cursor: string | null;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly language: string;
    /** kinds of consent that she gives no longer; a server of before didn't tell */
    readonly taken_back?: readonly string[];
  };
  readonly policy: Policy;
  readonly assignments: readonly Assignment[];
  readonly editions: readonly string[];
  readonly send_backs: readonly SendBack[];
  /** a server of before didn't tell */
  readonly recalled?: readonly Recalled[];
  readonly receipts: readonly Receipt[];
  readonly withdrawn: readonly string[];
  /** pictures that the assignments' briefs show */
  readonly brief_pictures?: readonly { readonly sha256: string }[];
  /** the board as of this briefing */
  readonly offers?: readonly Offer[];
}
