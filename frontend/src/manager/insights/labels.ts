import type { Dot, Frame } from "./charts";

export interface Wanted {
  dot: Dot;
  words: string;
}

export interface Place {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Between a dot's middle and its words, and how much of a dot is in others' way; in units of the picture. */
const REACH = 11;
const DOT = 7;
/** How far apart the points of a line are that words had better not cover. */
const STEP = 5;
/** Where words may stand beside their dot, the best first: across and down. */
const SIDES = [
  [1, 0],
  [-1, 0],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
  [0, -1],
  [0, 1],
] as const;

/**
 * Where the words of dots can be read: on no other words or dots, within the frame, and over as little of the
 * lines as may be. In the order in which they were asked for; `size` is the letters' height.
 */
export function placed(
  wanted: readonly Wanted[],
  size: number,
  frame: Frame,
  lines: readonly Dot[][],
): Place[] {
  const taken = wanted.map(({ dot: [x, y] }) => around(x, y, DOT));
  const covered = lines.flatMap(pointsOn);
  const places = new Map<Wanted, Place>();
  for (const one of [...wanted].sort((a, b) => b.words.length - a.words.length)) {
    const choices = SIDES.map((side, rank) => {
      const place = beside(one.dot, side, size);
      const box = boxOf(place, one.words, size);
      return { place, box, cost: rank + costOf(box, taken, covered, frame) };
    });
    const best = choices.reduce((a, b) => (b.cost < a.cost ? b : a));
    taken.push(best.box);
    places.set(one, best.place);
  }
  return wanted.flatMap((one) => places.get(one) ?? []);
}

const around = (x: number, y: number, by: number): Box => ({
  left: x - by,
  right: x + by,
  top: y - by,
  bottom: y + by,
});

function beside([x, y]: Dot, [across, down]: readonly [number, number], size: number): Place {
  const level = y + size * 0.36;
  const aside = down === 0 ? REACH : REACH * 0.7;
  return {
    x: x + across * aside,
    y: level + down * (across === 0 ? size * 0.7 + 8 : size * 0.85),
    anchor: across > 0 ? "start" : across < 0 ? "end" : "middle",
  };
}

/** What words cover: heavy letters are a little more than half as wide as they are high. */
function boxOf({ x, y, anchor }: Place, words: string, size: number): Box {
  const width = words.length * size * 0.6;
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - size * 0.8, bottom: y + size * 0.25 };
}

const meets = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function costOf(box: Box, taken: readonly Box[], covered: readonly Dot[], frame: Frame): number {
  const isOut =
    box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
  const hides = covered.filter(([x, y]) => meets(box, around(x, y, 0.5))).length;
  return taken.filter((other) => meets(box, other)).length * 100 + hides * 2 + (isOut ? 1000 : 0);
}

/** Points of a line, close enough together that no words fit between two of them. */
function pointsOn(line: readonly Dot[]): Dot[] {
  return line.slice(1).flatMap(([toX, toY], index) => {
    const [x, y] = line[index] ?? [toX, toY];
    const steps = Math.ceil(Math.hypot(toX - x, toY - y) / STEP);
    return Array.from({ length: steps }, (_, at): Dot => {
      const part = at / steps;
      return [x + (toX - x) * part, y + (toY - y) * part];
    });
  });
}
