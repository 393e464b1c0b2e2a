import type { Words } from "../../domain/edition";
import type { F } from "../../domain/insights";
import type { Scale } from "../../ui/desk/Interval";

/** What a picture of an insight is given: its figures, and the checklist's own words. */
export interface KindProps<Figures> {
  figures: Figures;
  labels: Record<string, Words>;
}

/**
 * A scale around zero on which all these intervals have room: as wide as the farthest end, in steps of `step`.
 * Figures beside each other on one page share one scale.
 */
export function around(figures: readonly F[], step: number, most: number): Scale {
  const ends = figures.flatMap(({ value, low, high }) => [value, low, high]).map((end) => Math.abs(end ?? 0));
  const reach = Math.min(most, Math.max(step, Math.ceil(Math.max(0, ...ends) / step - 1e-9) * step));
  return { from: -reach, to: reach, tick: 0 };
}

/** A scale from zero on which these shares or points have room, in steps of `step`. */
export function upTo(figures: readonly F[], step: number, most: number): Scale {
  const far = Math.max(0, ...figures.map(({ value, high }) => high ?? value ?? 0));
  return { from: 0, to: Math.min(most, Math.max(step, Math.ceil(far / step - 1e-9) * step)), tick: null };
}

/** The part of 0 to 100 in which these scores and the tick lie, in steps of ten. */
export function part(figures: readonly F[], tick: number | null): Scale {
  const ends = figures.flatMap(({ value, low, high }) => [low ?? value, high ?? value, tick]);
  const known = ends.filter((end) => end !== null);
  if (known.length === 0) return { from: 0, to: 100, tick };
  return {
    from: Math.max(0, Math.floor(Math.min(...known) / 10) * 10),
    to: Math.min(100, Math.ceil(Math.max(...known) / 10 + 1e-9) * 10),
    tick,
  };
}

export const NET = { from: -1, to: 1, tick: 0 };
export const SHARE = { from: 0, to: 1, tick: null };
