import type { Expense } from "../domain/expense";
import type { Outcome } from "../domain/wire";
import { send } from "./line";

const PIECE = 120_000; // milliseconds, for a picture over a weak line

/** Tells HQ of an expense, under the phone's own id: repeating it is harmless. Only its own id back is a receipt. */
export async function putExpense(expense: Expense, receipt: Blob | null): Promise<Outcome<true>> {
  const { id, visit, amount, currency, kind, what } = expense;
  const body = new FormData();
  for (const [name, value] of Object.entries({ amount, currency, kind, what })) body.set(name, value);
  if (receipt) body.set("receipt", receipt, "receipt.jpg");
  const address = `/api/v1/visits/${visit}/expenses/${id}`;
  const answered = await send(address, { method: "PUT", body, timeout: PIECE });
  if (answered.kind !== "answer") return answered;
  const isNamed = (answered.body as { id?: unknown } | null)?.id === id;
  return isNamed ? { kind: "ok", value: true } : { kind: "lost" };
}
