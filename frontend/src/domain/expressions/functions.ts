import { extreme, power, round } from "./arithmetic";
import { regex } from "./pattern";
import type { Value } from "./tree";
import { each, first, toBoolean, toNumber, toText, trim, words } from "./values";

type Call = (...values: Value[]) => Value;

const place = (value: Value): number => toNumber(value) || 0;
const numbers = (values: Value[]): number[] => each(values).map(toNumber);

const substring: Call = (value, start = 1, length?: Value) => {
  const from = round(toNumber(start), 0);
  const end = length === undefined ? Number.POSITIVE_INFINITY : from + round(toNumber(length), 0);
  return [...toText(value)].filter((_, index) => index + 1 >= from && index + 1 < end).join("");
};

const translate: Call = (value, signs = "", into = "") => {
  const from = [...toText(signs)];
  const to = [...toText(into)];
  const sign = (found: string): string => {
    const index = from.indexOf(found);
    return index < 0 ? found : (to[index] ?? "");
  };
  return [...toText(value)].map(sign).join("");
};

const equal = (left: Value, right: Value): boolean => {
  const a = first(left);
  const b = first(right);
  if (typeof a === "boolean" || typeof b === "boolean") return toBoolean(a) === toBoolean(b);
  return typeof a === "string" && typeof b === "string" ? a === b : toNumber(a) === toNumber(b);
};

const on =
  (call: (a: string, b: string) => Value) =>
  (a: Value, b: Value): Value =>
    call(toText(a), toText(b));
const of =
  (call: (a: number, b: number) => number) =>
  (a: Value, b: Value = 0): number =>
    call(toNumber(a), toNumber(b));

const calls: Record<string, (...values: never[]) => Value> = {
  true: () => true,
  false: () => false,
  not: (value: Value) => !toBoolean(value),
  boolean: toBoolean,
  string: toText,
  number: toNumber,
  "decimal-date-time": toNumber,
  "=": equal,
  "!=": (a: Value, b: Value) => !equal(a, b),
  neg: of((a) => -a),
  "+": of((a, b) => a + b),
  "-": of((a, b) => a - b),
  "*": of((a, b) => a * b),
  div: of((a, b) => a / b),
  mod: of((a, b) => a % b),
  int: of(Math.trunc),
  floor: of(Math.floor),
  ceiling: of(Math.ceil),
  abs: of(Math.abs),
  round: of(round),
  pow: of(power),
  coalesce: (...values: Value[]) =>
    values.find((value, index) => index === values.length - 1 || !["", "NaN"].includes(toText(value))) ?? "",
  selected: on((value, choice) => ` ${words(value).join(" ")} `.includes(` ${trim(choice)} `)),
  "count-selected": (value: Value) => words(toText(value)).length,
  "selected-at": (value: Value, index: Value) => words(toText(value))[Math.trunc(toNumber(index))] ?? "",
  "string-length": (value: Value) => [...toText(value)].length,
  regex: on(regex),
  concat: (...values: Value[]) => each(values).map(toText).join(""),
  join: (mark: Value, ...values: Value[]) => each(values).map(toText).join(toText(mark)),
  contains: on((value, part) => value.includes(part)),
  "starts-with": on((value, part) => value.startsWith(part)),
  "ends-with": on((value, part) => value.endsWith(part)),
  substr: (value: Value, start: Value, end: Value = Number.POSITIVE_INFINITY) =>
    [...toText(value)].slice(place(start), place(end)).join(""),
  substring,
  "substring-before": on((value, mark) => value.slice(0, Math.max(0, value.indexOf(mark)))),
  "substring-after": on((value, mark) =>
    value.includes(mark) ? value.slice(value.indexOf(mark) + mark.length) : "",
  ),
  translate,
  "normalize-space": (value: Value) => words(toText(value)).join(" "),
  count: (...values: Value[]) => each(values).length,
  sum: (...values: Value[]) => numbers(values).reduce((a, b) => a + b, 0),
  min: (...values: Value[]) => extreme(numbers(values), -1),
  max: (...values: Value[]) => extreme(numbers(values), 1),
};

/** The functions that need nothing but their arguments; semantics in docs/expressions.md. */
export const EAGER = new Map(Object.entries(calls as Record<string, Call>));
