"""From tree to value. The same semantics, name for name, as frontend/src/domain/expressions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from .functions import ARGUMENTS, EAGER
from .moments import Moment, before, date_text, format_moment, moment_of, moment_text, read_moment
from .refused import Refused
from .trees import Tree
from .values import Scalar, Value, first, to_boolean, to_number, to_text


class Scope(Protocol):
    """What a tree may ask of its surroundings. `''` is the value of everything unanswered.

    `own`: the value of this question · `today`: `2026-03-11` · `now`: RFC 3339 with its zone ·
    `position`: the turn of the repeat, from 1 · both clocks are passed in, never read from the machine.
    """

    @property
    def own(self) -> Value: ...
    @property
    def today(self) -> str: ...
    @property
    def now(self) -> str: ...
    @property
    def position(self) -> int: ...
    def value(self, name: str) -> Value: ...
    def column(self, name: str) -> Scalar: ...
    def choice_label(self, question: str, choice: str) -> str: ...


def evaluate(tree: Tree, scope: Scope) -> Value:
    """The value of a tree: text, a double, a truth, or the list of a repeat's values.

    Raises Refused for an operator that no edition can hold.
    """
    if isinstance(tree, str):
        return tree
    if not isinstance(tree, list):
        return float(tree)
    operator = tree[0]
    if operator in LAZY:
        return LAZY[operator](tree, scope)
    if operator not in EAGER:
        raise Refused("unknown-function", f"There is no function {operator}().", str(operator))
    return EAGER[operator](*[evaluate(branch, scope) for branch in tree[1:]])


def holds(tree: Tree, scope: Scope) -> bool:
    """Whether the tree is true in this scope."""
    return to_boolean(evaluate(tree, scope))


def _equal(a: Scalar, b: Scalar) -> bool:
    if isinstance(a, bool) or isinstance(b, bool):
        return to_boolean(a) == to_boolean(b)
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    return to_number(a) == to_number(b)


def _compare(holds_for: Callable[[float, float], bool]) -> Callable[[list[Tree], Scope], bool]:
    def compared(tree: list[Tree], scope: Scope) -> bool:
        a, b = (first(evaluate(branch, scope)) for branch in tree[1:])
        if isinstance(a, str) and isinstance(b, str):
            earlier, later = read_moment(a), read_moment(b)
            if earlier and later:
                return holds_for(0, before(earlier, later))
        return holds_for(to_number(a), to_number(b))

    return compared


def _moment(tree: Tree, scope: Scope) -> Moment | None:
    value = first(evaluate(tree, scope))
    if isinstance(value, str) and (moment := read_moment(value)):
        return moment
    now = read_moment(scope.now)
    return moment_of(to_number(value), now.zone if now else 0)


def _date(tree: list[Tree], scope: Scope) -> str:
    moment = _moment(tree[1], scope)
    return date_text(moment) if moment else ""


def _date_time(tree: list[Tree], scope: Scope) -> str:
    moment = _moment(tree[1], scope)
    if moment and moment.whole:
        now = read_moment(scope.now)
        moment = Moment(moment.wall, now.zone if now else 0, False)
    return moment_text(moment) if moment else ""


def _format(tree: list[Tree], scope: Scope) -> str:
    moment = _moment(tree[1], scope)
    return format_moment(moment, to_text(evaluate(tree[2], scope))) if moment else ""


def _if(tree: list[Tree], scope: Scope) -> Value:
    return evaluate(tree[2] if holds(tree[1], scope) else tree[3], scope)


def _once(tree: list[Tree], scope: Scope) -> Value:
    return evaluate(tree[1], scope) if to_text(scope.own) == "" else scope.own


def _choice_name(tree: list[Tree], scope: Scope) -> str:
    return scope.choice_label(str(tree[2]), to_text(evaluate(tree[1], scope)))


LAZY: dict[str, Callable[..., Value]] = {
    "$": lambda tree, scope: scope.value(tree[1]),
    ".": lambda tree, scope: scope.own,
    "column": lambda tree, scope: scope.column(tree[1]),
    "or": lambda tree, scope: holds(tree[1], scope) or holds(tree[2], scope),
    "and": lambda tree, scope: holds(tree[1], scope) and holds(tree[2], scope),
    "=": lambda tree, scope: _equal(*(first(evaluate(branch, scope)) for branch in tree[1:])),
    "!=": lambda tree, scope: not _equal(*(first(evaluate(branch, scope)) for branch in tree[1:])),
    "<": _compare(lambda a, b: a < b),
    "<=": _compare(lambda a, b: a <= b),
    ">": _compare(lambda a, b: a > b),
    ">=": _compare(lambda a, b: a >= b),
    "if": _if,
    "once": _once,
    "position": lambda tree, scope: float(scope.position),
    "jr:choice-name": _choice_name,
    "today": lambda tree, scope: scope.today,
    "now": lambda tree, scope: scope.now,
    "date": _date,
    "date-time": _date_time,
    "format-date": _format,
    "format-date-time": _format,
}
OPERATORS = {*LAZY, *EAGER} - {*ARGUMENTS}
