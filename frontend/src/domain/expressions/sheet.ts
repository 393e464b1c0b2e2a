import { type Answer, type Answers, isAnswered } from "../answers";
import type { Choice, Edition } from "../edition";
import { reachedFrom } from "./dependants";
import { evaluate, holds } from "./evaluate";
import { choicesOf, type Outline, outlineOf, type Place, treeOf } from "./outline";
import { Standpoint } from "./standpoint";
import type { Scope, Tree, Value } from "./tree";
import { first, toNumber, toText } from "./values";
import { worth } from "./worth";

/** In which turns of the repeats around it a question is asked, outermost first, from 0. */
export type Turn = readonly number[];
export type State = "answered" | "na" | "hidden" | "missing";

/** What the caller knows and no expression may look up by itself. */
export interface Circumstances {
  /** `2026-03-11` */
  readonly today: string;
  /** RFC 3339 with its zone. */
  readonly now: string;
  /** Values of the hidden questions named `scenario_…`. */
  readonly scenario?: Answers;
  /** The language of choice labels; else the edition's default. */
  readonly language?: string;
}

const MOST_TURNS = 1000;
const NOWHERE: Turn = [];
const NOTHING: readonly string[] = [];
const keyOf = (name: string, turn: Turn): string => (turn.length ? `${name} ${turn}` : name);

/** What is known by name and turn, but for some names. */
function known<T>(all: ReadonlyMap<string, T>, but: ReadonlySet<string>): Map<string, T> {
  const kept = new Map(all);
  for (const key of all.keys()) {
    const end = key.indexOf(" ");
    if (but.has(end < 0 ? key : key.slice(0, end))) kept.delete(key);
  }
  return kept;
}

/**
 * One visit's answers laid on its edition: what is relevant, what is worked out, what is missing.
 * Everything is worked out once, at the first question; after a change of answers lay a new sheet, or the one
 * `after` this. The same class, with the same names but that one, is in audits/expressions/sheet.py.
 */
export class Sheet {
  readonly outline: Outline;
  readonly language: string;
  #values = new Map<string, Value>();
  #relevant = new Map<string, boolean>();
  /** names still to be worked out, each after the names it needs */
  #unsettled: readonly string[];

  constructor(
    edition: Edition,
    readonly answers: Answers,
    readonly circumstances: Circumstances,
  ) {
    this.outline = outlineOf(edition);
    this.language = circumstances.language || edition.default_language;
    this.#unsettled = this.outline.order;
  }

  /**
   * The sheet once the answers under the names `changed` are others (in a repeat, the outermost repeat's name).
   * Only what those names reach is worked out anew; the scenario and the language must be the same.
   */
  after(changed: Iterable<string>, answers: Answers, circumstances: Circumstances): Sheet {
    this.#settle();
    const next = new Sheet(this.outline.edition, answers, circumstances);
    const anew = reachedFrom(this.outline, changed);
    next.#values = known(this.#values, anew);
    next.#relevant = known(this.#relevant, anew);
    next.#unsettled = this.outline.order.filter((name) => anew.has(name));
    return next;
  }

