import { session } from "../../api/cookies";
import { putExpense } from "../../api/expenses";
import type { Store } from "../../store";
import { browserSurroundings } from "../../sync";
import { sendExpenses } from "../../sync/expenses";

/** Sends the expenses that wait on this phone; whether anything came of it. */
export const sendWaiting = (store: Store): Promise<boolean> =>
  sendExpenses({ shelf: store, session, put: putExpense, around: browserSurroundings() });
