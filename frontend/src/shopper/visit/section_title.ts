import { wordsIn } from "./languages";
import type { OpenVisit } from "./open_visit";
import type { Section } from "./sections";

/** The name of a section, as its group's label says it. */
export function sectionTitle(open: OpenVisit, { group }: Section): string {
  const words = wordsIn(group?.label, open.language.value, open.edition.default_language);
  return words ? open.sheet.value.fill(words) : open.edition.form.title;
}
