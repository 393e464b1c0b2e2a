import type { Scorecard } from "../domain/standing";
import { clock, nearDay } from "../ui/times";
import { useFigures } from "./insights/words";

/** When a scorecard was reckoned, and whether newer visits are just being counted in. */
export function Computed({ card }: { card: Scorecard }) {
  const { t } = useFigures({});
  const at = card.computed_at;
  if (!at) return null;
  return (
    <p class="label when">
      {t("insight.computed", { when: `${nearDay(at, Date.now())}, ${clock(at)}` })}{" "}
      {card.is_stale && t("insight.stale")}
    </p>
  );
}
