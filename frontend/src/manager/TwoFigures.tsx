import type { Scorecard } from "../domain/standing";
import { StandardFigure } from "./StandardFigure";
import { SurplusFigure } from "./SurplusFigure";

/** What every scorecard opens with: how much of the standard was kept, and what was given beyond it. */
export function TwoFigures({ card, before }: { card: Scorecard; before: number | null }) {
  return (
    <>
      <StandardFigure
        score={card.score}
        change={card.change.score}
        target={card.target}
        gap={card.gap}
        before={before}
        onTarget={card.on_target}
      />
      <SurplusFigure surplus={card.surplus} change={card.change.surplus} before={before} />
    </>
  );
}
