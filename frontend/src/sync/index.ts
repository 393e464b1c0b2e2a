export type { Cause } from "./outbox";
export type { Briefed, Notes, Outcome, Piece, Shelf, Surroundings, Wire } from "./ports";
export { type Runner, type RunnerParts, startRunner } from "./runner";
export { browserSurroundings } from "./surroundings";
