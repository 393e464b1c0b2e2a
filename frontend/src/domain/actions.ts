/** What follows from lost points: actions with an owner, and alerts. */
import type { Words } from "./edition";
import type { Place } from "./standing";

export type ActionState = "open" | "done" | "kept" | "lost" | "dropped";

export interface Action {
  id: string;
  store: Place;
  wave: { id: string; name: string };
  question: { name: string; code: string; label: Words };
  words: string;
  cost: string;
  points: number | string;
  owner: { id: string; name: string } | null;
  due: string | null;
  /** still open, and its day is over at the store */
  is_late: boolean;
  state: ActionState;
  proof: { url: string } | null;
  checked_by: string | null;
  notes: { words: string; by: string; at: string }[];
}

export interface Alert {
  id: string;
  kind: "critical" | "answer" | "score";
  store: Place;
  visit: string;
  can_open: boolean;
  week: string;
  questions: { name: string; code: string; label: Words }[];
  seen: { by: string; at: string } | null;
}
