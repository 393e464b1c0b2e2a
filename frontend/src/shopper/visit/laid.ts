import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Answers } from "../../domain/answers";
import type { Edition, Node } from "../../domain/edition";
import { reachedFrom, Sheet, type Turn } from "../../domain/expressions";
import { momentNow } from "../../domain/moment";
import { type Asked, askedNow, sameAsked } from "./asked";
import {
  asked,
  isOpen,
  type Progress,
  progressOf,
  type Section,
  type Spot,
  type Standing,
  sectionsOf,
  standingOf,
} from "./sections";

/** A section, whether it has anything to ask now, and how far it is. */
interface Along {
  readonly isOpen: boolean;
  readonly progress: Progress;
}

function namesIn(body: readonly Node[]): string[] {
  return body.flatMap((node) => [node.name, ...(node.kind === "question" ? [] : namesIn(node.body ?? []))]);
}

const keyOf = (name: string, turn: Turn): string => [name, ...turn].join(" ");

/**
 * What a visit's answers mean on its edition, kept true tap by tap: among five hundred questions a tap works
 * out anew only what it reaches.
 */
export class Laid {
  readonly sections: readonly Section[];
  readonly sheet: ReadonlySignal<Sheet>;
  /** the sections that have something to ask now, each with how far it is */
  readonly way: ReadonlySignal<readonly (Section & { readonly progress: Progress })[]>;
  /** names whose answers changed since the sheet was laid */
  readonly #changed = new Set<string>();
  readonly #asked = new Map<string, ReadonlySignal<Asked>>();
  /** by name: counts the changes that reach a question */
  readonly #reached = new Map<string, Signal<number>>();
  /** what is known until a change reaches it, by name, then by turn */
  readonly #standing = new Map<string, Map<string, Standing>>();
  readonly #along = new Map<Section, Along>();
  readonly #sectionOf: ReadonlyMap<string, Section>;

  constructor(
    edition: Edition,
    answers: { readonly value: Answers },
    readonly language: ReadonlySignal<string>,
    scenario: Answers,
  ) {
    this.sections = sectionsOf(edition);
    this.#sectionOf = new Map(
      this.sections.flatMap((section) =>
        [section.name, ...namesIn(section.body)].map((name) => [name, section] as const),
      ),
    );
    let before: Sheet | null = null;
    this.sheet = computed(() => {
      const [now, spoken, given] = [momentNow().at, language.value, answers.value];
      const circumstances = { now, today: now.slice(0, 10), scenario, language: spoken };
      if (before?.language === spoken) before = before.after(this.#changed, given, circumstances);
      else before = this.#anew(edition, given, circumstances);
      this.#changed.clear();
      return before;
    });
    this.way = computed(() => {
      const sheet = this.sheet.value;
      const along = this.sections.map((section) => ({ section, ...this.#alongOf(sheet, section) }));
      return along.filter((each) => each.isOpen).map(({ section, progress }) => ({ ...section, progress }));
    });
  }

  /** The section in which a question stands. */
  sectionOf(name: string): string {
    return this.#sectionOf.get(name)?.name ?? "-";
  }

  /** Says that the answer under a name (a repeat's, for all that is in it) is another: in one batch with it. */
  change(name: string): void {
    const { outline } = this.sheet.peek();
    this.#changed.add(name);
    for (const reached of reachedFrom(outline, [name])) {
      this.#standing.delete(reached);
      const section = this.#sectionOf.get(reached);
      if (section) this.#along.delete(section);
      const count = this.#reached.get(reached);
      if (count) count.value += 1;
    }
  }

  /** One question as it stands now; changes only when something of it changes. */
  asked(name: string, turn: Turn): ReadonlySignal<Asked> {
    const key = keyOf(name, turn);
    const found = this.#asked.get(key);
    if (found) return found;
    const count = this.#countOf(name);
    let last: Asked | undefined;
    const made = computed(() => {
      count.value;
      const language = this.language.value;
      const next = askedNow(this.sheet.peek(), name, turn, language);
      last = last && sameAsked(last, next) ? last : next;
      return last;
    });
    this.#asked.set(key, made);
    return made;
  }

  #countOf(name: string): Signal<number> {
    const count = this.#reached.get(name) ?? signal(0);
    this.#reached.set(name, count);
    return count;
  }

  #anew(...of: ConstructorParameters<typeof Sheet>): Sheet {
    this.#standing.clear();
    this.#along.clear();
    return new Sheet(...of);
  }

  #alongOf(sheet: Sheet, section: Section): Along {
    const known = this.#along.get(section);
    if (known) return known;
    const spots = asked(sheet, section.body);
    const progress = progressOf(sheet, section, spots, (spot) => this.#standingOf(sheet, spot));
    const along = { isOpen: isOpen(sheet, section, spots), progress };
    this.#along.set(section, along);
    return along;
  }

  #standingOf(sheet: Sheet, spot: Spot): Standing {
    const { name } = spot.node;
    const turns = this.#standing.get(name) ?? new Map<string, Standing>();
    const standing = turns.get(String(spot.turn)) ?? standingOf(sheet, spot);
    this.#standing.set(name, turns.set(String(spot.turn), standing));
    return standing;
  }
}
