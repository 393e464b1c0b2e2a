/** Waves, their plan and their drawing, as docs/contracts.md tells them ("Programme"). */
import type { Place } from "./standing";

export interface WaveLine {
  id: string;
  number: number;
  name: string;
  opens: string;
  closes: string;
  checklist: { id: string; title: string };
  edition: { number: number; sha256: string };
  visits_per_store: number;
  release_rule: "reviewer" | "at_once";
  planned: number | null;
  received: number;
  released: number;
}

export interface Quota {
  daypart?: string;
  trait?: Record<string, string>;
  least: number;
}

export interface WaveRules {
  store_days?: number;
  brand_days?: number;
  competitor_days?: number;
  companion_days?: number;
  most_visits?: number | null;
  least_rating?: string | null;
  most_km?: number | null;
  needs_quiz?: boolean;
  reach?: boolean;
  traits?: Record<string, string[]>;
  languages?: string[];
}

/** Where a wave goes; nothing named is everywhere. */
export interface Where {
  regions?: string[];
  stores?: string[];
}

export interface WholeWave extends WaveLine {
  quotas: Quota[];
  dayparts: Record<string, [string, string]>;
  rules: WaveRules;
  where: Where;
  covers: number;
  named_stores: Place[];
  scenarios: { id: string; name: string }[];
  draws_look: boolean;
  looks: string[];
  fee: string;
  expense_limit: string;
  currency: string;
  claim_hours: number;
  wants_approval: boolean;
  appeal_days: number;
  appeals_per_store: number;
  sealed_within_hours: number;
  pays_undone: Record<string, string>;
  languages: string[];
  quiz: { needed: boolean };
  assignments: { open: number; assigned: number; visited: number; withdrawn: number; lapsed: number };
}

interface Counts {
  wanted: number;
  filled: number;
  unfilled: number;
}

export interface Plan {
  seed: number;
  stores: number;
  wanted: number;
  made: number;
  to_draw: number;
  filled: number;
  unfilled: number;
  seconds: number;
  fees: { total: string; currency: string };
  shoppers: { all: number; eligible: number };
  regions: (Counts & { id: string; name: string; stores: number; made: number })[];
  dayparts: (Counts & { daypart: string })[];
  quotas: (Counts & Quota)[];
  looks: Record<string, number>;
  reasons: Record<string, number>;
  stores_unfilled: { store: Place; daypart: string; unfilled: number; reasons: Record<string, number> }[];
  total_stores_unfilled: number;
}

export interface Draw {
  id: string;
  state: "waiting" | "drawing" | "done" | "failed";
  slots: number;
  slots_done: number;
  made_at: string;
  report: (Plan & { drawn: number; opened: number }) | null;
}

export interface AssignmentLine {
  id: string;
  store: Place;
  region: Place;
  state: "open" | "assigned" | "visited" | "withdrawn" | "lapsed";
  daypart: string;
  look: string;
  shopper: { id: string; alias: string; name?: string } | null;
  window_from: string;
  window_to: string;
  fee: string;
  currency: string;
  claim_until: string | null;
  invited: number;
}

export interface WholeAssignment extends AssignmentLine {
  wave: { id: string; number: number; name: string };
  wants: Record<string, string>;
  scenario: Record<string, string>;
  brief: Record<string, string>;
  expense_limit: string;
}

/** One rule's word on a shopper and an assignment, with the fact behind it. */
export interface Ruling {
  rule: string;
  allows: boolean;
  fact: Record<string, unknown>;
}

export interface Candidate {
  shopper: { id: string; alias: string; name?: string };
  may: boolean;
  km: number | null;
  rules: Ruling[];
}

/** A scheduler may give it to her: the quiz she can still pass before her visit. */
export const mayBeGiven = (candidate: Candidate): boolean =>
  candidate.rules.every(({ allows, rule }) => allows || rule === "quiz");

/** The part that a shopper plays, and the brief that tells her. */
export interface Scenario {
  id: string;
  name: string;
  brief: Record<string, string>;
  scenario_values: Record<string, string>;
}

export interface QuizQuestion {
  asks: Record<string, string>;
  choices: Record<string, string>[];
  right: number;
}

/** A quiz as headquarters write it; without questions there is none. */
export interface WrittenQuiz {
  questions: QuizQuestion[];
  pass_share: string;
}

export const isDrawing = (draw: Draw | null): boolean =>
  draw?.state === "waiting" || draw?.state === "drawing";
