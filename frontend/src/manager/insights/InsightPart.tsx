import type { ComponentChildren } from "preact";
import type { Envelope } from "../../domain/insights";
import { Part } from "../../ui/desk/Part";
import { clock, nearDay } from "../../ui/times";
import { useWords } from "../words";
import { Why } from "./FigureRows";

/** One insight: the question it answers, what it means in a sentence, and its figures or why there are none. */
export function InsightPart({ envelope, children }: { envelope: Envelope; children: ComponentChildren }) {
  const { t } = useWords();
  const { kind, withheld, n, unit, computed_at, is_stale } = envelope;
  const when = computed_at ? `${nearDay(computed_at, Date.now())}, ${clock(computed_at)}` : "";
  return (
    <Part title={t(`insight.${kind}`)} end={t(`unit.${unit}`, { n })} className="insight">
      <p class="quiet meaning" id={kind}>
        {t(`insight.${kind}.meaning`)}
      </p>
      {withheld ? (
        <p class="withheld">
          <Why figure={withheld} />
        </p>
      ) : (
        children
      )}
      {when && (
        <p class="label when">
          {t("insight.computed", { when })} {is_stale && t("insight.stale")}
        </p>
      )}
    </Part>
  );
}
