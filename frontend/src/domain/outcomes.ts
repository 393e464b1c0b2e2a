/** Why a visit could not be made, as every brand has it; a brand's own outcomes have no words of ours. */
export const OUTCOMES = ["closed", "refused_entry", "unsafe", "other"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome that stands for a reason of pay; null where a person wrote the reason. */
export const outcomeIn = (why: string): Outcome | null => OUTCOMES.find((outcome) => outcome === why) ?? null;
