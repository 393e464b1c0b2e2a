/** Insights as docs/insights.md describes them: numbers only. */
import type { Words } from "./edition";
import type { Place, WaveName } from "./standing";

/** A figure; withheld where `why` is a code, and then `wants` is the least n that would do. */
export interface F {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  wants: number | null;
  why: string | null;
}

/** A proportion: k of n. */
export interface P extends F {
  k: number;
}

export interface T {
  z?: number;
  p: number;
  q: number;
}

export interface WithheldInsight {
  why: string;
  n: number;
  wants: number | null;
}

export interface Envelope<Figures = unknown> {
  kind: string;
  wave: WaveName | null;
  n: number;
  unit: string;
  minimum: number;
  computed_at: string | null;
  is_stale: boolean;
  withheld: WithheldInsight | null;
  figures: Figures | null;
}

/** Whose insights, and how far their computation is: of so many stores so many wait to be counted in anew. */
export interface InsightsHeading {
  level: "store" | "region" | "brand";
  subject: Place;
  wave: WaveName | null;
  waves: WaveName[];
  progress: { stores: number; waiting: number };
  labels: Record<string, Words>;
}

export interface InsightsAnswer extends InsightsHeading {
  insights: Envelope[];
}

export interface OneInsight extends InsightsHeading, Omit<Envelope, "wave"> {}

export interface SurplusFigures {
  overall: F;
  touchpoints: {
    name: string;
    net: F;
    exceed: P;
    shortfall: P;
    test: T;
    is_excellent: boolean;
    is_short: boolean;
  }[];
  stores: number;
}

export interface Act {
  act: string;
  nature: "tangible" | "personal";
  deliveries: number;
  points: { wave: number; n: number; expected: P; delivered: P; delight: P; absence: P }[];
  decay: { slope: F; half_life: F } | null;
  tenure: { slope: F; half_life: F } | null;
  verdict: "turning" | "fading" | "steady" | "rising" | null;
  advice: string[];
  withheld: WithheldInsight | null;
}

export interface RatchetFigures {
  waves: { number: number; name: string }[];
  acts: Act[];
  claim:
    | { tangible: F; personal: F; difference: F; p: number; verdict: string }
    | { withheld: WithheldInsight };
}

export interface EquityFigures {
  studies: {
    id: string;
    name: string;
    attribute: string;
    pairs: number;
    stores: number;
    withheld: WithheldInsight | null;
    outcomes: {
      name: string;
      net: F;
      test: T;
      verdict: "shown" | "suggestive" | "not_shown";
      needs: number | null;
    }[];
    seconds: { ratio: F; test: T } | null;
    index: { difference: F; test: T } | null;
  }[];
}

export interface LookFigures {
  stores: number;
  arms: { up: number; down: number };
  outcomes: { name: string; up: P; down: P; difference: F; odds: F; test: T; is_real: boolean }[];
  seconds: { up: F; down: F; ratio: F; test: T } | null;
}

export interface PerceptionFigures {
  sections?: { name: string; forecast: number; measured: F; gap: F; test: T; verdict: string }[];
  exceeded?: { name: string; forecast: number; measured: P }[];
  brier?: { own: F; network: F; difference: F; verdict: "better" | "worse" | "unsure" } | null;
  subjects?: { level: string; id: string; name: string; gap: F; verdict: string }[];
  gap: F;
}

export interface PerkFigures {
  personal: F;
  tangible: F;
  other: F;
  causes: { name: string; nature: string; credits: number; share: F }[];
  touchpoints: { name: string; credits: number; personal: F; tangible: F; other: F }[];
  costs:
    | {
        currency: string;
        total: number | string;
        per_point: F;
        acts: { act: string; delivered: number; total: number | string }[];
      }
    | { withheld: WithheldInsight };
}

export interface Quadrant {
  name: "both" | "trained" | "empowered" | "neither";
  is_sure: boolean;
}

export interface TrainedFigures {
  target: number;
  foundation: F;
  empowerment: F;
  difference: F;
  probe: F;
  autonomy: P;
  quadrant: Quadrant;
  action: string | null;
  points: { id: string; name: string; n: number; foundation: F; empowerment: F; quadrant: Quadrant }[];
}

export interface HollowFigures {
  table: { kept_well: number; kept_lost: number; missed_well: number; missed_lost: number };
  hollow: P;
  hollow_bought: P;
  missed: P;
  difference: F;
  visits: { id: string; week: string; store: Place; feeling: string; words: string }[];
}

export interface FreeFigures {
  lost: F;
  free: F;
  costs: { cost: string; points: F; share: F }[];
  questions: { question: string; points: F; lost: P }[];
}

export interface QuestionsFigures {
  rate: P;
  questions: {
    question: string;
    code: string;
    asked: number;
    appeals: number;
    appeal_rate: P;
    spread: F;
    overturned: P;
    shrunken: F;
    na: P;
    verdict: "reword" | "watch" | "fine" | null;
  }[];
}

export interface SalesFigures {
  verdict: "linked" | "none" | "unsure";
  needs: number | null;
  stores: number;
  months: number;
  components: {
    name: string;
    effect: F;
    test: T;
    detectable: number;
    verdict: string;
    needs: number | null;
  }[];
}

export interface SeverityFigures {
  /** standard deviations in points */
  spread: { store: F; shopper: F; rest: F };
  is_connected: boolean;
  shoppers: { alias: string; n: number; severity: F }[];
  stores: { id: string; name: string; n: number; raw: F; adjusted: F }[];
}

export interface InsideFigures {
  correlations: { with: string; rho: F; test: T }[];
  points: {
    id: string;
    name: string;
    answers: number;
    pulse: F;
    empowerment: F;
    emotion: F;
  }[];
}

export interface PromotersFigures {
  net: F;
  promoters: P;
  detractors: P;
}
