import type { Act } from "../../domain/insights";
import { useWords } from "../words";
import { across, apart, type Dot, spanOf, through, upwards } from "./charts";

interface Props {
  acts: Act[];
  nameOf: (name: string) => string;
}

const FRAME = { left: 48, right: 746, top: 14, bottom: 430 };
const STEP = 15;

interface Tailed {
  act: Act;
  dots: Dot[];
  end: Dot;
}

/** Given (across) and delight (up), with a tail over the waves. Squares are things, circles personal acts. */
export function RatchetMap({ acts, nameOf }: Props) {
  const { t } = useWords();
  const told = acts.map((act) => ({ act, points: pointsOf(act) })).filter(({ points }) => points.length > 0);
  const all = told.flatMap(({ points }) => points);
  const x = across(
    spanOf(
      all.map(([given]) => given),
      [0, 1],
    ),
    FRAME,
  );
  const y = upwards(
    spanOf(
      all.map(([, delight]) => delight),
      [0, 1],
    ),
    FRAME,
  );
  const tails: Tailed[] = told.flatMap(({ act, points }) => {
    const dots = points.map(([given, delight]): Dot => [x(given), y(delight)]);
    const end = dots.at(-1);
    return end ? [{ act, dots, end }] : [];
  });
  const described = tails.map(({ act }) => `${nameOf(act.act)}: ${t(verdictOf(act))}`).join("; ");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has a keyboard alone scrolls the map, too
    <section class="scroll" tabIndex={0} aria-label={t("ratchet.map")}>
      <svg class="map chart" viewBox="0 0 760 470" role="img" aria-labelledby="map-title map-words">
        <title id="map-title">{t("ratchet.map")}</title>
        <desc id="map-words">{described}</desc>
        <Grid x={x} y={y} />
        {tails.map((tail) => (
          <Tail key={tail.act.act} tail={tail} />
        ))}
        <Names tails={tails} nameOf={nameOf} />
      </svg>
      <p class="key">
        <span>■ {t("ratchet.thing")}</span>
        <span>● {t("ratchet.personal")}</span>
        <span>□ {t("ratchet.few")}</span>
        <span>{t("ratchet.tail")}</span>
      </p>
      <p class="label">{t("ratchet.given_axis")}</p>
    </section>
  );
}

/** What a picture says of an act: a verdict, or that there is not enough yet. */
export const verdictOf = (act: Act): string =>
  act.withheld ? "ratchet.few" : `ratchet.${act.verdict ?? "steady"}`;

const pointsOf = (act: Act): (readonly [number, number])[] =>
  act.points.flatMap(({ delivered, delight }) =>
    delivered.value === null || delight.value === null ? [] : [[delivered.value, delight.value] as const],
  );

type Scale = ReturnType<typeof across>;

function Grid({ x, y }: { x: Scale; y: Scale }) {
  const { t } = useWords();
  const [from = 0, to = 1] = x.domain();
  const isTurned = x(from) > x(to);
  const corner = { start: isTurned ? 738 : 56, end: isTurned ? 56 : 738 };
  const anchor = { start: isTurned ? "end" : "start", end: isTurned ? "start" : "end" } as const;
  return (
    <>
      {y.ticks(5).map((share) => (
        <g key={share}>
          <path class="grid" d={`M${FRAME.left} ${y(share)}H${FRAME.right}`} />
          <text x={isTurned ? 752 : 40} y={y(share) + 4} text-anchor={anchor.end} font-size="11.5">
            {Math.round(share * 100)}
          </text>
        </g>
      ))}
      {x.ticks(6).map((share) => (
        <text key={share} x={x(share)} y="450" text-anchor="middle" font-size="11.5">
          {Math.round(share * 100)}
        </text>
      ))}
      <path class="axis" d={`M${FRAME.left} ${FRAME.bottom}H${FRAME.right}`} />
      {(
        [
          ["start", 30, "rare"],
          ["end", 30, "signature"],
          ["start", 422, "not_missed"],
          ["end", 422, "routine"],
        ] as const
      ).map(([side, height, word]) => (
        <text key={word} class="serif" x={corner[side]} y={height} text-anchor={anchor[side]} font-size="15">
          {t(`ratchet.${word}`)}
        </text>
      ))}
    </>
  );
}

function Tail({ tail }: { tail: Tailed }) {
  const { act, dots, end } = tail;
  const tone = act.verdict === "turning" ? "fading" : act.nature === "personal" ? "personal" : "thing";
  return (
    <g class={`tail ${tone} ${act.withheld ? "few" : ""}`}>
      <path d={through(dots)} />
      {dots.slice(0, -1).map(([cx, cy], index) => (
        <circle key={index} class="before" cx={cx} cy={cy} r="2" />
      ))}
      {act.nature === "personal" ? (
        <circle cx={end[0]} cy={end[1]} r="5.5" />
      ) : (
        <rect x={end[0] - 5} y={end[1] - 5} width="10" height="10" />
      )}
    </g>
  );
}

/** The acts' names beside their last dots, moved apart so that each can be read. */
function Names({ tails, nameOf }: { tails: Tailed[]; nameOf: Props["nameOf"] }) {
  const names = tails.map(({ act, end }) => ({ act, x: end[0], y: end[1] }));
  // a name is at most some 250 wide: those that begin or end in the same half may meet
  const [left, right] = [names.filter(({ x }) => x > 300), names.filter(({ x }) => x <= 300)];
  return (
    <>
      {[...apart(left, STEP), ...apart(right, STEP)].map(({ act, x, y }) => (
        <text
          key={act.act}
          x={x > 560 ? x - 11 : x + 11}
          y={y + 4}
          font-size="12.5"
          class="strong"
          text-anchor={x > 560 ? "end" : "start"}
        >
          {nameOf(act.act)}
        </text>
      ))}
    </>
  );
}
