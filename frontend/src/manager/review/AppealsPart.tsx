import { useRef, useState } from "preact/hooks";
import { send } from "../../api/asking";
import { type Appeal, answersOf, type DeskAnswer, type DeskVisit } from "../../domain/review";
import { longDay } from "../../ui/times";
import { ActionOf } from "../actions/ActionOf";
import { useWords } from "../words";
import { AdjustedPart } from "./AdjustedPart";
import { AnswerAppeal } from "./AnswerAppeal";
import { AppealDialog, DecideDialog } from "./AppealDialogs";
import { useAgainst } from "./against";

/** What stands below an answer on a visit's page, and the dialogs that it opens. */
export function useBeside(visit: DeskVisit, again: () => void, acts = false) {
  const [question, setQuestion] = useState("");
  const [appeal, setAppeal] = useState<Appeal | null>(null);
  const asking = useRef<HTMLDialogElement>(null);
  const deciding = useRef<HTMLDialogElement>(null);
  const lost = new Map(
    answersOf(visit)
      .filter(isLost)
      .map((answer) => [answer.name, answer]),
  );
  const mayAppeal = useAgainst(visit) === null && visit.appealing !== null;
  const withdraw = (own: Appeal) => void send("POST", `appeals/${own.id}/withdraw`, {}).then(again, again);
  const beside = (name: string) => (
    <>
      <AdjustedPart visit={visit} question={name} />
      <AnswerAppeal
        visit={visit}
        question={name}
        isOpen={mayAppeal && lost.has(name)}
        ask={(asked) => {
          setQuestion(asked);
          asking.current?.showModal();
        }}
        decide={(chosen) => {
          setAppeal(chosen);
          deciding.current?.showModal();
        }}
        withdraw={withdraw}
      />
      <ActionHere visit={visit} answer={acts ? lost.get(name) : undefined} />
    </>
  );
  const dialogs = (
    <>
      <AppealDialog dialog={asking} visit={visit} done={again} question={question} />
      <DecideDialog dialog={deciding} visit={visit} done={again} appeal={appeal} />
    </>
  );
  return { beside, dialogs };
}

/** Of a released visit a manager makes actions; before that nobody below headquarters knows of it. */
function ActionHere({ visit, answer }: { visit: DeskVisit; answer: DeskAnswer | undefined }) {
  if (!answer || visit.state !== "released") return null;
  return <ActionOf visit={visit} point={{ question: answer.name, code: answer.code, label: answer.label }} />;
}

const isLost = ({ earned, possible, is_critical }: DeskAnswer): boolean =>
  is_critical || Number(earned) < Number(possible);

/** How many appeals a store has left, and until when. */
export function AppealsLeft({ visit }: { visit: DeskVisit }) {
  const { t } = useWords();
  const { appealing } = visit;
  const against = useAgainst(visit);
  if (!appealing) return null;
  const { left, of, until } = appealing;
  return (
    <section class="part">
      <header>
        <h2>{t("appeals")}</h2>
      </header>
      <p class="quiet empty">
        {t("appeals.left", { left, of, until: longDay(Date.parse(until) - 60_000) })}
        {against && ` ${t(`refused.${against}`)}`}
      </p>
    </section>
  );
}
