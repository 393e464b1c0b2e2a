import { beforeEach, expect, it } from "vitest";
import { type Expense, newExpense } from "../domain/expense";
import type { Outcome } from "../domain/wire";
import { type ExpenseParts, sendExpenses } from "./expenses";
import { DAY, MINUTE } from "./patience";

const taxi = newExpense({
  ...{ id: "e1", visit: "v1", amount: "12.50", currency: "EUR", kind: "travel", what: "" },
  ...{ hasReceipt: true, madeAt: 1000 },
});
const answers = { ok: { kind: "ok", value: true }, lost: { kind: "lost" } } as const;
const problem = (status: number, code: string): Outcome<true> => ({
  ...{ kind: "problem", status, code, retryAfter: null },
});

let kept: Map<string, Expense>;
let sent: string[];
let now: number;
let session: string;

beforeEach(() => {
  [kept, sent, now, session] = [new Map([[taxi.id, taxi]]), [], 2000, "hers"];
});

const parts = (answer: Outcome<true>): ExpenseParts => ({
  shelf: {
    notes: async () => ({ session: "hers" }) as Awaited<ReturnType<ExpenseParts["shelf"]["notes"]>>,
    expenses: async () => [...kept.values()],
    keepExpense: async (expense) => void kept.set(expense.id, expense),
    dropExpense: async (id) => void kept.delete(id),
    receiptOf: async () => new Blob(["jpeg"]),
  },
  session: () => session,
  put: async ({ id }) => {
    sent.push(id);
    return answer;
  },
  around: { now: () => ({ wall: now }) as ReturnType<ExpenseParts["around"]["now"]>, chance: () => 1 },
});

it("keeps an expense until HQ has named it, and never sends it again", async () => {
  await sendExpenses(parts(answers.lost));
  expect(kept.get("e1")?.state).toBe("waiting");
  await sendExpenses(parts(answers.ok)); // too soon after a failure
  now += MINUTE;
  await sendExpenses(parts(answers.ok));
  await sendExpenses(parts(answers.ok));
  expect(kept.get("e1")?.state).toBe("received");
  expect(sent).toEqual(["e1", "e1"]);
});

it("waits for a visit whose pay HQ doesn't have yet", async () => {
  await sendExpenses(parts(problem(404, "not_found")));
  expect(kept.get("e1")?.state).toBe("waiting");
});

it("says what HQ refused, and why", async () => {
  await sendExpenses(parts(problem(409, "expense_limit")));
  expect(kept.get("e1")).toMatchObject({ state: "refused", code: "expense_limit" });
});

it("sends nothing under another person's name, and loses nothing when signed out", async () => {
  session = "another's";
  await sendExpenses(parts(answers.ok));
  expect(sent).toEqual([]);
  session = "hers";
  await sendExpenses(parts(problem(401, "signed_out")));
  expect(kept.get("e1")).toEqual(taxi);
});

it("forgets what was received a month ago", async () => {
  await sendExpenses(parts(answers.ok));
  now += 31 * DAY;
  await sendExpenses(parts(answers.ok));
  expect(kept.size).toBe(0);
});
