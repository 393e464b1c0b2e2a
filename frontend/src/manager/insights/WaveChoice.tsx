import type { InsightsHeading } from "../../domain/insights";
import { ask } from "../view";
import { useWords } from "../words";

/** Over the last year, or one of its waves. */
export function WaveChoice({ answer }: { answer: InsightsHeading }) {
  const { t } = useWords();
  return (
    <label class="chooser">
      <span class="unseen">{t("wave")}</span>
      <select value={answer.wave?.id ?? ""} onChange={(event) => ask({ wave: event.currentTarget.value })}>
        <option value="">{t("insights.year")}</option>
        {answer.waves.map((wave) => (
          <option key={wave.id} value={wave.id}>
            {t("wave.name", { wave: wave.number, name: wave.name })}
          </option>
        ))}
      </select>
    </label>
  );
}
