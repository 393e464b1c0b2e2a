import type { Edition, Node } from "./edition";

/** A geopoint; `accuracy` in metres. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy: number;
}

/** A tap that the shopper says never came. */
export interface DidNotHappen {
  readonly did_not_happen: true;
}

export type Answer =
  | string
  | number
  | null
  | readonly string[]
  | Point
  | DidNotHappen
  | readonly Answers[]
  | undefined;

/** Values by question name; a repeat is a list of such maps under its own name. */
export interface Answers {
  readonly [name: string]: Answer;
}

/** Whether a value counts as an answer: absent, `null`, `""` and `[]` do not. */
export function isAnswered(value: Answer): boolean {
  if (value === undefined || value === null || value === "") return false;
  return !(Array.isArray(value) && value.length === 0);
}

/** What a tap makes of an answer: the first counts, however fast the fingers are. */
export const unlessAnswered =
  (value: Answer) =>
  (now: Answer): Answer =>
    isAnswered(now) ? now : value;

const HOLDS_FILES = new Set(["image", "audio", "file"]);

/** Every file that the answers name, with its question, in the order of the checklist. */
export function filesNamed(edition: Edition, answers: Answers): { question: string; name: string }[] {
  return filesIn(edition.body, answers);
}

function filesIn(body: readonly Node[], answers: Answers): { question: string; name: string }[] {
  return body.flatMap((node) => {
    const value = answers[node.name];
    if (node.kind === "group") return filesIn(node.body ?? [], answers);
    if (!Array.isArray(value)) return [];
    if (node.kind === "repeat") return value.flatMap((turn: Answers) => filesIn(node.body ?? [], turn));
    if (!HOLDS_FILES.has(node.type)) return [];
    return value.map((name: string) => ({ question: node.name, name }));
  });
}
