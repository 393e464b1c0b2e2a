import { directionOf, language } from "../language";

/** The ceremony as a line: beyond stands above expectation, below hangs under it. */
export interface Moment {
  name: string;
  label: string;
  /** what stands under the label: net and n, or why there is none */
  note: string;
  /** where expectation is left behind for sure: a word for it */
  verdict: string;
  exceed: number;
  shortfall: number;
  net: number | null;
  low: number | null;
  high: number | null;
  /** whether expectation is left behind, seen against all moments at once */
  isSure: boolean;
}

interface Words {
  title: string;
  description: string;
  beyond: string;
  half: string;
  expected: string;
  below: string;
}

type ChartProps = { moments: Moment[]; words: Words };

const WIDTH = 760;
/** Where the first moment begins, beside the words of the ruler. */
const START = 78;

export function Journey(props: ChartProps) {
  return (
    <>
      <JourneyAtDesk {...props} />
      <JourneyOnPhone {...props} />
    </>
  );
}

/** Each from its own side, whatever stands beside it. */
const isolated = (words: string): string => `\u2068${words}\u2069`;
const noteTone = ({ net, isSure }: Moment): string => (isSure ? ((net ?? 0) > 0 ? "t-up" : "t-down") : "");

function JourneyAtDesk({ moments, words }: ChartProps) {
  const step = (WIDTH - START) / Math.max(moments.length, 1);
  // the ceremony runs the way its reader reads
  const isTurned = directionOf(language.value) === "rtl";
  const middle = (index: number) => START + step * (index + 0.5);
  return (
    <svg
      class="journey chart on-desk"
      viewBox={`0 0 ${WIDTH} 316`}
      role="img"
      aria-labelledby="journey-title journey-words"
    >
      <title id="journey-title">{words.title}</title>
      <desc id="journey-words">{words.description}</desc>
      {[45, 97.5, 202.5, 255].map((y) => (
        <path key={y} class="grid" d={isTurned ? `M0 ${y}H${WIDTH - START}` : `M${START} ${y}H${WIDTH}`} />
      ))}
      <Ruler words={words} isTurned={isTurned} />
      {moments.map((moment, index) => (
        <Column key={moment.name} moment={moment} x={isTurned ? WIDTH - middle(index) : middle(index)} />
      ))}
      <path class="axis" d={isTurned ? `M0 150H${WIDTH - START}` : `M${START} 150H${WIDTH}`} />
    </svg>
  );
}

function Ruler({ words, isTurned }: { words: Words; isTurned: boolean }) {
  const at = isTurned ? ({ x: WIDTH, "text-anchor": "end" } as const) : { x: 0 };
  const marks: [number, string][] = [
    [49, words.beyond],
    [101.5, words.half],
    [206.5, words.half],
    [259, words.below],
  ];
  return (
    <>
      {marks.map(([y, word]) => (
        <text key={y} {...at} y={y} font-size="11.5">
          {word}
        </text>
      ))}
      <text {...at} y="154" font-size="11.5" class="strong">
        {words.expected}
      </text>
    </>
  );
}

function Column({ moment, x }: { moment: Moment; x: number }) {
  const up = moment.exceed * 105;
  const down = moment.shortfall * 105;
  return (
    <>
      <rect class="up" x={x - 21} y={150 - up} width="34" height={up} />
      <rect class="down" x={x - 21} y="150" width="34" height={down} />
      <Whisker moment={moment} x={x + 25} />
      <text x={x} y="278" text-anchor="middle" font-size="13" class="strong">
        {moment.label}
      </text>
      <text x={x} y="295" text-anchor="middle" font-size="11" class={noteTone(moment)}>
        {isolated(moment.note)}
      </text>
      <text x={x} y="311" text-anchor="middle" font-size="11" class={noteTone(moment)}>
        {moment.verdict}
      </text>
    </>
  );
}

function Whisker({ moment, x }: { moment: Moment; x: number }) {
  if (moment.net === null || moment.low === null || moment.high === null) return null;
  const high = 150 - moment.high * 105;
  const low = 150 - moment.low * 105;
  return (
    <>
      <path class="whisker" d={`M${x} ${high}V${low}M${x - 3} ${high}h6M${x - 3} ${low}h6`} />
      <circle class={moment.isSure ? "net sure" : "net"} cx={x} cy={150 - moment.net * 105} r="4" />
    </>
  );
}

function JourneyOnPhone({ moments, words }: ChartProps) {
  return (
    <svg
      class="journey chart on-phone"
      viewBox={`0 0 350 ${22 + moments.length * 58}`}
      role="img"
      aria-label={`${words.title}. ${words.description}`}
    >
      <text x="0" y="12" font-size="13">
        {words.below}
      </text>
      <text x="175" y="12" text-anchor="middle" font-size="13">
        {words.expected}
      </text>
      <text x="350" y="12" text-anchor="end" font-size="13">
        {words.beyond}
      </text>
      <path class="axis" d={`M175 18V${18 + moments.length * 58}`} />
      {moments.map((moment, index) => (
        <Line key={moment.name} moment={moment} y={18 + index * 58} />
      ))}
    </svg>
  );
}

function Line({ moment, y }: { moment: Moment; y: number }) {
  const up = moment.exceed * 169;
  const down = moment.shortfall * 169;
  return (
    <>
      <path class="grid" d={`M0 ${y + 58}H350`} />
      <text x="0" y={y + 21} font-size="15" class="strong">
        {moment.label}
      </text>
      <text x="350" y={y + 21} text-anchor="end" font-size="14" class={noteTone(moment)}>
        {[moment.note, moment.verdict].filter(Boolean).map(isolated).join(" · ")}
      </text>
      <rect class="up" x="175" y={y + 31} width={up} height="10" />
      <rect class="down" x={175 - down} y={y + 31} width={down} height="10" />
      {moment.net !== null && moment.low !== null && moment.high !== null && (
        <>
          <path class="whisker" d={`M${175 + moment.low * 169} ${y + 47}H${175 + moment.high * 169}`} />
          <circle class={moment.isSure ? "net sure" : "net"} cx={175 + moment.net * 169} cy={y + 47} r="4" />
        </>
      )}
    </>
  );
}
