import type { Scorecard } from "../domain/standing";
import { ask } from "./view";
import { useWords } from "./words";

/** Which wave the page is of, and the way to another. */
export function Waves({ card }: { card: Scorecard }) {
  const { t } = useWords();
  const choose = (event: Event) => ask({ wave: (event.currentTarget as HTMLSelectElement).value });
  return (
    <label class="chooser">
      <span class="unseen">{t("wave")}</span>
      <select value={card.wave.id} onChange={choose}>
        {card.waves.map((wave) => (
          <option key={wave.id} value={wave.id}>
            {t("wave.name", { wave: wave.number, name: wave.name })}
          </option>
        ))}
      </select>
    </label>
  );
}
