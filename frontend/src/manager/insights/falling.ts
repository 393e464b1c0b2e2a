import type { FreeFigures } from "../../domain/insights";

/** Where a bar ends with its interval: points of a hundred. */
export interface Reach {
  low: number;
  high: number;
}

/** One bar of the way from a hundred down to the score. */
export interface Step {
  /** what a loss takes to be won back; `whole` and `left` are the way's beginning and its end */
  kind: "whole" | "loss" | "left";
  cost: string;
  from: number;
  to: number;
  /** the points themselves, as the table says them */
  value: number | null;
  low: number | null;
  high: number | null;
  /** the interval as it lies on the bar, at the end that it is about */
  reach: Reach | null;
  /** a loss that its interval does not tell from none, as it is written */
  isNoise: boolean;
}

const FREE = ["attitude", "rule"];
export const isFree = (cost: string): boolean => FREE.includes(cost);

type Ends = Pick<FreeFigures["lost"], "value" | "low" | "high">;

/** Points are written with one digit: what is written as nought is nought. */
export const isNoise = ({ value, low }: Ends): boolean =>
  value !== null && low !== null && Number(low.toFixed(1)) <= 0;

const within = (points: number): number => Math.min(Math.max(points, 0), 100);

const reachOf = (start: number, { low, high }: Ends): Reach | null =>
  low === null || high === null ? null : { low: within(start - high), high: within(start - low) };

/** From a hundred down to what is kept: first what costs nothing to win back, then the rest. */
export function fallingSteps({ costs, lost }: Pick<FreeFigures, "costs" | "lost">): Step[] {
  const lines = [...costs].sort((one, other) => Number(isFree(other.cost)) - Number(isFree(one.cost)));
  let left = 100;
  const losses = lines.map(({ cost, points }): Step => {
    const from = left;
    left = within(from - (points.value ?? 0));
    const { value, low, high } = points;
    const reach = reachOf(from, points);
    return { kind: "loss", cost, from, to: left, value, low, high, reach, isNoise: isNoise(points) };
  });
  const kept = mirrored(lost);
  const ends = { cost: "", to: 0, isNoise: false };
  const whole: Step = { ...ends, kind: "whole", from: 100, value: 100, low: null, high: null, reach: null };
  return [whole, ...losses, { ...ends, ...kept, kind: "left", from: left, reach: reachOf(100, lost) }];
}

/** Where the picture begins, on a round ten: below everything that is told, so that losses are wide enough to see. */
export function floorOf(steps: readonly Step[]): number {
  const lows = steps
    .filter(({ kind }) => kind !== "whole")
    .map(({ kind, from, to, reach }) => {
      const end = kind === "loss" ? to : from;
      return Math.min(end, reach?.low ?? end);
    });
  return Math.max(Math.floor((Math.min(100, ...lows) - 5) / 10) * 10, 0);
}

/** What is kept of a hundred, with the interval of what is lost. */
function mirrored({ value, low, high }: Ends): Ends {
  const kept = (points: number | null) => (points === null ? null : 100 - points);
  return { value: kept(value), low: kept(high), high: kept(low) };
}
