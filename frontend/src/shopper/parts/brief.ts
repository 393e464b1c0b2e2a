import type { Assignment } from "../../domain/assignment";
import type { Words } from "../../domain/edition";
import { language } from "../../ui/language";
import { wordsIn } from "../visit/languages";

/** The brief in the app's language, where HQ wrote it in several; else as it is. */
export function briefWords({ brief }: Assignment): string {
  const written = brief as string | Words;
  return typeof written === "string" ? written : wordsIn(written, language.value, "en");
}
