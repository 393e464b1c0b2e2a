import type { Appeal, DeskVisit } from "../../domain/review";
import { nearDay } from "../../ui/times";
import { useWords } from "../words";

interface Props {
  visit: Pick<DeskVisit, "appeals" | "judges">;
  question: string;
  /** whether this reader may appeal now, and there is anything to win back: a lost point, or a critical answer */
  isOpen: boolean;
  ask: (question: string) => void;
  decide: (appeal: Appeal) => void;
  withdraw: (appeal: Appeal) => void;
}

/** What was objected to an answer, what became of it, and what this reader may do about it. */
export function AnswerAppeal({ visit, question, isOpen, ask, decide, withdraw }: Props) {
  const { t } = useWords();
  const appeal = visit.appeals.find((each) => each.question === question);
  if (!appeal) {
    if (!isOpen) return null;
    return (
      <p class="acts">
        <button type="button" class="link" onClick={() => ask(question)}>
          {t("appeal")}
        </button>
      </p>
    );
  }
  return (
    <div class="adjusted appealed">
      {t("appeal.made", { day: nearDay(appeal.made_at, Date.now()), ground: t(`ground.${appeal.ground}`) })}{" "}
      <q dir="auto">{appeal.words}</q>
      <br />
      <strong>{outcomeOf(appeal, t)}</strong> {appeal.answer && <q dir="auto">{appeal.answer}</q>}
      {appeal.state === "open" && visit.judges && (
        <button type="button" class="link" onClick={() => decide(appeal)}>
          {t("appeal.decide")}
        </button>
      )}
      {appeal.state === "open" && appeal.is_mine && (
        <button type="button" class="link" onClick={() => withdraw(appeal)}>
          {t("appeal.withdraw")}
        </button>
      )}
    </div>
  );
}

type Say = (key: string, inserts?: Record<string, string>) => string;

function outcomeOf(appeal: Appeal, t: Say): string {
  const outcome = t(`appeal.${appeal.state}`);
  if (!appeal.decided_by || !appeal.decided_at) return outcome;
  return t("appeal.decided", { outcome, by: appeal.decided_by, day: nearDay(appeal.decided_at, Date.now()) });
}
