/** The review desk and appeals, as the server tells them. */
import type { Words } from "./edition";
import type { ReadAnswer, ReadSection, ReadVisit } from "./reading";
import type { BandName, Place, WaveName } from "./standing";

export interface Desk {
  by: string;
  until: string;
  is_mine: boolean;
}

export interface QueueLine {
  id: string;
  store: Place;
  region: Place;
  wave: WaveName;
  state: "in_review" | "sent_back";
  due: string | null;
  risk: number;
  flags: string[];
  is_critical: boolean;
  is_held: boolean;
  shown: string | null;
  band: BandName | "";
  completed_at: string | null;
  on_desk: Desk | null;
  wants_approval: boolean;
  approved_by: string[];
}

export interface QueuePage {
  results: QueueLine[];
  next: string | null;
  n: number;
}

/** Something to look at twice; which members its evidence has depends on its kind. */
export interface Flag {
  kind: string;
  weight: number;
  evidence: Readonly<Record<string, unknown>>;
}

export interface Note {
  id: number;
  question: string;
  words: string;
  by: string;
  is_mine: boolean;
  is_sent: boolean;
  at: string;
}

export interface Adjustment {
  id: number;
  question: string;
  old: unknown;
  new: unknown;
  old_shown: Words;
  new_shown: Words;
  why: string;
  by: string;
  at: string | null;
  is_of_appeal: boolean;
}

export type Ground = "facts" | "question_unfit" | "evidence";
export const GROUNDS: readonly Ground[] = ["facts", "evidence", "question_unfit"];

export interface Appeal {
  id: string;
  question: string;
  ground: Ground;
  words: string;
  by: string;
  is_mine: boolean;
  made_at: string;
  due: string;
  state: "open" | "upheld" | "overturned" | "withdrawn";
  decided_by: string | null;
  decided_at: string | null;
  answer: string;
}

/** Whether nobody has decided it in its time; `now` in milliseconds. */
export const isOverdue = ({ state, due }: Pick<Appeal, "state" | "due">, now: number): boolean =>
  state === "open" && Date.parse(due) < now;

export interface AppealLine extends Appeal {
  visit: string;
  store: Place;
  region: Place;
  wave: WaveName;
  code: string;
  label: Words;
}

export interface NotedPlace {
  lat: number;
  lon: number;
  /** metres */
  accuracy: number;
  /** metres from the store */
  metres: number;
}

export interface DeskAnswer extends ReadAnswer {
  list: string;
  is_adjustable: boolean;
}

export interface DeskVisit extends Omit<ReadVisit, "sections"> {
  sections: (Omit<ReadSection, "answers"> & { answers: DeskAnswer[] })[];
  /** the store's, by its IANA name */
  zone: string;
  revision: number | null;
  sealed_at: string | null;
  released_week: string | null;
  scenario: Readonly<Record<string, string>>;
  lists: Readonly<Record<string, { name: string; label: Words }[]>>;
  flags: Flag[];
  notes: Note[];
  adjustments: Adjustment[];
  approvals: { by: string; at: string | null }[];
  wants_approval: boolean;
  appeals: Appeal[];
  /** `against`: the refusal that an appeal would meet, "" for none */
  appealing: { left: number; of: number; until: string; against: string } | null;
  where: { lat: number; lon: number; places: NotedPlace[] } | null;
  on_desk: Desk | null;
  /** whether this reader reviews at the visit's brand, and whether she may decide its appeals */
  reviews: boolean;
  judges: boolean;
  /** how well the visit was made, 1 to 5; null before, and to whoever does not review it */
  rating: number | null;
}

/** A grade in short, exact decimals as text. */
export interface GradeInShort {
  percent: string | null;
  band: BandName | "";
  surplus: string | null;
  is_critical: boolean;
  is_held: boolean;
}

interface Points {
  earned: string | null;
  possible: string | null;
}

/** What grading anew would change. */
export interface Foreseen {
  now: GradeInShort;
  then: GradeInShort;
  questions: { name: string; now: Points; then: Points }[];
}

/** Whether two grades say the same to whoever reads them. */
export const saysTheSame = (a: GradeInShort, b: GradeInShort): boolean =>
  a.percent === b.percent &&
  a.band === b.band &&
  a.surplus === b.surplus &&
  a.is_critical === b.is_critical &&
  a.is_held === b.is_held;

/** The answers that are asked, in the checklist's order. */
export const answersOf = (visit: Pick<DeskVisit, "sections">): DeskAnswer[] =>
  visit.sections.flatMap((section) => section.answers).filter((answer) => answer.state !== "hidden");
