import type { Scorecard } from "../domain/standing";
import { Part } from "../ui/desk/Part";
import { AnswerRow } from "./insights/AnswerRow";
import { useOwn } from "./insights/useOwn";
import { useWords } from "./words";

/** What many visits of this wave mean, a sentence each with its figure; nothing until it is here. */
export function Meaning({ card, kinds }: { card: Scorecard; kinds: string[] }) {
  const { t } = useWords();
  const { answer, ofKind } = useOwn(card);
  const query = `?level=${card.level}&id=${card.subject.id}&wave=${card.wave.id}`;
  const own = kinds.flatMap((kind) => ofKind(kind) ?? []);
  if (!answer || own.length === 0) return null;
  return (
    <Part title={t("insights.meaning")} end={<a href={`/insights${query}`}>{t("insights.all")}</a>}>
      <ul class="answers">
        {own.map((envelope) => (
          <AnswerRow key={envelope.kind} envelope={envelope} labels={answer.labels} query={query} />
        ))}
      </ul>
    </Part>
  );
}
