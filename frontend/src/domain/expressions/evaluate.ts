import { EAGER } from "./functions";
import { before, dateText, formatMoment, type Moment, momentOf, momentText, readMoment } from "./moments";
import type { Scope, Tree, Value } from "./tree";
import { first, toBoolean, toNumber, toText } from "./values";

type Lazy = (parts: readonly Tree[], scope: Scope) => Value;

/** A branch that the compiler's count of arguments has promised. */
const part = (parts: readonly Tree[], index: number, scope: Scope): Value =>
  evaluate(parts[index] ?? "", scope);

const compare =
  (holdsFor: (a: number, b: number) => boolean): Lazy =>
  (parts, scope) => {
    const a = first(part(parts, 0, scope));
    const b = first(part(parts, 1, scope));
    const texts = typeof a === "string" && typeof b === "string";
    const earlier = texts && readMoment(a);
    const later = texts && readMoment(b);
    return earlier && later ? holdsFor(0, before(earlier, later)) : holdsFor(toNumber(a), toNumber(b));
  };

const zoneOf = (scope: Scope): number => readMoment(scope.now)?.zone ?? 0;

/** A date function: the moment of its first part, written by `write`; '' when there is none. */
const dated =
  (write: (moment: Moment, pattern: string, scope: Scope) => string): Lazy =>
  (parts, scope) => {
    const value = first(part(parts, 0, scope));
    const spelt = typeof value === "string" ? readMoment(value) : undefined;
    const moment = spelt ?? momentOf(toNumber(value), zoneOf(scope));
    return moment ? write(moment, toText(part(parts, 1, scope)), scope) : "";
  };

const holdsAt = (parts: readonly Tree[], index: number, scope: Scope): boolean =>
  toBoolean(part(parts, index, scope));

const LAZY = new Map<string, Lazy>(
  Object.entries<Lazy>({
    $: ([name], scope) => scope.value(String(name)),
    ".": (_, scope) => scope.own,
    column: ([name], scope) => scope.column(String(name)),
    or: (parts, scope) => holdsAt(parts, 0, scope) || holdsAt(parts, 1, scope),
    and: (parts, scope) => holdsAt(parts, 0, scope) && holdsAt(parts, 1, scope),
    "<": compare((a, b) => a < b),
    "<=": compare((a, b) => a <= b),
    ">": compare((a, b) => a > b),
    ">=": compare((a, b) => a >= b),
    if: (parts, scope) => part(parts, holdsAt(parts, 0, scope) ? 1 : 2, scope),
    once: (parts, scope) => (toText(scope.own) === "" ? part(parts, 0, scope) : scope.own),
    position: (_, scope) => scope.position,
    "jr:choice-name": (parts, scope) => scope.choiceLabel(String(parts[1]), toText(part(parts, 0, scope))),
    today: (_, scope) => scope.today,
    now: (_, scope) => scope.now,
    date: dated(dateText),
    "date-time": dated((moment, _, scope) =>
      momentText(moment.whole ? { ...moment, zone: zoneOf(scope) } : moment),
    ),
    "format-date": dated(formatMoment),
    "format-date-time": dated(formatMoment),
  }),
);

/** The value of a tree. Throws RangeError for an operator that no edition can hold. */
export const evaluate = (tree: Tree, scope: Scope): Value => {
  if (typeof tree !== "object") return tree;
  const [operator, ...parts] = tree;
  const lazy = LAZY.get(operator);
  if (lazy) return lazy(parts, scope);
  const eager = EAGER.get(operator);
  if (!eager) throw new RangeError(operator);
  return eager(...parts.map((branch) => evaluate(branch, scope)));
};

/** Whether a tree is true in this scope. */
export const holds = (tree: Tree, scope: Scope): boolean => toBoolean(evaluate(tree, scope));
