import type { PerkFigures } from "../../domain/insights";
import { AsTable } from "./AsTable";
import { FigureRows } from "./FigureRows";
import { type KindProps, SHARE } from "./kinds";
import { useFigures } from "./words";

/** Does excellence cost money? What went beyond, split over its causes. */
export function Perk({ figures, labels }: KindProps<PerkFigures>) {
  const { t, nameOf, share } = useFigures(labels);
  const { personal } = figures;
  return (
    <>
      <Stack
        parts={[
          { tone: "up", share: personal.value ?? 0, word: t("perk.personal_share") },
          { tone: "ink", share: figures.tangible, word: t("perk.tangible_share") },
          { tone: "line", share: figures.other, word: t("perk.other_share") },
        ]}
      />
      <FigureRows
        rows={[{ key: "personal", name: t("perk.personal_share"), figure: personal }]}
        scale={SHARE}
        write={share}
        heading={t("perk.heading")}
      />
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
  const { t, nameOf, share } = useFigures(labels);
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
          share(point.personal),
          share(point.tangible),
          share(point.other),
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
