import { figures } from "./digits";
import { type Patience, READY } from "./parcel";

export const KINDS = ["travel", "purchase", "meal", "other"] as const;
export type ExpenseKind = (typeof KINDS)[number];

/** Money laid out on a visit, on its way to HQ like a photo: kept until HQ has named it. */
export interface Expense extends Patience {
  readonly id: string;
  readonly visit: string;
  /** decimal text, such as 12.50 */
  readonly amount: string;
  /** ISO 4217, that of the fee */
  readonly currency: string;
  readonly kind: ExpenseKind;
  readonly what: string;
  /** whether a picture of the receipt was taken; its bytes go once HQ has it */
  readonly hasReceipt: boolean;
  readonly madeAt: number;
  readonly state: "waiting" | "received" | "refused";
  /** the server's own code for why it was refused */
  readonly code: string | null;
}

export type NewExpense = Pick<
  Expense,
  "id" | "visit" | "amount" | "currency" | "kind" | "what" | "hasReceipt" | "madeAt"
>;

/** An expense that was just laid out. */
export const newExpense = (told: NewExpense): Expense => ({
  ...told,
  ...READY,
  state: "waiting",
  code: null,
});

/** What somebody typed as decimal text with two places, `null` where it is no amount above nothing. */
export function amountOf(typed: string): string | null {
  const number = figures(typed);
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(number) || Number(number) === 0) return null;
  return Number(number).toFixed(2);
}
