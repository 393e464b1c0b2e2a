import type { F, TrainedFigures } from "../../domain/insights";
import { useWords } from "../words";
import { across, facing, through, upwards } from "./charts";

const FRAME = { left: 40, right: 292, top: 10, bottom: 262 };
const WIDTH = 300;
const FROM = 50;

type Point = { id: string; name: string; foundation: F; empowerment: F };

/** Skill across, freedom up, the target as hairlines; a cross of intervals where one stands for itself. */
export function Quadrant({ figures, says }: { figures: TrainedFigures; says: string }) {
  const { t } = useWords();
  const frame = facing(FRAME, WIDTH);
  const [x, y] = [across([FROM, 100], frame), upwards([FROM, 100], frame)];
  const { target, points, foundation, empowerment, quadrant } = figures;
  const corner = (name: string) => (quadrant.name === name ? "strong" : "");
  const start = x(FROM) < x(100) ? "start" : "end";
  const end = start === "start" ? "end" : "start";
  const inside = start === "start" ? 8 : -8;
  const side = start === "start" ? 12 : WIDTH - 4;
  return (
    <svg class="plot chart" viewBox="0 0 300 310" role="img" aria-labelledby="quadrant-title quadrant-words">
      <title id="quadrant-title">{t("insight.trained")}</title>
      <desc id="quadrant-words">{says}</desc>
      <path
        class="grid"
        d={`M${x(target)} ${FRAME.top}V${FRAME.bottom}M${frame.left} ${y(target)}H${frame.right}`}
      />
      <path class="axis" d={`M${x(FROM)} ${FRAME.top}V${FRAME.bottom}H${x(100)}`} />
      <text class={corner("empowered")} x={x(FROM) + inside} y="24" text-anchor={start} font-size="11.5">
        {t("quadrant.empowered")}
      </text>
      <text class={corner("neither")} x={x(FROM) + inside} y="254" text-anchor={start} font-size="11.5">
        {t("quadrant.neither")}
      </text>
      <text class={corner("trained")} x={x(100)} y="254" text-anchor={end} font-size="11.5">
        {t("quadrant.trained")}
      </text>
      {[FROM, target].map((mark) => (
        <g key={mark}>
          <text x={x(mark)} y="278" text-anchor="middle" font-size="11.5">
            {mark}
          </text>
          <text x={x(FROM) - inside / 2} y={y(mark) + 4} text-anchor={end} font-size="11.5">
            {mark}
          </text>
        </g>
      ))}
      <text x={(frame.left + frame.right) / 2} y="300" text-anchor="middle" font-size="12" class="strong">
        {t("quadrant.across")}
      </text>
      <text
        x={side}
        y="136"
        font-size="12"
        class="strong"
        transform={`rotate(-90 ${side} 136)`}
        text-anchor="middle"
      >
        {t("quadrant.up")}
      </text>
      {points.map((point) => (
        <Dot key={point.id} point={point} x={x} y={y} />
      ))}
      <Dot point={{ id: "", name: "", foundation, empowerment }} x={x} y={y} />
    </svg>
  );
}

type Scale = (value: number) => number;

function Dot({ point, x, y }: { point: Point; x: Scale; y: Scale }) {
  const { id, name, foundation: f, empowerment: e } = point;
  if (f.value === null || e.value === null) return null;
  const [cx, cy] = [x(f.value), y(e.value)];
  const cross = [
    [
      [x(f.low ?? f.value), cy],
      [x(f.high ?? f.value), cy],
    ],
    [
      [cx, y(e.low ?? e.value)],
      [cx, y(e.high ?? e.value)],
    ],
  ] as const;
  return (
    <g>
      <title>{name}</title>
      {!id && cross.map((arm, index) => <path key={index} class="whisker" d={through(arm)} />)}
      <circle class={id ? "net" : "net sure"} cx={cx} cy={cy} r={id ? 3 : 4.5} />
    </g>
  );
}
