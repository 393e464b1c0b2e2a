import { useEffect, useState } from "preact/hooks";
import type { Expense } from "../../domain/expense";
import type { Phone } from "../phone";

/** The expenses on this phone, newest first; read anew whenever the queue has done something. */
export function useExpenses({ store, seen }: Phone): readonly Expense[] {
  const [expenses, setExpenses] = useState<readonly Expense[]>([]);
  const now = seen.value;
  useEffect(() => {
    let left = false;
    void store.expenses().then((found) => {
      if (!left) setExpenses(found.sort((a, b) => b.madeAt - a.madeAt));
    });
    return () => {
      left = true;
    };
  }, [now]);
  return expenses;
}

/** What is typed survives a page that the camera has killed. */
export interface Typed {
  readonly amount: string;
  readonly kind: Expense["kind"];
  readonly what: string;
}

const keyOf = (visit: string): string => `encore.expense.${visit}`;

export function typedBefore(visit: string): Typed {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(visit)) ?? "null") as Typed | null;
    if (kept) return kept;
  } catch {
    // what can't be read was never typed
  }
  return { amount: "", kind: "travel", what: "" };
}

export function keepTyped(visit: string, typed: Typed | null): void {
  if (typed) localStorage.setItem(keyOf(visit), JSON.stringify(typed));
  else localStorage.removeItem(keyOf(visit));
}

/** What may still be laid out, given what was laid out from this phone; null where the limit is not known. */
export function leftOf(
  limit: string | null | undefined,
  visit: string,
  laid: readonly Expense[],
): number | null {
  if (limit === null || limit === undefined) return null;
  const spent = laid.filter((each) => each.visit === visit && each.state !== "refused");
  return Number(limit) - spent.reduce((sum, { amount }) => sum + Number(amount), 0);
}
