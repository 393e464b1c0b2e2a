import type { Change, FigureValue } from "../domain/standing";
import { Glyph } from "../ui/desk/Band";
import { Figure } from "../ui/desk/Figure";
import { signed, signedInterval } from "../ui/desk/figures";
import { LabelledInterval, toneOf } from "../ui/desk/Interval";
import { ChangeWords, spanOf, Withheld } from "./StandardFigure";
import { useWords } from "./words";

interface Props {
  surplus: FigureValue;
  change: Change | null;
  before: number | null;
}

/** The surplus: how much more than expected was given. Gold only where zero is left behind. */
export function SurplusFigure({ surplus, change, before }: Props) {
  const { t, language } = useWords();
  if (surplus.value === null) return <Withheld title={t("surplus")} figure={surplus} />;
  const span = spanOf(surplus);
  const tone = toneOf(span);
  return (
    <Figure
      title={t("surplus")}
      aside={
        <span class={tone === "up" ? "beyond" : tone === "down" ? "below" : "quiet"}>
          <Glyph net={tone === "up" ? 1 : tone === "down" ? -1 : 0} />
          {t(`surplus.${tone || "as"}`)}
        </span>
      }
      value={signed(surplus.value, 2, language)}
      earned={tone === "up"}
      interval={
        <LabelledInterval
          span={span}
          scale={{ from: -1, to: 1, tick: 0 }}
          earns
          title={signedInterval(span.low, span.high, 2, language)}
          words={{
            interval: signedInterval(span.low, span.high, 2, language),
            from: signed(-1, 0, language),
            to: signed(1, 0, language),
          }}
        />
      }
    >
      <p>
        <ChangeWords change={change} before={before} digits={2} /> {t(`surplus.meaning.${tone || "as"}`)}
      </p>
    </Figure>
  );
}
