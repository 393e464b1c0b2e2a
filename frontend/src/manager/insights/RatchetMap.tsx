import type { Act } from "../../domain/insights";
import { named } from "../../ui/language";
import { useWords } from "../words";
import { across, type Dot, type Frame, facing, spanOf, through, upwards } from "./charts";
import { placed } from "./labels";

interface Props {
  acts: Act[];
  nameOf: (name: string) => string;
}

/** A picture for each width: on a phone it is as high as wide, and its acts have numbers, told below it. */
const DESK = { width: 760, frame: { left: 40, right: 746, top: 14, bottom: 560 }, size: 12.5 };
const PHONE = { width: 360, frame: { left: 26, right: 354, top: 12, bottom: 420 }, size: 10.5 };
type Room = typeof DESK;

interface Tailed {
  act: Act;
  dots: Dot[];
  end: Dot;
}

/** Given (across) and delight (up), with a tail over the waves. Squares are things, circles personal acts. */
export function RatchetMap({ acts, nameOf }: Props) {
  const { t } = useWords();
  const seen = acts.filter((act) => pointsOf(act).length > 0);
  const numberOf = (name: string) => String(seen.findIndex(({ act }) => act === name) + 1);
  return (
    <section aria-label={t("ratchet.map")}>
      <Picture acts={seen} nameOf={nameOf} markOf={nameOf} room={DESK} on="on-desk" />
      <Picture acts={seen} nameOf={nameOf} markOf={numberOf} room={PHONE} on="on-phone" />
      <p class="label">{t("ratchet.given_axis")}</p>
      <p class="key">
        <span>■ {t("ratchet.thing")}</span>
        <span>● {t("ratchet.personal")}</span>
        <span>□ {t("ratchet.few")}</span>
        <span>{t("ratchet.tail")}</span>
      </p>
      <ol class="map-names folded">
        {seen.map((act) => (
          <li key={act.act}>
            <strong>{numberOf(act.act)}</strong> <span>{nameOf(act.act)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface PictureProps extends Props {
  /** what stands beside an act's dot */
  markOf: Props["nameOf"];
  room: Room;
  on: string;
}

function Picture({ acts, nameOf, markOf, room, on }: PictureProps) {
  const { t } = useWords();
  const frame = facing(room.frame, room.width);
  const told = acts.map((act) => ({ act, points: pointsOf(act) }));
  const all = told.flatMap(({ points }) => points);
  const given = all.map((point) => point[0]);
  const delight = all.map((point) => point[1]);
  const [x, y] = [across(spanOf(given, [0, 1]), frame), upwards(spanOf(delight, [0, 1]), frame)];
  const tails: Tailed[] = told.flatMap(({ act, points }) => {
    const dots = points.map((point): Dot => [x(point[0]), y(point[1])]);
    const end = dots.at(-1);
    return end ? [{ act, dots, end }] : [];
  });
  const described = tails.map(({ act }) => named(nameOf(act.act), t(verdictOf(act)))).join("; ");
  return (
    <svg
      class={`map chart ${on}`}
      viewBox={`0 0 ${room.width} ${frame.bottom + 26}`}
      role="img"
      aria-label={`${t("ratchet.map")}. ${described}`}
    >
      <Grid {...{ x, y, frame }} size={room.size - 1} />
      {tails.map((tail) => (
        <Tail key={tail.act.act} tail={tail} />
      ))}
      <Marks {...{ tails, markOf, frame }} size={room.size} />
    </svg>
  );
}

/** What a picture says of an act: a verdict, or that there is not enough yet. */
export const verdictOf = (act: Act): string =>
  act.withheld ? "ratchet.few" : `ratchet.verdict.${act.verdict ?? "steady"}`;

const pointsOf = (act: Act): (readonly [number, number])[] =>
  act.points.flatMap(({ delivered, delight }) =>
    delivered.value === null || delight.value === null ? [] : [[delivered.value, delight.value] as const],
  );

type Scale = ReturnType<typeof across>;

function Grid({ x, y, frame, size }: { x: Scale; y: Scale; frame: Frame; size: number }) {
  const { t } = useWords();
  const [from = 0, to = 1] = x.domain();
  const way = x(from) > x(to) ? -1 : 1;
  const anchor = way > 0 ? (["start", "end"] as const) : (["end", "start"] as const);
  const corners = [
    ["rare", from, 0, frame.top + 16],
    ["signature", to, 1, frame.top + 16],
    ["not_missed", from, 0, frame.bottom - 8],
    ["routine", to, 1, frame.bottom - 8],
  ] as const;
  return (
    <>
      {y.ticks(5).map((share) => (
        <g key={share}>
          <path class="grid" d={`M${frame.left} ${y(share)}H${frame.right}`} />
          <text x={x(from) - way * 6} y={y(share) + 4} text-anchor={anchor[1]} font-size={size}>
            {Math.round(share * 100)}
          </text>
        </g>
      ))}
      {x.ticks(6).map((share) => (
        <text
          key={share}
          x={x(share)}
          y={frame.bottom + 20}
          text-anchor={share < to ? "middle" : anchor[1]}
          font-size={size}
        >
          {Math.round(share * 100)}
        </text>
      ))}
      <path class="axis" d={`M${frame.left} ${frame.bottom}H${frame.right}`} />
      {corners.map(([word, share, side, height]) => (
        <text
          key={word}
          class="serif"
          x={x(share) + (side ? -8 : 8) * way}
          y={height}
          text-anchor={anchor[side]}
          font-size={size + 2.5}
        >
          {t(`ratchet.${word}`)}
        </text>
      ))}
    </>
  );
}

/** The waves behind an act: the older, the fainter. */
function Tail({ tail }: { tail: Tailed }) {
  const { act, dots, end } = tail;
  const tone = act.verdict === "turning" ? "fading" : act.nature === "personal" ? "personal" : "thing";
  const steps = dots.slice(1).map((to, index) => [dots[index] ?? to, to] as const);
  const faint = (index: number) => 0.3 + (0.7 * (index + 1)) / Math.max(steps.length, 1);
  return (
    <g class={`tail ${tone} ${act.withheld ? "few" : ""}`}>
      {steps.map((step, index) => (
        <path key={index} d={through(step)} stroke-opacity={faint(index)} />
      ))}
      {dots.slice(0, -1).map(([cx, cy], index) => (
        <circle key={index} class="before" cx={cx} cy={cy} r="2" fill-opacity={faint(index)} />
      ))}
      {act.nature === "personal" ? (
        <circle cx={end[0]} cy={end[1]} r="5.5" />
      ) : (
        <rect x={end[0] - 5} y={end[1] - 5} width="10" height="10" />
      )}
    </g>
  );
}

type MarksProps = { tails: Tailed[]; markOf: Props["nameOf"]; frame: Frame; size: number };

/** The acts' names or numbers beside their last dots, where each can be read. */
function Marks({ tails, markOf, frame, size }: MarksProps) {
  const wanted = tails.map(({ act, end }) => ({ dot: end, words: markOf(act.act) }));
  // the corners have words of their own
  const room = { ...frame, top: frame.top + 22, bottom: frame.bottom - 22 };
  const places = placed(
    wanted,
    size,
    room,
    tails.map(({ dots }) => dots),
  );
  return (
    <>
      {places.map(({ x, y, anchor }, index) => (
        <text key={index} x={x} y={y} font-size={size} class="strong" text-anchor={anchor}>
          {wanted[index]?.words}
        </text>
      ))}
    </>
  );
}
