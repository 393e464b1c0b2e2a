import type { Scorecard } from "../domain/standing";
import { Part } from "../ui/desk/Part";
import { AnswerRow } from "./insights/AnswerRow";
import type { Own } from "./insights/useOwn";
import { useWords } from "./words";

/** What many visits of this wave mean, a sentence each with its figure; nothing until it is here. */
export function Meaning({ card, own, kinds }: { card: Scorecard; own: Own; kinds: string[] }) {
  const { t } = useWords();
  const { answer, ofKind } = own;
  const query = `?level=${card.level}&id=${card.subject.id}&wave=${card.wave.id}`;
  const told = kinds.flatMap((kind) => ofKind(kind) ?? []);
  if (!answer || told.length === 0) return null;
  return (
    <Part title={t("insights.meaning")} end={<a href={`/insights${query}`}>{t("insights.all")}</a>}>
      <ul class="answers">
        {told.map((envelope) => (
          <AnswerRow key={envelope.kind} envelope={envelope} labels={answer.labels} query={query} />
        ))}
      </ul>
    </Part>
  );
}
