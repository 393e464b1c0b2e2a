import type { Words } from "../../domain/edition";
import { language } from "../../ui/language";

/** A checklist's own label in the reader's language, else in English, else in any. */
export function usePick(): (labels: Words) => string {
  const code = language.value;
  return (labels) => labels[code] ?? labels.en ?? Object.values(labels)[0] ?? "";
}
