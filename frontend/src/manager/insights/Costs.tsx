import type { PerkFigures } from "../../domain/insights";
import { AsTable } from "./AsTable";
import { FigureRows } from "./FigureRows";
import { type KindProps, SHARE, upTo } from "./kinds";
import { useFigures } from "./words";

/** Does excellence cost money? What went beyond, split over its causes. */
export function Perk({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, share } = useFigures(labels);
  const natures = [
    { key: "personal", tone: "up", figure: figures.personal, name: t("perk.personal_share") },
    { key: "tangible", tone: "ink", figure: figures.tangible, name: t("perk.tangible_share") },
    { key: "other", tone: "line", figure: figures.other, name: t("perk.other_share") },
  ] as const;
  return (
    <>
      <Stack
        parts={natures.map(({ tone, figure, name }) => ({ tone, share: figure.value ?? 0, word: name }))}
      />
      <FigureRows rows={[...natures]} scale={SHARE} write={share} heading={t("perk.heading")} />
      <FigureRows
        rows={figures.causes.map((cause) => ({
          key: cause.name,
          name: (
            <>
              {nameOf(cause.name) || t("perk.other_share")}{" "}
              {cause.nature && <span class="faint">{t(`perk.nature.${cause.nature}`)}</span>}
            </>
          ),
          figure: cause.share,
        }))}
        scale={upTo(
          figures.causes.map((cause) => cause.share),
          0.1,
          1,
        )}
        write={share}
        heading={t("perk.cause")}
      />
      <Moments figures={figures} labels={labels} />
      <PointCost figures={figures} labels={labels} />
    </>
  );
}

/** What made each moment exceed, of so many credits. */
function Moments({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, share, told } = useFigures(labels);
  return (
    <AsTable
      headings={[
        t("moment"),
        t("perk.personal_share"),
        t("perk.tangible_share"),
        t("perk.other_share"),
        t("perk.credits"),
      ]}
      rows={figures.touchpoints.map((point) => ({
        key: point.name,
        cells: [
          nameOf(point.name),
          told(point.personal, share),
          told(point.tangible, share),
          told(point.other, share),
          Math.round(point.credits),
        ],
      }))}
    />
  );
}

/** What a point of surplus that wasn't personal has cost. */
function PointCost({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, language } = useFigures(labels);
  const { costs } = figures;
  if ("withheld" in costs) return <p class="quiet after">{t("perk.no_costs")}</p>;
  const money = (value: number) =>
    // the mark that turns a line of Arabic would turn the interval that it stands in
    new Intl.NumberFormat(language, { style: "currency", currency: costs.currency })
      .format(value)
      .replaceAll("\u200f", "");
  return (
    <>
      <FigureRows
        rows={[{ key: "point", name: t("perk.per_point"), figure: costs.per_point }]}
        scale={upTo([costs.per_point], 10, Number.MAX_SAFE_INTEGER)}
        write={money}
        heading={t("perk.cost")}
      />
      <AsTable
        headings={[t("ratchet.col.act"), t("perk.given"), t("perk.cost")]}
        rows={costs.acts.map((act) => ({
          key: act.act,
          cells: [nameOf(act.act), act.delivered, money(Number(act.total))],
        }))}
      />
    </>
  );
}

/** Shares of one whole as one bar; each part is said below it, so that colour is never alone. */
function Stack({ parts }: { parts: { tone: string; share: number; word: string }[] }) {
  const { share } = useFigures({});
  let from = 0;
  return (
    <>
      <svg
        class="stack chart"
        viewBox="0 0 760 22"
        preserveAspectRatio="none"
        role="img"
        aria-label={parts.map((part) => part.word).join(", ")}
      >
        {parts.map((part) => {
          const start = from;
          from += part.share;
          return (
            <rect key={part.tone} class={part.tone} x={start * 760} width={part.share * 760} height="22" />
          );
        })}
      </svg>
      <p class="key">
        {parts.map((part) => (
          <span key={part.tone}>
            <i class={`swatch ${part.tone}`} /> {part.word} {share(part.share)}
          </span>
        ))}
      </p>
    </>
  );
}
