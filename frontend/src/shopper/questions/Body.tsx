import { useMemo } from "preact/hooks";
import type { Group, Node, Repeat } from "../../domain/edition";
import type { Turn } from "../../domain/expressions";
import { wordsIn } from "../visit/languages";
import type { OpenVisit } from "../visit/open_visit";
import { isShown } from "../visit/sections";
import { say } from "../words";
import { QuestionView } from "./QuestionView";

export interface BodyProps {
  readonly open: OpenVisit;
  readonly body: readonly Node[];
  readonly turn: Turn;
}

/** The questions of a section, with the groups and repeats inside it. */
export function Body({ open, body, turn }: BodyProps) {
  return (
    <>
      {body.map((node) => {
        if (node.kind === "group") return <Part key={node.name} open={open} group={node} turn={turn} />;
        if (node.kind === "repeat") return <Turns key={node.name} open={open} repeat={node} turn={turn} />;
        return isShown(node) ? <QuestionView key={node.name} open={open} node={node} turn={turn} /> : null;
      })}
    </>
  );
}

function titleOf(open: OpenVisit, node: Group | Repeat, turn: Turn): string {
  const words = wordsIn(node.label, open.language.value, open.edition.default_language);
  return open.sheet.value.fill(words, turn);
}

function Part({ open, group, turn }: { open: OpenVisit; group: Group; turn: Turn }) {
  const inside = useMemo(() => <Body open={open} body={group.body ?? []} turn={turn} />, [open, group, turn]);
  if (!open.sheet.value.relevant(group.name, turn)) return null;
  const title = titleOf(open, group, turn);
  return (
    <section aria-label={title || undefined}>
      {title && <h2 class="part-title">{title}</h2>}
      {inside}
    </section>
  );
}

function Turns({ open, repeat, turn }: { open: OpenVisit; repeat: Repeat; turn: Turn }) {
  const sheet = open.sheet.value;
  if (!sheet.relevant(repeat.name, turn)) return null;
  const isFree = repeat.count === undefined;
  const title = titleOf(open, repeat, turn) || say("turn.any");
  const turns = Array.from({ length: sheet.turns(repeat.name, turn) }, (_, i) => i);
  return (
    <section class="question" aria-label={title}>
      {turns.map((i) => (
        <div class="turn" key={i}>
          <div class="turn-top">
            <h2 class="question-words">{say("turn.title", { title, number: i + 1 })}</h2>
            {isFree && (
              <button
                type="button"
                class="act bare"
                onClick={() => void open.turnCount(repeat.name, turn, i)}
              >
                {say("turn.remove")}
              </button>
            )}
          </div>
          <Body open={open} body={repeat.body ?? []} turn={[...turn, i]} />
        </div>
      ))}
      {isFree && (
        <div class="two-acts">
          <button type="button" class="act" onClick={() => void open.turnCount(repeat.name, turn, "more")}>
            {say("turn.add", { title })}
          </button>
        </div>
      )}
    </section>
  );
}
