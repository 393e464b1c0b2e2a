import type { Visit } from "../../domain/visit";

/** The quick note is the shopper's own: it stays on this phone and is never sent. */
const PREFIX = "encore.note.";

export const quickNote = (visit: string): string => localStorage.getItem(PREFIX + visit) ?? "";

export function keepQuickNote(visit: string, words: string): void {
  if (words) localStorage.setItem(PREFIX + visit, words);
  else localStorage.removeItem(PREFIX + visit);
}

/** Drops the notes of visits that are no longer on this phone. */
export function forgetNotes(visits: readonly Visit[]): void {
  const here = new Set(visits.map((visit) => PREFIX + visit.id));
  const notes = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  for (const key of notes.filter((each) => !here.has(each))) localStorage.removeItem(key);
}
