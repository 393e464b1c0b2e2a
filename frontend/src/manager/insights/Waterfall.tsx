import type { FreeFigures } from "../../domain/insights";
import { ends } from "../../ui/desk/figures";
import { directionOf, language, named } from "../../ui/language";
import { fallingSteps, floorOf, isFree, type Reach, type Step } from "./falling";
import { useFigures } from "./words";

const STEP = 44;
const BAR = { top: 10, height: 18 };
const GAP = 8;
/** Of every picture's width: the words' part, then the points, then room for what is written behind. */
const DESK = { width: 760, from: 210, behind: 100, size: 13 };
const PHONE = { width: 360, from: 118, behind: 76, size: 11.5 };
/** The same with the number of points that the bars begin at. */
type Room = typeof DESK & { floor: number };

/** From a hundred down to the score, step by step: first what costs nothing, then the rest. */
export function Waterfall({ figures }: { figures: FreeFigures }) {
  const { t } = useFigures({});
  const steps = fallingSteps(figures);
  const floor = floorOf(steps);
  return (
    <figure class="waterfall">
      <figcaption class="quiet">
        {t("free.waterfall")}
        <br />
        {t("free.whiskers", { n: figures.lost.n })} {floor > 0 && t("free.floor", { points: floor })}
      </figcaption>
      <Picture steps={steps} room={{ ...DESK, floor }} on="on-desk" />
      <Picture steps={steps} room={{ ...PHONE, floor }} on="on-phone" />
    </figure>
  );
}

interface Said {
  word: string;
  points: string;
  within: string;
  noise: string;
}

/** What is written at a step: its word, its points, between which ends they lie, and whether that is noise. */
function useSaid() {
  const { t, points } = useFigures({});
  return ({ kind, cost, value, low, high, isNoise }: Step): Said => ({
    word: kind === "loss" ? (cost ? t(`cost.${cost}`) : t("free.untagged")) : t(`free.${kind}`),
    points: value === null ? "–" : kind === "loss" ? `−${points(value)}` : points(value),
    within: kind === "whole" ? "" : low === null || high === null ? "–" : ends(points(low), points(high)),
    noise: isNoise ? t("look.noise") : "",
  });
}

/** The same in a sentence, for those who don't see the picture. */
const spoken = ({ word, points, within, noise }: Said): string =>
  [`${word} ${points}${within && ` (${within})`}`, noise].filter(Boolean).join(", ");

function Picture({ steps, room, on }: { steps: Step[]; room: Room; on: string }) {
  const { t } = useFigures({});
  const said = useSaid();
  const described = steps.map((step) => spoken(said(step))).join("; ");
  return (
    <svg
      class={`chart falls-down ${on}`}
      viewBox={`0 0 ${room.width} ${steps.length * STEP}`}
      role="img"
      aria-label={named(t("free.waterfall"), described)}
    >
      {steps.map((step, index) => (
        <Bar
          key={step.kind + step.cost}
          step={step}
          said={said(step)}
          top={index * STEP}
          room={room}
          isLast={index === steps.length - 1}
        />
      ))}
    </svg>
  );
}

/** Where points lie across, in the direction that the reader reads. */
function useAcross(room: Room) {
  const isTurned = directionOf(language.value) === "rtl";
  const facing = (x: number) => (isTurned ? room.width - x : x);
  const share = (points: number) => Math.max(points - room.floor, 0) / (100 - room.floor);
  const at = (points: number) => facing(room.from + (room.width - room.from - room.behind) * share(points));
  return { isTurned, facing, at, anchor: isTurned ? ("end" as const) : ("start" as const) };
}

interface BarProps {
  step: Step;
  said: Said;
  top: number;
  room: Room;
  isLast: boolean;
}

const toneOf = ({ kind, cost }: Step): string => (kind !== "loss" ? "line" : isFree(cost) ? "free" : "ink");

/** One step: its word, its bar with its interval and its points, and the line that leads to the next. */
function Bar({ step, said, top, room, isLast }: BarProps) {
  const { at, facing } = useAcross(room);
  const next = step.kind === "loss" ? step.to : step.from;
  const [start, end] = [at(step.from), at(step.to)];
  return (
    <>
      <TwoLines first={said.word} second={said.noise} x={facing(0)} top={top} room={room} />
      <rect
        class={toneOf(step)}
        x={Math.min(start, end)}
        width={Math.max(Math.abs(start - end), 1)}
        y={top + BAR.top}
        height={BAR.height}
      />
      {step.reach && <Whisker reach={step.reach} middle={top + BAR.top + BAR.height / 2} room={room} />}
      <Behind step={step} said={said} top={top} room={room} />
      {!isLast && <path class="grid" d={`M${at(next)} ${top + BAR.top + BAR.height}v${STEP - BAR.height}`} />}
    </>
  );
}

/** The points behind the bar, and behind its interval. */
function Behind({ step, said, top, room }: Omit<BarProps, "isLast">) {
  const { at, isTurned } = useAcross(room);
  const x = at(Math.max(step.from, step.reach?.high ?? 0)) + (isTurned ? -GAP : GAP);
  return <TwoLines first={said.points} second={said.within} x={x} top={top} room={room} isStrong />;
}

/** A line with a quieter one below it; alone it stands beside the middle of the bar. */
function TwoLines(props: {
  first: string;
  second: string;
  x: number;
  top: number;
  room: Room;
  isStrong?: boolean;
}) {
  const { first, second, x, top, room, isStrong = false } = props;
  const { anchor } = useAcross(room);
  return (
    <>
      <text
        class={isStrong ? "strong" : ""}
        x={x}
        y={top + (second ? 17 : 23.5)}
        text-anchor={anchor}
        font-size={room.size}
      >
        {first}
      </text>
      {second && (
        <text class="lesser" x={x} y={top + 32} text-anchor={anchor} font-size={room.size - 1}>
          {second}
        </text>
      )}
    </>
  );
}

/** An interval with its ends, on paper of its own so that it is seen on every bar. */
function Whisker({ reach, middle, room }: { reach: Reach; middle: number; room: Room }) {
  const { at } = useAcross(room);
  const [low, high] = [at(reach.low), at(reach.high)];
  const drawn = `M${low} ${middle - 5}v10M${low} ${middle}H${high}M${high} ${middle - 5}v10`;
  return (
    <>
      <path class="behind" d={drawn} />
      <path class="whisker" d={drawn} />
    </>
  );
}
