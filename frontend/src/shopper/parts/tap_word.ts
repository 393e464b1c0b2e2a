import type { Question } from "../../domain/edition";
import { type Key, say } from "../words";

/** Moments that the trade knows by name have a word of their own that tells nobody anything. */
const WORDS: Readonly<Record<string, Key>> = {
  stepped_in_at: "tap.in",
  acknowledged_at: "tap.hello",
  first_piece_shown_at: "tap.shown",
  stepped_out_at: "tap.out",
};

/** What a moment is called on the notes screen: its word, else its code, else its number. The brief explains it. */
export const tapWord = (tap: Question): string => {
  const key = WORDS[tap.name];
  return key ? say(key) : (tap.code ?? tap.name);
};
