/** What the server says of a standing: numbers only; sentences are made where they are read. */
import type { Words } from "./edition";

export type BandName = "green" | "amber" | "red";

/** A value with its interval. Below its minimum of visits the value is null and `wants` says how many it takes. */
export interface FigureValue {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  band?: BandName | "" | null;
  wants?: number | null;
}

export interface Change {
  delta: number;
  low: number;
  high: number;
  is_real: boolean;
  n: number;
}

/** The score that a rank would go by, drawn towards the network, and whether the visits are enough for one. */
export interface Shrunken {
  score: number;
  low: number;
  high: number;
  reliability: number;
  can_rank: boolean;
}

export interface Place {
  id: string;
  name: string;
  city?: string;
}

export interface WaveName {
  id: string;
  number: number;
  name: string;
  opens?: string;
  closes?: string;
}

export interface ScorecardLine {
  store: Place;
  region: Place;
  n: number;
  score: FigureValue;
  surplus: FigureValue;
  change: Change | null;
  shrunken: Shrunken | null;
  series: WavePoint[];
  critical: number;
}

/** One wave of a series, with its interval. */
export interface WavePoint {
  wave: number;
  score: number | null;
  low: number | null;
  high: number | null;
  n: number;
}

/** Points of the score lost a visit, with their interval. */
export interface Points {
  points: number;
  low: number | null;
  high: number | null;
}

/** A part of the standard: how much of it was kept, and the points lost in it. */
export interface Pillar {
  name: string;
  score: number | null;
  low: number | null;
  high: number | null;
  lost: { points: number | null; low: number | null; high: number | null };
  n: number;
}

export interface Section extends Pillar {
  label: Words;
}

/** Points above the target, below it where negative. */
export interface Gap {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

export interface Touchpoint {
  name: string;
  label: Words;
  net: number | null;
  low: number | null;
  high: number | null;
  exceed: Rate;
  shortfall: Rate;
  n: number;
  wants?: number | null;
  /** beyond or below, seen against all moments of the ceremony at once */
  is_sure: boolean;
}

/** k of n visits, with the interval of the share, 0 to 1. */
export interface Proportion {
  k: number;
  n: number;
  low: number;
  high: number;
}

/** The same; without an interval where too few visits stand behind it to tell a share. */
export interface Rate {
  k: number;
  n: number;
  low: number | null;
  high: number | null;
}

/** A question that counted: points lost a visit, and in how many visits it was kept whole. */
export interface QuestionFigure extends Points {
  question: string;
  code: string;
  label: Words;
  section: string;
  cost: string;
  lost_in: number;
  of: number;
  kept: Proportion;
}

export interface Lost extends QuestionFigure {
  visits: { id: string; week: string }[];
}

export interface CriticalVisit {
  visit: string;
  store: Place;
  week: string;
  questions: { name: string; code: string; label: Words }[];
}

export interface Scorecard {
  level: "store" | "region" | "brand";
  subject: Place & { region?: Place };
  wave: WaveName;
  waves: WaveName[];
  computed_at: string | null;
  is_stale: boolean;
  checklist: { title: string; edition: number; scoring: string };
  target: number;
  n: number;
  stores: number;
  score: FigureValue;
  surplus: FigureValue;
  change: { score: Change | null; surplus: Change | null };
  gap: Gap | null;
  on_target: Proportion | null;
  next_client: { p: number; low: number; high: number } | null;
  benchmark: { score: number; low: number | null; high: number | null; stores: number } | null;
  shrunken: Shrunken | null;
  rank: { rank: number; low: number; high: number; of: number } | null;
  critical: CriticalVisit[];
  sections: Section[];
  pillars: Pillar[];
  touchpoints: Touchpoint[];
  lost: Lost[];
  series: WavePoint[];
}
