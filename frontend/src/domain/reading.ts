/** A visit as it is read at a desk. */
import type { Words } from "./edition";
import type { BandName, Place, WaveName } from "./standing";

export type VisitState = "received" | "in_review" | "sent_back" | "released" | "withdrawn";

export interface VisitLine {
  id: string;
  store: Place;
  region: Place;
  wave: WaveName;
  state: VisitState;
  local_day?: string | null;
  week: string | null;
  /** exact decimals as text, as everywhere in the API: `66.7742`; as it is shown, `66.8`; −1 to 1, `0.2500` */
  percent: string | null;
  shown: string | null;
  band: BandName | "";
  surplus: string | null;
  is_critical: boolean;
  is_held: boolean;
  received_at: string | null;
  completed_at: string | null;
  released_at: string | null;
  released_week?: string | null;
  photos: { promised: number; here: number };
}

/** A visit in a list, which also says how it ended. */
export interface ListedVisit extends VisitLine {
  /** the chosen ending, in every language of the edition; null where it is not asked */
  ended: Words | null;
}

export interface ReadPhoto {
  sha256: string;
  url: string;
  thumbnail: string;
  width: number | null;
  height: number | null;
  mime: string;
  is_here?: boolean;
  taken_at?: string | null;
}

export interface ReadAnswer {
  name: string;
  code: string;
  type: string;
  label: Words;
  state: "answered" | "na" | "hidden" | "missing";
  value: unknown;
  shown: Words | string;
  earned: string | null;
  possible: string | null;
  pillar: string;
  touchpoint: string;
  cost: string;
  is_critical: boolean;
  surplus: number | null;
  photos: ReadPhoto[];
}

export interface ReadSection {
  name: string;
  code: string;
  label: Words;
  percent: string | null;
  earned: string;
  possible: string;
  answers: ReadAnswer[];
}

export interface ReadGrade {
  percent: string | null;
  /** the per cent as it is shown, rounded to one decimal */
  shown: string | null;
  earned: string;
  possible: string;
  band: BandName | "";
  surplus: string | null;
  critical: string[];
  rules: string;
  made_at: string | null;
  history: PastGrade[];
}

/** A snapshot of the grade; `reason` is one of the server's, or a person's own words. */
export interface PastGrade {
  made_at: string | null;
  reason: string;
  percent: string | null;
  band: BandName | "";
  is_current: boolean;
}

export interface ReadVisit extends VisitLine {
  checklist: { title: string; edition: number; sha256: string };
  marks: string[];
  languages: { code: string; name: string }[];
  sections: ReadSection[];
  grade: ReadGrade | null;
  shopper: string | { id: string; name: string; email?: string } | null;
  send_back: {
    reason: string;
    due: string;
    answers: { name: string; note: string }[];
    made_at: string;
  } | null;
}
