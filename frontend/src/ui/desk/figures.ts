/** Numbers as people read them: a true minus, a thin space before per cent, intervals with an ellipsis. */

/** Signed, with a true minus; zero has no sign. */
export function signed(value: number, digits: number, language: string): string {
  const shown = plain(Math.abs(value), digits, language);
  if (Number(Math.abs(value).toFixed(digits)) === 0) return shown;
  return (value < 0 ? "\u2212" : "+") + shown;
}

/** `language` is a locale for Intl (`localeOf`), whose digits are European in every language. */
export function plain(value: number, digits: number, language: string): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** With no more digits than it has, two at the most: points of one answer, 1 or 2.5. */
export const shortest = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

export function interval(low: number, high: number, digits: number, language: string): string {
  return `${plain(low, digits, language)} … ${plain(high, digits, language)}`;
}

export function signedInterval(low: number, high: number, digits: number, language: string): string {
  return `${signed(low, digits, language)} … ${signed(high, digits, language)}`;
}

/** Two written ends; what they are counted in is said once: 46 … 54 %. */
export function ends(low: string, high: string): string {
  const counted = /[\s\u00a0]%$/;
  return `${counted.test(high) ? low.replace(counted, "") : low} … ${high}`;
}

/** Figures inside a sentence: from left to right in whatever direction it is written, and on one line. */
export const apart = (figures: string): string => `\u2066${figures.replaceAll(" ", "\u00a0")}\u2069`;

export function count(value: number, language: string): string {
  return plain(value, 0, language);
}

/** Bytes in the largest unit that leaves at least one before the point. */
export function size(bytes: number, language: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step);
}
