import { send } from "../api/asking";

/** A claimed visit goes back to the board; refused once it has begun. */
export const giveBack = (assignment: string): Promise<unknown> =>
  send("POST", `assignments/${assignment}/give-back`, {});
