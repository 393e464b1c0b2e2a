import type { Adjustment } from "../../domain/review";
import { clock, nearDay } from "../../ui/times";
import { useWords } from "../words";
import type { DeskActs } from "./useDesk";

interface Props {
  visit: { adjustments: Adjustment[] };
  question: string;
  /** given at the desk, where an adjustment can be undone */
  desk?: DeskActs;
}

/** What counts instead of an answer: what it was, what it is, why, by whom. The answer itself stays. */
export function AdjustedPart({ visit, question, desk }: Props) {
  const { t, pick } = useWords();
  const made = visit.adjustments.find((each) => each.question === question);
  if (!made) return null;
  const at = made.at ? `, ${nearDay(made.at, Date.now())} ${clock(made.at)}` : "";
  return (
    <div class="adjusted">
      <s>
        <span class="unseen">{t("adjusted.was")} </span>
        {pick(made.old_shown) || t("answer.missing")}
      </s>{" "}
      <span aria-hidden="true" class="becomes">
        →
      </span>{" "}
      <strong>
        <span class="unseen">{t("adjusted.is")} </span>
        {pick(made.new_shown) || t("answer.missing")}
      </strong>
      <br />
      {!made.is_of_appeal && <q dir="auto">{made.why}</q>} {made.by}
      {at}
      {desk?.isOpen && !made.is_of_appeal && (
        <button
          type="button"
          class="link"
          disabled={desk.busy}
          onClick={() => void desk.act("POST", `adjustments/${made.id}/undo`, {})}
        >
          {t("adjusted.undo")}
        </button>
      )}
    </div>
  );
}
