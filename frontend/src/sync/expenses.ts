import type { Expense } from "../domain/expense";
import { READY } from "../domain/parcel";
import type { Outcome } from "../domain/wire";
import { DAY, failed, isDue } from "./patience";
import type { Notes, Surroundings } from "./ports";

/** What sending expenses needs of the disk, the server and the world. */
export interface ExpenseParts {
  readonly shelf: {
    notes(): Promise<Notes>;
    expenses(): Promise<Expense[]>;
    keepExpense(expense: Expense): Promise<void>;
    dropExpense(id: string): Promise<void>;
    receiptOf(expense: Expense): Promise<Blob | null>;
  };
  /** names the session, as the queue's wire does */
  readonly session: () => string;
  readonly put: (expense: Expense, receipt: Blob | null) => Promise<Outcome<true>>;
  readonly around: Pick<Surroundings, "now" | "chance">;
}

/** HQ lists what it has received; the phone remembers it as long as a visit. */
const KEPT = 30 * DAY;
/** Only these words of HQ are about the expense itself; with all others it is tried again. */
const REFUSED = new Set([400, 409, 413, 415, 422]);

/**
 * Sends what waits, the oldest first, each until HQ has named it. Whether anything was changed.
 * Nothing goes under another person's session; a visit whose pay HQ doesn't have yet (404) waits.
 */
export async function sendExpenses(parts: ExpenseParts): Promise<boolean> {
  const { shelf, around } = parts;
  let isChanged = false;
  for (const expense of (await shelf.expenses()).sort((a, b) => a.madeAt - b.madeAt)) {
    const at = around.now().wall;
    if (expense.state === "received" && at - expense.madeAt > KEPT) await shelf.dropExpense(expense.id);
    if (expense.state !== "waiting" || !isDue(expense, at)) continue;
    if (parts.session() !== (await shelf.notes()).session) return isChanged;
    const outcome = await parts.put(expense, await shelf.receiptOf(expense));
    if (outcome.kind === "problem" && outcome.status === 401) return isChanged;
    await shelf.keepExpense(ended(expense, outcome, { at: around.now().wall, chance: around.chance() }));
    isChanged = true;
  }
  return isChanged;
}

function ended(expense: Expense, outcome: Outcome<true>, tick: { at: number; chance: number }): Expense {
  if (outcome.kind === "ok") return { ...expense, ...READY, state: "received" };
  if (outcome.kind !== "problem") return { ...expense, ...failed(expense, tick) };
  const { status, code, retryAfter } = outcome;
  if (REFUSED.has(status) && code !== "") return { ...expense, ...READY, state: "refused", code };
  return { ...expense, ...failed(expense, tick, retryAfter) };
}