  /** The value of a name; the list of its values when `turn` leaves a repeat around it open. */
  value(name: string, turn = NOWHERE): Value {
    this.#settle();
    return this.seen(name, this.#place(name)?.repeats.slice(0, turn.length) ?? [], turn);
  }

  /** The stored answer, as it is. */
  answer(name: string, turn = NOWHERE): Answer {
    let answers: Answers = this.answers;
    for (const [depth, repeat] of (this.#place(name)?.repeats ?? []).slice(0, turn.length).entries()) {
      const turns = answers[repeat];
      answers = ((Array.isArray(turns) && turns[turn[depth] ?? 0]) || {}) as Answers;
    }
    return answers[name];
  }

  /** Whether a question, group or repeat is asked, with everything around it. */
  relevant(name: string, turn = NOWHERE): boolean {
    this.#settle();
    const key = keyOf(name, turn);
    const known = this.#relevant.get(key);
    if (known !== undefined) return known;
    this.#relevant.set(key, true); // a circle, which no printed edition holds, ends here
    const around = this.#place(name)?.around;
    const relevant =
      (around === undefined || this.relevant(around, turn.slice(0, this.#place(around)?.repeats.length))) &&
      this.#holds(name, "relevant", turn, true);
    this.#relevant.set(key, relevant);
    return relevant;
  }

  /** Whether the question is asked and must be answered. */
  required(name: string, turn = NOWHERE): boolean {
    return this.relevant(name, turn) && this.#holds(name, "required", turn, false);
  }

  /** Whether the answer keeps the question's constraint; nothing answered breaks none. */
  constraintHolds(name: string, turn = NOWHERE): boolean {
    return toText(this.value(name, turn)) === "" || this.#holds(name, "constraint", turn, true);
  }

  /** `hidden`, `missing`, `na` (a chosen choice says so) or `answered`. */
  state(name: string, turn = NOWHERE): State {
    if (!this.relevant(name, turn)) return "hidden";
    const chosen = this.chosen(name, turn);
    if (chosen.length) return chosen.some((choice) => choice.na) ? "na" : "answered";
    const answered = isAnswered(this.#stored(name, turn)) || toText(this.value(name, turn)) !== "";
    return answered ? "answered" : "missing";
  }

  /** The choices that are ticked, in the list's order. */
  chosen(name: string, turn = NOWHERE): readonly Choice[] {
    const names = [this.#stored(name, turn)].flat();
    return choicesOf(this.outline, name).filter((choice) => names.includes(choice.name));
  }

  /** The choices that are offered, after the question's choice_filter. */
  choices(name: string, turn = NOWHERE): readonly Choice[] {
    this.#settle();
    const tree = this.#tree(name, "choice_filter");
    const offered = choicesOf(this.outline, name);
    return tree === undefined
      ? offered
      : offered.filter((choice) => holds(tree, this.scope(name, turn, choice)));
  }

  /** The value of a tree that stands on the question `own`. */
  evaluate(tree: Tree, own?: string, turn = NOWHERE): Value {
    this.#settle();
    return evaluate(tree, this.scope(own, turn));
  }

  /** How often a repeat is gone through: its `count`, else the turns that were answered; 0 if hidden. */
  turns(repeat: string, turn = NOWHERE): number {
    if (!this.relevant(repeat, turn)) return 0;
    const count = this.#tree(repeat, "count");
    const answered = this.answer(repeat, turn);
    if (count === undefined) return Array.isArray(answered) ? Math.min(answered.length, MOST_TURNS) : 0;
    const wanted = Math.trunc(toNumber(evaluate(count, this.scope(repeat, turn))));
    return Math.min(Math.max(wanted || 0, 0), MOST_TURNS);
  }

  /** Words shown in this turn, each `${name}` replaced by that question's value. */
  fill(text: string, turn = NOWHERE): string {
    return text.replace(/\$\{\s*([^}\s]+)\s*\}/g, (_, name: string) => toText(this.value(name, turn)));
  }

  /** What a tree sees from the question `own` in this turn. */
  scope(own: string | undefined, turn = NOWHERE, choice?: Choice): Scope {
    return new Standpoint(this, own, turn, choice);
  }

  /** What `.` reads: the value that is worked out, before that the answer as it was stored. */
  own(name: string, turn: Turn): Value {
    return this.#values.get(keyOf(name, turn)) ?? this.#raw(name, turn);
  }

  /** The value of a name seen from inside `repeats`, in their turn. */
  seen(name: string, repeats: readonly string[], turn: Turn): Value {
    const place = this.#place(name);
    if (!place) return "";
    const apart = place.repeats.findIndex((repeat, at) => repeat !== repeats[at] || at >= turn.length);
    const shared = apart < 0 ? place.repeats.length : apart;
    let inside: Turn[] = [turn.slice(0, shared)];
    if (apart < 0) return this.#single(name, inside[0] ?? NOWHERE);
    for (const repeat of place.repeats.slice(shared)) {
      inside = inside.flatMap((t) => Array.from({ length: this.turns(repeat, t) }, (_, i) => [...t, i]));
    }
    return inside.filter((t) => this.relevant(name, t)).map((t) => first(this.#single(name, t)));
  }

  #settle(): void {
    const names = this.#unsettled;
    this.#unsettled = NOTHING;
    for (const name of names) this.seen(name, [], NOWHERE);
  }

  #place(name: string): Place | undefined {
    return this.outline.places.get(name);
  }

  #tree(name: string, key: string): Tree | undefined {
    const place = this.#place(name);
    return place && treeOf(place.node, key);
  }

  #holds(name: string, key: string, turn: Turn, otherwise: boolean): boolean {
    const tree = this.#tree(name, key);
    return tree === undefined ? otherwise : holds(tree, this.scope(name, turn));
  }

  #stored(name: string, turn: Turn): Answer {
    const given = name.startsWith("scenario_") ? this.circumstances.scenario?.[name] : undefined;
    return given ?? this.answer(name, turn);
  }

  #raw(name: string, turn: Turn): Value {
    return worth(this.#stored(name, turn), String(this.#tree(name, "type")));
  }

  #single(name: string, turn: Turn): Value {
    const key = keyOf(name, turn);
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const asked = this.#place(name)?.node.kind === "repeat" || this.relevant(name, turn);
    const value = asked ? this.#workedOut(name, turn) : "";
    this.#values.set(key, value);
    return value;
  }

  #workedOut(name: string, turn: Turn): Value {
    const kind = this.#place(name)?.node.kind;
    if (kind === "repeat") return Array.from({ length: this.turns(name, turn) }, () => "");
    if (kind === "group") return "";
    const raw = this.#raw(name, turn);
    const tree = this.#tree(name, "calculation");
    if (tree === undefined) return raw;
    this.#values.set(keyOf(name, turn), raw); // what once() sees, and where a circle ends
    const value = first(evaluate(tree, this.scope(name, turn)));
    if (typeof value === "boolean") return String(value);
    return Number.isNaN(value) ? "" : value;
  }
}
