import type { Words } from "../../domain/edition";
import type { Envelope } from "../../domain/insights";
import { useWords } from "../words";
import { useAnswers } from "./answers";
import { Why } from "./FigureRows";

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
  const { kind, withheld, n, unit } = envelope;
  const answer = envelope.figures === null ? null : answerOf(envelope);
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
          <strong class={answer.tone}>{answer.says}</strong>{" "}
          {answer.figure && <bdi dir="ltr">{answer.figure}</bdi>}
        </p>
      )}
      {!withheld && <p class="faint">{t(`unit.${unit}`, { n })}</p>}
    </li>
  );
}
