import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { directionOf, language } from "../../ui/language";

/** Where a chart's frame lies, in units of its view box. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The frame as it lies where its reader reads from right to left, in a picture of this width. */
export const facing = (frame: Frame, width: number): Frame =>
  directionOf(language.value) === "rtl"
    ? { ...frame, left: width - frame.right, right: width - frame.left }
    : frame;

export type Span = readonly [number, number];

/** Across: mirrored where its reader reads from right to left. */
export function across(domain: Span, { left, right }: Frame) {
  const isTurned = directionOf(language.value) === "rtl";
  return scaleLinear()
    .domain(domain)
    .range(isTurned ? [right, left] : [left, right])
    .clamp(true);
}

/** Up: larger values stand higher. */
export const upwards = (domain: Span, { top, bottom }: Frame) =>
  scaleLinear().domain(domain).range([bottom, top]).clamp(true);

/** A span that holds all values with room around them, on round numbers, within bounds. */
export function spanOf(values: readonly number[], bounds: Span): Span {
  if (values.length === 0) return bounds;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.12, (bounds[1] - bounds[0]) * 0.04);
  const [from = bounds[0], to = bounds[1]] = scaleLinear()
    .domain([low - room, high + room])
    .nice(5)
    .domain();
  return [Math.max(bounds[0], from), Math.min(bounds[1], to)];
}

export type Dot = readonly [x: number, y: number];
export type Band = readonly [x: number, low: number, high: number];

/** A line through dots, in order. */
export const through = (dots: readonly Dot[]): string => line<Dot>()([...dots]) ?? "";

/** The area between the ends of intervals. */
export const between = (bands: readonly Band[]): string =>
  area<Band>()
    .x((band) => band[0])
    .y0((band) => band[1])
    .y1((band) => band[2])([...bands]) ?? "";

/** Labels moved apart downwards until none lies on another, in the order of their heights; `step` is a line's height. */
export function apart<T extends { y: number }>(labels: readonly T[], step: number): T[] {
  let last = Number.NEGATIVE_INFINITY;
  return [...labels]
    .sort((one, other) => one.y - other.y)
    .map((label) => {
      last = Math.max(label.y, last + step);
      return { ...label, y: last };
    });
}
