export { VisitSealed } from "./drafts";
export { openStore } from "./open";
export type { Shrunk } from "./shrink";
export type { Health, NewAnswer, SealOutcome, Store, TakenFile } from "./words";
