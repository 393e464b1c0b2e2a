import type { Choice } from "../edition";
import { choicesOf } from "./outline";
import type { Sheet, Turn } from "./sheet";
import type { Scope, Value } from "./tree";

/** The scope of a tree on one question in one turn. */
export class Standpoint implements Scope {
  constructor(
    readonly sheet: Sheet,
    readonly name: string | undefined,
    readonly turn: Turn,
    readonly choice: Choice | undefined,
  ) {}

  get today(): string {
    return this.sheet.circumstances.today;
  }

  get now(): string {
    return this.sheet.circumstances.now;
  }

  get position(): number {
    return (this.turn.at(-1) ?? 0) + 1;
  }

  get own(): Value {
    return this.name === undefined ? "" : this.sheet.own(this.name, this.turn);
  }

  value(name: string): Value {
    return this.sheet.seen(name, this.sheet.outline.places.get(this.name ?? "")?.repeats ?? [], this.turn);
  }

  column(name: string): string {
    return (name === "name" ? this.choice?.name : this.choice?.columns?.[name]) ?? "";
  }

  choiceLabel(question: string, chosen: string): string {
    const { outline, language } = this.sheet;
    const label = choicesOf(outline, question).find((choice) => choice.name === chosen)?.label ?? {};
    return label[language] || (Object.values(label)[0] ?? "");
  }
}
