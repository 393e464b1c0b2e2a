import type { Expense } from "../domain/expense";
import { CHUNK } from "../domain/parcel";
import type { Disk } from "./database";
import { deletePieces, piecesOf } from "./files";

/** Expenses, each with the bytes of its receipt in rows of 256 KiB until HQ has it. */
export const expenses = (disk: Disk) => ({
  expenses: (): Promise<Expense[]> => disk.look(["expenses"], (tx) => tx.objectStore("expenses").getAll()),

  layOut: (expense: Expense, receipt: ArrayBuffer | null): Promise<void> =>
    disk.run(
      ["expenses", "pieces"],
      async (tx) => {
        for (let n = 0; receipt && n < piecesOf(receipt.byteLength); n += 1) {
          await tx.objectStore("pieces").put(receipt.slice(n * CHUNK, (n + 1) * CHUNK), [expense.id, n]);
        }
        await tx.objectStore("expenses").put(expense);
      },
      true,
    ),

  /** Writes how an expense stands; once HQ has it, its receipt goes. */
  keepExpense: (expense: Expense): Promise<void> =>
    disk.run(["expenses", "pieces"], async (tx) => {
      await tx.objectStore("expenses").put(expense);
      if (expense.state === "received") await deletePieces(tx, expense.id);
    }),

  dropExpense: (id: string): Promise<void> =>
    disk.run(["expenses", "pieces"], async (tx) => {
      await tx.objectStore("expenses").delete(id);
      await deletePieces(tx, id);
    }),

  receiptOf: ({ id, hasReceipt }: Expense): Promise<Blob | null> =>
    disk.look(["pieces"], async (tx) => {
      const range = IDBKeyRange.bound([id], [id, []]);
      const rows = hasReceipt ? await tx.objectStore("pieces").getAll(range) : [];
      return rows.length > 0 ? new Blob(rows, { type: "image/jpeg" }) : null;
    }),
});

export type ExpenseShelf = ReturnType<typeof expenses>;
