import { useWords } from "../words";
import { across, apart, type Frame, facing, spanOf, through, upwards } from "./charts";

interface Line {
  name: string;
  /** 0 to 100 */
  before: number;
  after: number;
  /** the interval of what was lived, as it is written */
  within: string;
}

type Props = { lines: Line[]; words: { before: string; after: string } };

/** A picture for each width: names have room beside it at a desk, and stand in it on a phone. */
const DESK = {
  width: 760,
  frame: { left: 300, right: 590, top: 44, bottom: 330 },
  size: 13,
  step: 18,
  arm: 26,
};
const PHONE = {
  width: 360,
  frame: { left: 184, right: 256, top: 40, bottom: 330 },
  size: 11,
  step: 17,
  arm: 14,
};
/** Longer names are cut on a phone; the figures below say them whole. */
const LONGEST = 20;
type Room = typeof DESK;

/** What we think, and what they lived: a line falls where we think too well of ourselves. */
export function Slopes(props: Props) {
  return (
    <>
      <Picture {...props} room={DESK} on="on-desk" />
      <Picture {...props} room={PHONE} on="on-phone" />
    </>
  );
}

function Picture({ lines, words, room, on }: Props & { room: Room; on: string }) {
  const { t } = useWords();
  const frame = facing(room.frame, room.width);
  const values = lines.flatMap((line) => [line.before, line.after]);
  const y = upwards(spanOf(values, [0, 100]), frame);
  const x = across([0, 1], frame);
  const told = lines.map((line) => `${line.name}: ${Math.round(line.before)} → ${Math.round(line.after)}`);
  const sides = [
    { side: "before", at: x(0) },
    { side: "after", at: x(1) },
  ] as const;
  const ends = sides.map((one) => ({ ...one, ends: endsOf(lines, one.side, y, room) }));
  const lowest = Math.max(frame.bottom, ...ends.flatMap((one) => one.ends.map((end) => end.y)));
  return (
    <svg
      class={`slopes chart ${on}`}
      viewBox={`0 0 ${room.width} ${lowest + 20}`}
      role="img"
      aria-label={`${t("insight.perception")} ${told.join("; ")}`}
    >
      {ends.map(({ side, at, ends }) => (
        <Side key={side} {...{ at, ends, frame, room, lowest }} word={words[side]} />
      ))}
      {lines.map((line) => (
        <path
          key={line.name}
          class={line.after < line.before ? "slope falls" : "slope"}
          d={through([
            [x(0), y(line.before)],
            [x(1), y(line.after)],
          ])}
        />
      ))}
    </svg>
  );
}

interface End {
  name: string;
  words: string;
  /** where the line ends, and where there is room for its words */
  from: number;
  y: number;
}

function endsOf(lines: Line[], side: "before" | "after", y: (value: number) => number, room: Room): End[] {
  const isNarrow = room === PHONE;
  const ends = lines.map(({ name, within, ...line }) => ({
    name: side !== "before" ? "" : isNarrow && name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name,
    words: side === "before" ? `${Math.round(line.before)}` : `${Math.round(line.after)} (${within})`,
    from: y(line[side]),
    y: y(line[side]),
  }));
  return apart(ends, room.step);
}

type SideProps = { at: number; ends: End[]; frame: Frame; room: Room; lowest: number; word: string };

/** One of the two rulers, with the words of each line's end beside it. */
function Side({ at, ends, frame, room, lowest, word }: SideProps) {
  const isLeft = at === frame.left;
  const way = isLeft ? -1 : 1;
  const anchor = isLeft ? "end" : "start";
  const isNarrow = room === PHONE;
  return (
    <>
      <path class="axis" d={`M${at} ${frame.top - 8}V${lowest + 8}`} />
      <text
        class="strong"
        x={isNarrow ? at - way * 4 : at}
        y="20"
        text-anchor={isNarrow ? anchor : "middle"}
        font-size={room.size}
      >
        {word}
      </text>
      {ends.map((end) => (
        <g key={`${end.name} ${end.y}`}>
          <path class="leader" d={`M${at} ${end.from}L${at + way * (room.arm - 4)} ${end.y}`} />
          <text x={at + way * room.arm} y={end.y + 4} text-anchor={anchor} font-size={room.size}>
            {end.name && `\u2068${end.name}\u2069 `}
            <tspan class="strong">{end.words}</tspan>
          </text>
        </g>
      ))}
    </>
  );
}
