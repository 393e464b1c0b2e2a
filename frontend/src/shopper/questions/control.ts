import type { Answer } from "../../domain/answers";
import type { Question } from "../../domain/edition";
import type { Asked } from "../visit/asked";

/** What every control of a question gets: what is so, and what to call when it is touched. */
export interface ControlProps {
  readonly node: Question;
  readonly asked: Asked;
  /** unique on the page; names the group of radios, too */
  readonly id: string;
  readonly language: string;
  readonly fallback: string;
  /** resolves when the disk has it, or has refused it */
  readonly answer: (value: Answer) => Promise<void>;
  /** for an answer that follows from the one before, which may be newer than the one on the screen */
  readonly change: (become: (now: Answer) => Answer) => void;
  /** ids of the words that describe the control */
  readonly describedBy: string | undefined;
}

/** A stored answer as text for an input; nothing where it isn't text or number. */
export const textOf = (value: Answer): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

/** Attributes that every control carries. */
export const described = ({ describedBy, asked }: ControlProps) => ({
  "aria-describedby": describedBy,
  disabled: asked.isReadOnly,
});

/** The same with its name, the words of the question, for inputs that have no label of their own. */
export const named = (props: ControlProps) => ({
  ...described(props),
  id: props.id,
  "aria-labelledby": `${props.id}-asks`,
  "aria-invalid": props.asked.lack === "broken" ? ("true" as const) : undefined,
  "aria-required": props.asked.isRequired ? ("true" as const) : undefined,
});
