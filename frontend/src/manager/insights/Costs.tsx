import type { F, PerkFigures } from "../../domain/insights";
import { AsTable } from "./AsTable";
import { FigureRows } from "./FigureRows";
import { type KindProps, SHARE } from "./kinds";
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
          name: nameOf(cause.name) || t("perk.other_share"),
          figure: cause.share,
          says: cause.nature && t(`perk.nature.${cause.nature}`),
        }))}
        scale={SHARE}
        write={share}
        heading={t("perk.cause")}
        says={t("insight.says")}
      />
      <Moments figures={figures} labels={labels} />
      <PointCost figures={figures} labels={labels} />
    </>
  );
}

/** What made each moment exceed, of so many credits. */
function Moments({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, share, within } = useFigures(labels);
  const told = (figure: F) =>
    figure.value === null ? "–" : `${share(figure.value)} (${within(figure, share)})`;
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
          told(point.personal),
          told(point.tangible),
          told(point.other),
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
    new Intl.NumberFormat(language, { style: "currency", currency: costs.currency }).format(value);
  const most = Math.max(costs.per_point.high ?? 0, costs.per_point.value ?? 0, 1);
  return (
    <>
      <FigureRows
        rows={[{ key: "point", name: t("perk.per_point"), figure: costs.per_point }]}
        scale={{ from: 0, to: most * 1.1, tick: null }}
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
