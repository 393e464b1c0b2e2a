import type { F, InsideFigures, TrainedFigures } from "../../domain/insights";
import { interval, plain } from "../../ui/desk/figures";
import { FigureRows } from "./FigureRows";
import type { KindProps } from "./simple";
import { useFigures } from "./words";

const SIDE = 260;

/** Trained or empowered: skill across, freedom up; the action differs by corner. */
export function Trained({ figures, labels }: KindProps<TrainedFigures>) {
  const { t, language, points, pointsDifference, share } = useFigures(labels);
  const { foundation, empowerment, quadrant, action, target } = figures;
  const said = (figure: F) =>
    figure.value === null
      ? "–"
      : `${plain(figure.value, 0, language)} (${interval(figure.low ?? 0, figure.high ?? 100, 0, language)})`;
  return (
    <div class="split">
      <div class="wide">
        <p class="verdict-words">
          <strong>{t(`trained.${quadrant.name}`)}</strong> {!quadrant.is_sure && t("trained.unsure")}{" "}
          {t("trained.both_at", { foundation: said(foundation), empowerment: said(empowerment), target })}{" "}
          {action && t(`trained.action.${action}`)}
        </p>
        <FigureRows
          rows={[
            { key: "f", name: t("component.foundation"), figure: foundation },
            { key: "e", name: t("component.empowerment"), figure: empowerment },
          ]}
          scale={{ from: 0, to: 100, tick: target }}
          write={points}
          heading={t("component")}
        />
        <FigureRows
          rows={[{ key: "d", name: t("trained.difference"), figure: figures.difference }]}
          scale={{ from: -60, to: 60, tick: 0 }}
          write={pointsDifference}
          heading={t("trained.difference")}
        />
        <FigureRows
          rows={[{ key: "a", name: t("trained.autonomy"), figure: figures.autonomy }]}
          scale={{ from: 0, to: 1, tick: 0.5 }}
          write={share}
          heading={t("trained.autonomy")}
        />
      </div>
      <div class="narrow">
        <Plot figures={figures} />
      </div>
    </div>
  );
}

function Plot({ figures }: { figures: TrainedFigures }) {
  const { t } = useFigures({});
  const at = (value: number): number => Math.round((Math.max(value - 40, 0) / 60) * SIDE);
  const target = at(figures.target);
  const all = [
    { id: "", name: "", foundation: figures.foundation, empowerment: figures.empowerment },
    ...figures.points,
  ];
  return (
    <svg class="plot chart" viewBox="0 0 300 310" role="img" aria-label={t("insight.trained")}>
      <title>{t("insight.trained")}</title>
      <path class="grid" d={`M${30 + target} 8V268M30 ${268 - target}H290`} />
      <path class="axis" d="M30 8V268H290" />
      <text x="160" y="300" text-anchor="middle" font-size="12" class="strong">
        {t("component.foundation")}
      </text>
      <text x="14" y="140" font-size="12" class="strong" transform="rotate(-90 14 140)" text-anchor="middle">
        {t("component.empowerment")}
      </text>
      {all.map(({ id, name, foundation, empowerment }) =>
        foundation.value === null || empowerment.value === null ? null : (
          <g key={id || "own"}>
            <title>{name}</title>
            {!id && (
              <path
                class="whisker"
                d={`M${30 + at(foundation.low ?? 0)} ${268 - at(empowerment.value)}H${30 + at(foundation.high ?? 100)}M${30 + at(foundation.value)} ${268 - at(empowerment.low ?? 0)}V${268 - at(empowerment.high ?? 100)}`}
              />
            )}
            <circle
              class={id ? "net" : "net sure"}
              cx={30 + at(foundation.value)}
              cy={268 - at(empowerment.value)}
              r={id ? 3 : 4.5}
            />
          </g>
        ),
      )}
    </svg>
  );
}

/** Are staff served with excellence too? Rank correlation over stores. */
export function Inside({ figures, labels }: KindProps<InsideFigures>) {
  const { t, net } = useFigures(labels);
  return (
    <FigureRows
      rows={figures.correlations.map((one) => ({
        key: one.with,
        name: t(`component.${one.with}`),
        figure: one.rho,
        says: t(one.test.q < 0.05 ? "inside.linked" : "inside.not_linked"),
      }))}
      scale={{ from: -1, to: 1, tick: 0 }}
      write={net}
      heading={t("component")}
      says={t("insight.says")}
    />
  );
}
