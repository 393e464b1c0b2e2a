import type { Parcel, Pause } from "../domain/parcel";
import type { Shelf, Surroundings, Wire } from "./ports";

export type { Briefed, Notes, Outcome, Piece, Shelf, Surroundings, Wire } from "./ports";

/** Why an attempt starts. `hand` is the person's own wish: it ends the wait for a newer build, too. */
export type Cause = "start" | "sealed" | "online" | "foreground" | "minute" | "hand";

export interface RunnerParts {
  readonly wire: Wire;
  readonly shelf: Shelf;
  readonly around: Surroundings;
  /** name of this build of the app */
  readonly build: string;
  /** called after every change of a parcel or of the pause, in every tab of this person */
  readonly changed: () => void;
}

export interface Runner {
  /** starts an attempt, or lets the one that is running know; resolves when the queue rests */
  wake(cause: Cause): Promise<void>;
  /** offers a parked revision again, at the person's wish */
  again(parcel: Pick<Parcel, "visit" | "revision">): Promise<void>;
  /** why nothing is sent, if so */
  pause(): Promise<Pause | null>;
  stop(): void;
}

/** The queue of one person: starts working at once, and goes on until stopped. */
export declare function startRunner(parts: RunnerParts): Runner;
