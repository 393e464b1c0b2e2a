export type { Tree } from "../edition";

export type Scalar = string | number | boolean;
/** A list holds the values of one question over the turns of its repeat. */
export type Value = Scalar | readonly Scalar[];

/** What a tree may ask of its surroundings; `''` is the value of everything unanswered. */
export interface Scope {
  /** The value of the question the tree stands on. */
  readonly own: Value;
  /** `2026-03-11`, passed in: no expression reads the machine's clock. */
  readonly today: string;
  /** RFC 3339 with its zone, passed in. */
  readonly now: string;
  /** The turn of the innermost repeat, from 1. */
  readonly position: number;
  value(name: string): Value;
  /** A column of the choice being filtered. */
  column(name: string): Scalar;
  choiceLabel(question: string, choice: string): string;
}
