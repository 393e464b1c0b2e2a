import type { Words } from "../../domain/edition";
import type { Envelope, PerceptionFigures } from "../../domain/insights";
import { useWords } from "../words";
import { type Answer, useAnswers } from "./answers";
import { Why } from "./FigureRows";

/** The sentence, then the figure that it stands on. */
export function Said({ answer }: { answer: Answer }) {
  return (
    <>
      <strong class={answer.tone}>{answer.says}</strong> {answer.more}{" "}
      {answer.figure && <bdi dir="ltr">{answer.figure}</bdi>}
    </>
  );
}

/** What n counts: of one manager's forecast the visits that it is held against, of a brand's the forecasts. */
export const unitOf = ({ kind, unit, figures }: Envelope): string =>
  kind === "perception" && figures !== null && !(figures as PerceptionFigures).subjects ? "visits" : unit;

/** One question with its answer: a sentence, its figure with interval and n, or why there is none. */
export function AnswerRow(props: {
  envelope: Envelope;
  labels: Record<string, Words>;
  /** of whom and of which wave its own page is */
  query: string;
}) {
  const { envelope, labels, query } = props;
  const { t } = useWords();
  const answerOf = useAnswers(labels);
  const { kind, withheld, n } = envelope;
  const answer = answerOf(envelope);
  return (
    <li>
      <a href={`/insights/${kind}${query}`}>{t(`insight.${kind}`)}</a>
      {withheld && (
        <p class="quiet">
          <Why figure={withheld} />
        </p>
      )}
      {answer && (
        <p>
          <Said answer={answer} />
        </p>
      )}
      {!withheld && <p class="faint">{t(`unit.${unitOf(envelope)}`, { n })}</p>}
    </li>
  );
}
