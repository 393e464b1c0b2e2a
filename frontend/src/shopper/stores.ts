import type { Assignment } from "../domain/assignment";
import type { Seen } from "./phone";

/** What stays readable of an assignment after HQ has closed it: a receipt needs its store's name. */
export interface StoreWords {
  readonly name: string;
  readonly timezone: string;
  readonly fee: string | null;
  readonly currency?: string | undefined;
  /** what may be laid out on the visit, decimal text */
  readonly expense_limit?: string | undefined;
}

const keyOf = (person: string): string => `encore.stores.${person}`;

function kept(person: string): Record<string, StoreWords> {
  try {
    return JSON.parse(localStorage.getItem(keyOf(person)) ?? "{}") as Record<string, StoreWords>;
  } catch {
    return {};
  }
}

const wordsOf = ({ store, fee, currency, expense_limit }: Assignment): StoreWords => ({
  ...{ name: store.name, timezone: store.timezone, fee, currency, expense_limit },
});

/** Remembers the stores of the visits on this phone, and forgets the others. */
export function rememberStores(
  person: string,
  { briefing, visits }: Pick<Seen, "briefing" | "visits">,
): void {
  const before = kept(person);
  const now: Record<string, StoreWords> = {};
  for (const { assignment: id } of visits) {
    const found = briefing?.assignments.find((each) => each.id === id);
    const words = found ? wordsOf(found) : before[id];
    if (words) now[id] = words;
  }
  localStorage.setItem(keyOf(person), JSON.stringify(now));
}

/** The store of an assignment: as HQ says it now, else as it was remembered. */
export function storeOf(person: string, seen: Seen, assignment: string): StoreWords | null {
  const found = seen.briefing?.assignments.find((each) => each.id === assignment);
  return found ? wordsOf(found) : (kept(person)[assignment] ?? null);
}
