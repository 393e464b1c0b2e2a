import { days, readMoment } from "./moments";
import type { Scalar, Value } from "./tree";

/** A list counts as its first value where one value is wanted. */
export const first = (value: Value): Scalar => (typeof value === "object" ? (value[0] ?? "") : value);

/** Every value, lists laid flat. */
export const each = (values: readonly Value[]): Scalar[] => values.flat();

/** White space is XML's four characters; a no-break space is a letter here. */
export const words = (text: string): string[] => text.split(/[ \t\r\n]+/).filter(Boolean);

export const trim = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");

/** XPath's number(), with dates as days since 1970-01-01; NaN for any other text. */
export const toNumber = (value: Value): number => {
  const scalar = first(value);
  if (typeof scalar !== "string") return Number(scalar);
  const text = trim(scalar);
  if (/^-?(\d+(\.\d*)?|\.\d+)$/.test(text)) return Number(text);
  const moment = readMoment(text);
  return moment ? days(moment) : Number.NaN;
};

/** XPath's string(), numbers always without an exponent. */
export const toText = (value: Value): string => {
  const scalar = first(value);
  return typeof scalar === "number" ? plain(scalar) : String(scalar);
};

/** XPath's boolean(): false for '', 0 and NaN. */
export const toBoolean = (value: Value): boolean => Boolean(first(value));

/** The shortest decimals that read back as the same double, never with an exponent. */
export const plain = (number: number): string => {
  const [digits = "", exponent] = String(number).split("e");
  if (!exponent) return digits;
  const [, sign = "", whole = "", decimals = ""] = /^(-?)(\d)\.?(\d*)$/.exec(digits) ?? [];
  const power = Number(exponent);
  return power < 0
    ? `${sign}0.${"0".repeat(-power - 1)}${whole}${decimals}`
    : sign + whole + decimals.padEnd(power, "0");
};
