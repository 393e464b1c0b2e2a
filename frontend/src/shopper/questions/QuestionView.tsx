import type { ComponentChildren } from "preact";
import type { Question } from "../../domain/edition";
import type { Turn } from "../../domain/expressions";
import type { Asked } from "../visit/asked";
import type { OpenVisit } from "../visit/open_visit";
import { anchorOf } from "../visit/sections";
import { say } from "../words";
import { Control } from "./Control";
import { Shown } from "./Shown";

export interface QuestionProps {
  readonly open: OpenVisit;
  readonly node: Question;
  readonly turn: Turn;
  /** what stands between the question and its control: a reviewer's note */
  readonly children?: ComponentChildren;
  /** what stands after its control */
  readonly after?: ComponentChildren;
}

/** Words for what a question lacks, once its section points it out; a broken constraint says so at once. */
function lackWords(asked: Asked, isPointed: boolean): string {
  if (asked.lack === null || (asked.lack === "missing" && !isPointed)) return "";
  if (asked.lack === "broken") return asked.lackWords || say("question.broken");
  return asked.lackWords || say("question.missing");
}

/** One question: its words, its hint, its control. It is drawn anew only when something of it changed. */
export function QuestionView({ open, node, turn, children, after }: QuestionProps) {
  const asked = open.asked(node.name, turn).value;
  open.trouble.value; // drawn anew: a touch that the disk refused is not shown as chosen either
  const pointed = open.pointed.value.has(open.sectionOf(node.name));
  if (!asked.shown) return null;
  const id = anchorOf(node.name, turn);
  const says = lackWords(asked, pointed);
  const describing = [asked.hint && `${id}-hint`, says && `${id}-says`].filter(Boolean).join(" ");
  return (
    <fieldset
      class={`question${says ? " missing" : ""}${says && asked.lack === "broken" ? " broken" : ""}`}
      id={`${id}-box`}
      tabIndex={-1}
    >
      <legend class="question-words" id={`${id}-asks`}>
        {node.code && <span class="code">{node.code}</span>}
        {asked.label}
      </legend>
      {asked.hint && (
        <p class="hint" id={`${id}-hint`}>
          {asked.hint}
        </p>
      )}
      <Shown image={node.image} />
      {says && (
        <p class="says" id={`${id}-says`}>
          {says}
        </p>
      )}
      {children}
      <Control {...controlProps(open, node, turn, asked)} id={id} describedBy={describing || undefined} />
      {after}
    </fieldset>
  );
}

function controlProps(open: OpenVisit, node: Question, turn: Turn, asked: Asked) {
  const { store, visit, edition } = open;
  return {
    ...{ node, asked, language: open.language.value, fallback: edition.default_language },
    answer: (value: Asked["value"]) => open.answer(node.name, turn, value),
    change: (become: (now: Asked["value"]) => Asked["value"]) => void open.change(node.name, turn, become),
    names: Array.isArray(asked.value) ? (asked.value as readonly string[]) : [],
    show: (name: string) => store.file(visit.id, name),
    keep: (file: Parameters<OpenVisit["keepFile"]>[1]) => open.keepFile(turn, file),
    remove: (name: string) => open.removeFile(node.name, turn, name),
    keepPlace: (place: Parameters<OpenVisit["store"]["keepPlace"]>[1]) =>
      void store.keepPlace(visit.id, place),
  };
}
