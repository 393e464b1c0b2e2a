import type { Assignment } from "../../domain/assignment";
import type { Words } from "../../domain/edition";
import { language } from "../../ui/language";
import { wordsIn } from "../visit/languages";

/** A brief's first paragraph, without marks; else its words as they are. */
export function briefWords({ brief, brief_blocks }: Assignment): string {
  const first = brief_blocks?.find(({ kind }) => kind === "paragraph");
  if (first?.spans) return first.spans.map(({ text }) => text).join("");
  const written = brief as string | Words;
  return typeof written === "string" ? written : wordsIn(written, language.value, "en");
}
