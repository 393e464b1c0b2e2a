import type { Visit } from "../../domain/visit";

/** The quick note is the shopper's own: it stays on this phone and is never sent. */
const PREFIX = "encore.note.";

export const quickNote = (visit: string): string => localStorage.getItem(PREFIX + visit) ?? "";

export function keepQuickNote(visit: string, words: string): void {
  if (words) localStorage.setItem(PREFIX + visit, words);
  else localStorage.removeItem(PREFIX + visit);
}

/** Drops the notes of visits that have just gone from this phone. Another person's, on the same phone, are hers. */
export function forgetNotes(before: readonly Visit[], now: readonly Visit[]): void {
  const here = new Set(now.map(({ id }) => id));
  for (const { id } of before) if (!here.has(id)) localStorage.removeItem(PREFIX + id);
}
