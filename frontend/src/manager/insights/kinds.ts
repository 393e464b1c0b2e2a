import type { Words } from "../../domain/edition";

/** What a picture of an insight is given: its figures, and the checklist's own words. */
export interface KindProps<Figures> {
  figures: Figures;
  labels: Record<string, Words>;
}

export const NET = { from: -1, to: 1, tick: 0 };
export const SHARE = { from: 0, to: 1, tick: null };
