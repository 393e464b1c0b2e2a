/** Shoppers as headquarters' schedulers know them. */
import type { Place } from "./standing";

export interface Bar {
  id: number;
  store: Place | null;
  reason: string;
  at: string;
  lifted_at: string | null;
}

export interface Profile {
  traits: Record<string, string>;
  languages: string[];
  lat: number | null;
  lon: number | null;
  reach_km: number;
  rating: string | null;
  rated: number;
  is_available: boolean;
}

export interface Shopper {
  id: string;
  name: string;
  alias: string;
  email: string;
  profile: Profile;
  companions: { id: string; name: string }[];
  bars: Bar[];
  certified: { checklist: string; at: string }[];
  visits: number;
}

/** Words parted by commas, as people type them; each once. */
export const listed = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,،;\n]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];
