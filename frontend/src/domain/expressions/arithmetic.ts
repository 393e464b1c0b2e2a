import { plain } from "./values";

const shift = (number: number, places: number): number => Number(`${plain(number)}e${places}`);

/** A half goes up, towards positive infinity (XPath 1.0); decimals are counted on the printed number. */
export const round = (number: number, digits: number): number => {
  if (Number.isNaN(digits)) return digits;
  const places = Math.trunc(Math.min(Math.max(digits, -400), 400));
  if (!places || !Number.isFinite(number)) return Math.round(number);
  const shifted = shift(number, places);
  return Number.isFinite(shifted) ? shift(Math.round(shifted), -places) : number;
};

const wholePower = (base: number, exponent: number): number => {
  let result = 1;
  for (let square = base, left = exponent; left; left = Math.floor(left / 2), square *= square) {
    if (left % 2) result *= square;
  }
  return result;
};

const rootPower = (base: number, fraction: number): number => {
  let result = 1;
  for (let root = base, left = fraction; left; left %= 1) {
    root = Math.sqrt(root);
    left *= 2;
    if (left >= 1) result *= root;
  }
  return result;
};

/**
 * A power by multiplication and square roots alone: IEEE 754 fixes the last bit of both, and of no
 * engine's `pow`. Only so do two languages print the same digits.
 */
export const power = (base: number, exponent: number): number => {
  const size = Math.abs(exponent);
  if (Number.isNaN(size) || (base < 0 && size % 1)) return Number.NaN;
  if (size === Number.POSITIVE_INFINITY) {
    const magnitude = Math.abs(base);
    if (magnitude === 1 || Number.isNaN(magnitude)) return Number.NaN;
    return magnitude > 1 === exponent > 0 ? size : 0;
  }
  const result = wholePower(base, Math.floor(size)) * rootPower(base, size % 1);
  return exponent < 0 ? 1 / result : result;
};

/** The greatest (sign 1) or least (sign -1); NaN when there is none, or when one is NaN. */
export const extreme = (numbers: readonly number[], sign: number): number =>
  numbers.length
    ? numbers.reduce((found, number) =>
        Number.isNaN(number) || number * sign > found * sign ? number : found,
      )
    : Number.NaN;
