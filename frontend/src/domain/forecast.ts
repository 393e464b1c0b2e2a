/** Forecasts as docs/insights.md tells them: what managers believe before results open. */
import type { Words } from "./edition";

export interface OpenForecast {
  wave: { id: string; number: number; name: string };
  level: "store" | "region";
  id: string;
  sections: string[];
  touchpoints: string[];
}

export interface SealedForecast {
  wave: string;
  level: "store" | "region";
  id: string;
  /** per cent by section */
  sections: Record<string, number>;
  /** the chance that a visit goes beyond, 0 to 1, by touchpoint */
  exceeded: Record<string, number>;
  sealed_at: string;
}

export interface Forecasts {
  open: OpenForecast[];
  sealed: SealedForecast[];
  labels: Record<string, Words>;
}

/** What was typed, 0 to 100, as it is sent; a line left empty says nothing. */
export function told(fields: Iterable<[string, unknown]>, kind: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, value] of fields) {
    const [of, subject] = name.split(":");
    if (of === kind && subject && String(value) !== "") found[subject] = Number(value);
  }
  return found;
}
