import type { Moment } from "../domain/moment";

export type { Notes, Shelf } from "../domain/shelf";
export type { Briefed, Outcome, Piece, Wire } from "../domain/wire";

/** Everything around the queue that isn't the server or the disk. `surroundings.ts` has the browser's. */
export interface Surroundings {
  now(): Moment;
  chance(): number;
  online(): boolean;
  /** runs `work` unless another tab is sending; says whether it ran */
  alone(name: string, work: () => Promise<void>): Promise<boolean>;
  /** calls back once, after some milliseconds; returns the way to call it off */
  after(ms: number, call: () => void): () => void;
  /** calls back on `online` and on return to the foreground; returns the way to stop */
  awakenings(call: (cause: "online" | "foreground") => void): () => void;
  /** a line to the other tabs of this person */
  channel(name: string, heard: (word: string) => void): { say(word: string): void; close(): void };
}
