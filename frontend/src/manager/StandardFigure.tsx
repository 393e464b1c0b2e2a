import type { Change, FigureValue, Gap, Proportion } from "../domain/standing";
import { Band } from "../ui/desk/Band";
import { Figure } from "../ui/desk/Figure";
import { apart, interval, plain, signed, signedInterval } from "../ui/desk/figures";
import { LabelledInterval } from "../ui/desk/Interval";
import { useWords } from "./words";

interface Props {
  score: FigureValue;
  change: Change | null;
  target: number;
  gap: Gap | null;
  before: number | null;
  onTarget: Proportion | null;
}

/** The standard: how much of it was kept, how sure that is, and whether it changed. */
export function StandardFigure({ score, change, target, gap, before, onTarget }: Props) {
  const { t, language } = useWords();
  if (score.value === null) return <Withheld title={t("standard")} figure={score} />;
  const span = spanOf(score);
  return (
    <Figure
      title={t("standard")}
      aside={score.band && <Band band={score.band} word={t(`band.${score.band}`)} />}
      value={plain(score.value, 1, language)}
      unit="%"
      interval={
        <LabelledInterval
          span={span}
          scale={{ from: 60, to: 100, tick: target }}
          title={t("interval.target", {
            low: plain(span.low, 1, language),
            high: plain(span.high, 1, language),
            target,
          })}
          words={{ interval: interval(span.low, span.high, 1, language), from: "60", to: "100" }}
        />
      }
    >
      <p>
        <ChangeWords change={change} before={before} digits={1} />{" "}
        {onTarget && (
          <>
            {t("on_target.interval", {
              k: onTarget.k,
              n: onTarget.n,
              interval: apart(`${interval(onTarget.low * 100, onTarget.high * 100, 0, language)} %`),
            })}{" "}
          </>
        )}
        {t(againstTarget(span, target), { target, gap: apart(signed(gap?.value ?? 0, 1, language)) })}
      </p>
    </Figure>
  );
}

const againstTarget = (span: { low: number; high: number }, target: number) =>
  span.low >= target ? "target.above" : span.high < target ? "target.below" : "target.touches";

export function spanOf(figure: FigureValue): { value: number; low: number; high: number } {
  const value = figure.value ?? 0;
  return { value, low: figure.low ?? value, high: figure.high ?? value };
}

/** Whether a figure moved, in words first: noise is called noise. */
export function ChangeWords(props: { change: Change | null; before: number | null; digits: number }) {
  const { t, language } = useWords();
  const { change, before, digits } = props;
  if (!change || before === null) return <>{t("change.none")}</>;
  const word = !change.is_real ? "change.noise" : change.delta > 0 ? "change.rise" : "change.fall";
  return (
    <>
      <strong>{t(word)}</strong> {t("change.since", { wave: before })}{" "}
      <bdi dir="ltr">{signed(change.delta, digits, language)}</bdi>{" "}
      <bdi dir="ltr">({signedInterval(change.low, change.high, digits, language)})</bdi>.
    </>
  );
}

/** A figure that too few visits stand behind: said in words, never shown as a number. */
export function Withheld({ title, figure }: { title: string; figure: FigureValue }) {
  const { t } = useWords();
  const sentence =
    figure.n === 0 ? t("withheld.nothing") : t("withheld", { n: figure.n, wants: figure.wants ?? 6 });
  return (
    <Figure title={title} value="–">
      <p>{sentence}</p>
    </Figure>
  );
}
