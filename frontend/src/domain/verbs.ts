/** The journal's verbs, by what they are about. */
const ABOUT = {
  visits: ["visit", "appeal"],
  programme: ["wave", "assignment"],
  asked: ["checklist", "edition", "quiz", "scenario", "brief_picture"],
  shoppers: ["shopper", "companions", "profile"],
  money: ["pay", "pay_file", "expense"],
  plans: ["alert", "alert_rule", "action"],
  figures: ["scorecard", "insight", "insights", "forecast", "study", "sales", "pulses"],
  out: ["export", "webhook", "message", "token", "push"],
  house: ["brand", "region", "store", "stores", "person", "post", "demonstration"],
  law: ["consent", "erasure", "retention"],
} as const satisfies Record<string, readonly string[]>;

export type About = keyof typeof ABOUT;

const PLACES: ReadonlyMap<string, About> = new Map(
  Object.entries(ABOUT).flatMap(([about, subjects]) =>
    subjects.map((each): [string, About] => [each, about as About]),
  ),
);

/** What a verb is about; null where nobody has said so. */
export const aboutOf = (verb: string): About | null => PLACES.get(verb.split(".", 1)[0] ?? "") ?? null;

export interface Group {
  about: About;
  verbs: string[];
}

/** Verbs by what they are about, each group in the order of its words. */
export function grouped(verbs: readonly string[], wordsOf: (verb: string) => string): Group[] {
  const sorted = [...verbs].sort((a, b) => wordsOf(a).localeCompare(wordsOf(b)));
  const abouts = Object.keys(ABOUT) as About[];
  return abouts
    .map((about) => ({ about, verbs: sorted.filter((verb) => (aboutOf(verb) ?? "house") === about) }))
    .filter((group) => group.verbs.length > 0);
}
