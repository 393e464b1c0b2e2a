import type { F, InsideFigures } from "../../domain/insights";
import { AsTable } from "./AsTable";
import { across, facing, spanOf, upwards } from "./charts";
import { FigureRows } from "./FigureRows";
import { type KindProps, NET } from "./kinds";
import { useFigures } from "./words";

const WIDTH = 380;
const FRAME = { left: 36, right: 370, top: 12, bottom: 232 };

/** Are staff served with excellence too? Rank correlation over stores, and the stores themselves. */
export function Inside({ figures, labels }: KindProps<InsideFigures>) {
  const { t, net, points, told } = useFigures(labels);
  const counted = (figure: F) => `${told(figure, points)} · ${t("journey.col.n")} ${figure.n}`;
  return (
    <>
      <FigureRows
        rows={figures.correlations.map((one) => ({
          key: one.with,
          name: t(`component.${one.with}`),
          figure: one.rho,
          says:
            one.test.q < 0.05 ? (
              <strong>{t("inside.linked")}</strong>
            ) : (
              <span class="quiet">{t("inside.not_linked")}</span>
            ),
        }))}
        scale={NET}
        write={net}
        heading={t("inside.correlation")}
        says={t("insight.says")}
      />
      <figure class="stores-seen">
        <Scatter figures={figures} />
        <figcaption class="label">{t("inside.upwards")}</figcaption>
      </figure>
      <AsTable
        headings={[
          t("store"),
          t("inside.pulse"),
          t("component.empowerment"),
          t("component.emotion"),
          t("inside.answers"),
        ]}
        rows={figures.points.map((point) => ({
          key: point.id,
          cells: [
            point.name,
            told(point.pulse, points),
            counted(point.empowerment),
            counted(point.emotion),
            point.answers,
          ],
        }))}
      />
    </>
  );
}

/** Stores of which both are known. */
const dotsOf = ({ points }: InsideFigures) =>
  points.flatMap(({ id, name, pulse: { value: pulse }, empowerment: { value: empowerment } }) =>
    pulse === null || empowerment === null ? [] : [{ id, name, pulse, empowerment }],
  );

function Scatter({ figures }: { figures: InsideFigures }) {
  const { t } = useFigures({});
  const frame = facing(FRAME, WIDTH);
  const dots = dotsOf(figures);
  const x = across(
    spanOf(
      dots.map((dot) => dot.pulse),
      [1, 5],
    ),
    frame,
  );
  const [from = 1, to = 5] = x.domain();
  const isTurned = x(from) > x(to);
  const span = spanOf(
    dots.map((dot) => dot.empowerment),
    [0, 100],
  );
  const y = upwards(span, frame);
  return (
    <svg
      class="scatter chart"
      viewBox={`0 0 ${WIDTH} 280`}
      role="img"
      aria-labelledby="inside-title inside-words"
    >
      <title id="inside-title">{t("insight.inside")}</title>
      <desc id="inside-words">{t("inside.picture", { stores: dots.length })}</desc>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <path class="grid" d={`M${frame.left} ${y(tick)}H${frame.right}`} />
          <text
            x={isTurned ? frame.right + 6 : frame.left - 6}
            y={y(tick) + 4}
            text-anchor={isTurned ? "start" : "end"}
            font-size="11.5"
          >
            {tick}
          </text>
        </g>
      ))}
      <path class="axis" d={`M${frame.left} ${frame.bottom}H${frame.right}`} />
      {x.ticks(5).map((mark) => (
        <text key={mark} x={x(mark)} y="250" text-anchor="middle" font-size="11.5">
          {mark}
        </text>
      ))}
      <text class="strong" x={(frame.left + frame.right) / 2} y="272" text-anchor="middle" font-size="12">
        {t("inside.axes")}
      </text>
      {dots.map((dot) => (
        <circle key={dot.id} class="net" cx={x(dot.pulse)} cy={y(dot.empowerment)} r="4">
          <title>{dot.name}</title>
        </circle>
      ))}
    </svg>
  );
}
