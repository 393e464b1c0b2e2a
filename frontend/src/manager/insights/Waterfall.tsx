import type { FreeFigures } from "../../domain/insights";
import { directionOf, language } from "../../ui/language";
import { useFigures } from "./words";

const FREE = ["attitude", "rule"];
const STEP = 34;
const ROOM_BEHIND = 52;
/** Of every picture's width: the words' part, then the part of a hundred points. */
const DESK = { width: 760, from: 210, size: 13 };
const PHONE = { width: 360, from: 122, size: 11.5 };
type Room = typeof DESK;

/** From a hundred down to the score, step by step: first what costs nothing, then the rest. */
export function Waterfall({ figures }: { figures: FreeFigures }) {
  const { t } = useFigures({});
  return (
    <figure class="waterfall">
      <figcaption class="quiet">{t("free.waterfall")}</figcaption>
      <Picture figures={figures} room={DESK} on="on-desk" />
      <Picture figures={figures} room={PHONE} on="on-phone" />
    </figure>
  );
}

interface Step {
  word: string;
  tone: string;
  from: number;
  to: number;
  said: string;
}

function useSteps({ costs }: FreeFigures): Step[] {
  const { t, points } = useFigures({});
  const isFree = (cost: string) => FREE.includes(cost);
  const lines = [...costs].sort((one, other) => Number(isFree(other.cost)) - Number(isFree(one.cost)));
  let left = 100;
  const steps = lines.map(({ cost, points: { value } }) => {
    const from = left;
    const lost = value ?? 0;
    left -= lost;
    const word = cost ? t(`cost.${cost}`) : t("free.untagged");
    return { word, tone: isFree(cost) ? "free" : "ink", from, to: left, said: `−${points(lost)}` };
  });
  const whole = { word: t("free.whole"), tone: "line", from: 100, to: 0, said: "100" };
  return [whole, ...steps, { word: t("free.left"), tone: "line", from: left, to: 0, said: points(left) }];
}

function Picture({ figures, room, on }: { figures: FreeFigures; room: Room; on: string }) {
  const { t } = useFigures({});
  const steps = useSteps(figures);
  const described = steps.map((step) => `${step.word} ${step.said}`).join("; ");
  return (
    <svg
      class={`chart falls-down ${on}`}
      viewBox={`0 0 ${room.width} ${steps.length * STEP}`}
      role="img"
      aria-label={`${t("free.waterfall")}: ${described}`}
    >
      {steps.map((step, index) => (
        <Bar key={step.word} step={step} top={index * STEP} room={room} isLast={index === steps.length - 1} />
      ))}
    </svg>
  );
}

/** One step: its word, its bar with the points behind it, and the line that leads to the next. */
function Bar({ step, top, room, isLast }: { step: Step; top: number; room: Room; isLast: boolean }) {
  const isTurned = directionOf(language.value) === "rtl";
  // the longest bar leaves room for the number behind it
  const at = (points: number) => room.from + ((room.width - room.from - ROOM_BEHIND) * points) / 100;
  const facing = (x: number) => (isTurned ? room.width - x : x);
  const anchor = isTurned ? "end" : "start";
  const next = step.tone === "line" ? step.from : step.to;
  return (
    <>
      <text x={facing(0)} y={top + 19} text-anchor={anchor} font-size={room.size}>
        {step.word}
      </text>
      <rect
        class={step.tone}
        x={facing(at(isTurned ? step.from : step.to))}
        width={Math.max(at(step.from) - at(step.to), 1)}
        y={top + 6}
        height="18"
      />
      <text
        class="strong"
        x={facing(at(step.from) + 6)}
        y={top + 19}
        text-anchor={anchor}
        font-size={room.size}
      >
        {step.said}
      </text>
      {!isLast && <path class="grid" d={`M${facing(at(next))} ${top + 24}v${STEP - 18}`} />}
    </>
  );
}
