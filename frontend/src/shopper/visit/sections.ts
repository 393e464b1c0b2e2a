import type { Edition, Group, Node, Question, QuestionType } from "../../domain/edition";
import type { Sheet, Turn } from "../../domain/expressions";

/** A screen's worth of questions: a top-level group, or what stands between two of them. */
export interface Section {
  /** name of the group; `-`, `-1` … for questions outside any */
  readonly name: string;
  readonly group: Group | null;
  readonly body: readonly Node[];
}

/** A question in its turn. */
export interface Spot {
  readonly node: Question;
  readonly turn: Turn;
}

const UNSEEN = new Set<QuestionType>([
  ...(["calculate", "hidden", "start", "end", "today", "username", "deviceid", "start-geopoint"] as const),
]);

/** Whether a question is ever shown to a person. */
export const isShown = (node: Question): boolean => !UNSEEN.has(node.type);

/** Whether a `dateTime` is one large button that stamps the moment. */
export const isTap = (node: Question): boolean =>
  node.type === "dateTime" && (node.appearance?.includes("tap") ?? false);

/** Names that a person answers: her questions, and the repeats that hold some. */
export function shownNames(body: readonly Node[]): ReadonlySet<string> {
  const names = body.flatMap((node): string[] => {
    if (node.kind === "group") return [...shownNames(node.body ?? [])];
    return node.kind === "repeat" || isShown(node) ? [node.name] : [];
  });
  return new Set(names);
}

function holdsQuestions(node: Node): boolean {
  return node.kind === "question" ? isShown(node) : (node.body ?? []).some(holdsQuestions);
}

/** The sections of an edition, in order; those without anything to see are left out. */
export function sectionsOf(edition: Edition): readonly Section[] {
  const sections: { name: string; group: Group | null; body: Node[] }[] = [];
  let loose = 0;
  for (const node of edition.body.filter(holdsQuestions)) {
    const last = sections.at(-1);
    if (node.kind === "group") sections.push({ name: node.name, group: node, body: [...(node.body ?? [])] });
    else if (last && last.group === null) last.body.push(node);
    else sections.push({ name: loose++ ? `-${loose}` : "-", group: null, body: [node] });
  }
  return sections;
}

/** Every question of some nodes that is asked now, turn by turn, in order. */
export function asked(sheet: Sheet, body: readonly Node[], turn: Turn = []): Spot[] {
  return body.flatMap((node): Spot[] => {
    if (node.kind === "group") return asked(sheet, node.body ?? [], turn);
    if (node.kind === "repeat") {
      const turns = Array.from({ length: sheet.turns(node.name, turn) }, (_, i) => [...turn, i]);
      return turns.flatMap((each) => asked(sheet, node.body ?? [], each));
    }
    return isShown(node) && sheet.relevant(node.name, turn) ? [{ node, turn }] : [];
  });
}

/** Whether a section has anything to ask or to say now. A repeat that may be begun is something to ask. */
export function isOpen(sheet: Sheet, section: Section, spots = asked(sheet, section.body)): boolean {
  if (section.group && !sheet.relevant(section.group.name)) return false;
  return spots.length > 0 || section.body.some((node) => mayBegin(sheet, node));
}

function mayBegin(sheet: Sheet, node: Node): boolean {
  if (node.kind === "question" || !sheet.relevant(node.name)) return false;
  return node.kind === "repeat"
    ? node.count === undefined
    : (node.body ?? []).some((n) => mayBegin(sheet, n));
}

/** What stands in the way of sealing at one question. */
export type Lack = "missing" | "broken";

/** Why a question still wants the shopper: required and empty, or against its constraint. */
export function lackOf(sheet: Sheet, { node, turn }: Spot): Lack | null {
  if (node.type === "note") return null;
  if (sheet.state(node.name, turn) === "missing") return sheet.required(node.name, turn) ? "missing" : null;
  return sheet.constraintHolds(node.name, turn) ? null : "broken";
}

/** How far a section is: questions answered, and how many more are wanted. */
export interface Progress {
  readonly answered: number;
  readonly lacking: readonly (Spot & { readonly lack: Lack })[];
}

/** How a question stands by itself: what it wants, and whether something is given. */
export interface Standing {
  readonly lack: Lack | null;
  readonly isGiven: boolean;
}

export function standingOf(sheet: Sheet, spot: Spot): Standing {
  const lack = lackOf(sheet, spot);
  const state = sheet.state(spot.node.name, spot.turn);
  const isGiven = lack !== "missing" && spot.node.type !== "note" && (state === "answered" || state === "na");
  return { lack, isGiven };
}

/** `known` says how a question stands, where somebody remembers it. */
export function progressOf(
  sheet: Sheet,
  section: Section,
  spots = asked(sheet, section.body),
  known: (spot: Spot) => Standing = (spot) => standingOf(sheet, spot),
): Progress {
  const lacking: (Spot & { lack: Lack })[] = [];
  let answered = 0;
  for (const spot of spots) {
    const { lack, isGiven } = known(spot);
    if (lack) lacking.push({ ...spot, lack });
    if (isGiven) answered += 1;
  }
  return { answered, lacking };
}

/** Every tap of an edition, in the order of the checklist; those in repeats have no place on one screen. */
export function tapsOf(body: readonly Node[]): Question[] {
  return body.flatMap((node): Question[] => {
    if (node.kind === "group") return tapsOf(node.body ?? []);
    return node.kind === "question" && isTap(node) ? [node] : [];
  });
}

/** Address within the page: the question in its turn. */
export const anchorOf = (name: string, turn: Turn): string => `q-${[name, ...turn].join("-")}`;
