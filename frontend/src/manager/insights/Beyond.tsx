import type { PromotersFigures, SurplusFigures } from "../../domain/insights";
import type { Touchpoint } from "../../domain/standing";
import { JourneyPart } from "../JourneyPart";
import { FigureRows } from "./FigureRows";
import { type KindProps, NET, SHARE } from "./kinds";
import { useFigures } from "./words";

/** Do we give more than expected, and where? The ceremony as diverging bars, then each moment's test. */
export function Surplus({ figures, labels }: KindProps<SurplusFigures>) {
  const { t, nameOf, net, share, told } = useFigures(labels);
  const journey: Touchpoint[] = figures.touchpoints.map((point) => ({
    name: point.name,
    label: labels[point.name] ?? {},
    net: point.net.value,
    low: point.net.low,
    high: point.net.high,
    exceed: point.exceed,
    shortfall: point.shortfall,
    n: point.net.n,
    wants: point.net.wants,
    is_sure: point.is_excellent || point.is_short,
  }));
  const rows = figures.touchpoints.map((point) => ({
    key: point.name,
    name: nameOf(point.name),
    figure: point.net,
    says: (
      <>
        {point.is_excellent && <strong class="beyond">{t("surplus.excellent")} </strong>}
        {point.is_short && <strong class="below">{t("surplus.short")} </strong>}
        <span class="quiet">
          {t("surplus.rates", { up: told(point.exceed, share), down: told(point.shortfall, share) })}
        </span>
      </>
    ),
  }));
  return (
    <>
      <JourneyPart touchpoints={journey} />
      <FigureRows rows={rows} scale={NET} write={net} earns heading={t("moment")} says={t("insight.says")} />
    </>
  );
}

/** Would clients recommend us? */
export function Promoters({ figures, labels }: KindProps<PromotersFigures>) {
  const { t, share, shareDifference } = useFigures(labels);
  return (
    <>
      <FigureRows
        rows={[{ key: "net", name: t("promoters.net"), figure: figures.net }]}
        scale={NET}
        write={shareDifference}
        earns
        heading={t("promoters.heading")}
      />
      <FigureRows
        rows={[
          { key: "up", name: t("promoters.promoters"), figure: figures.promoters },
          { key: "down", name: t("promoters.detractors"), figure: figures.detractors },
        ]}
        scale={SHARE}
        write={share}
        heading={t("promoters.shares")}
      />
    </>
  );
}
