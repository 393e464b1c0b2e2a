"""The functions that need nothing but their arguments, and how many each takes.

Every function gets its values as they are (lists from repeats included) and coerces them itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import re2

from . import arithmetic
from .values import SPACE, Value, each, to_boolean, to_number, to_text, words

MANY = math.inf
# name: (fewest, most) arguments
ARGUMENTS: dict[str, tuple[int, float]] = {
    "if": (3, 3), "coalesce": (1, MANY), "once": (1, 1), "position": (0, 0), "jr:choice-name": (2, 2),
    "true": (0, 0), "false": (0, 0), "not": (1, 1), "boolean": (1, 1), "string": (1, 1), "number": (1, 1),
    "selected": (2, 2), "count-selected": (1, 1), "selected-at": (2, 2), "string-length": (1, 1),
    "regex": (2, 2), "concat": (0, MANY), "join": (1, MANY), "contains": (2, 2), "starts-with": (2, 2),
    "ends-with": (2, 2), "substr": (2, 3), "substring": (2, 3), "substring-before": (2, 2),
    "substring-after": (2, 2), "translate": (3, 3), "normalize-space": (1, 1),
    "int": (1, 1), "round": (1, 2), "floor": (1, 1), "ceiling": (1, 1), "abs": (1, 1), "pow": (2, 2),
    "count": (1, 1), "sum": (1, MANY), "min": (1, MANY), "max": (1, MANY),
    "today": (0, 0), "now": (0, 0), "date": (1, 1), "date-time": (1, 1), "decimal-date-time": (1, 1),
    "format-date": (2, 2), "format-date-time": (2, 2),
}  # fmt: skip # a table
# Called without an argument these read the question's own value, as in XPath.
OWN_BY_DEFAULT = ("string", "number", "string-length", "normalize-space")


def selected(value: Value, choice: Value) -> bool:
    """Whether the choice is among the chosen ones; of nothing chosen, the empty choice is one."""
    return f" {to_text(choice).strip(SPACE)} " in f" {' '.join(words(to_text(value)))} "


def selected_at(value: Value, place: Value) -> str:
    """The choice at a place counted from 0, or ''."""
    chosen, index = words(to_text(value)), to_number(place)
    return chosen[int(index)] if -1 < index < len(chosen) else ""


def substring(value: Value, start: Value, length: Value | None = None) -> str:
    """XPath's substring: characters at p where round(start) <= p < round(start) + round(length), from 1."""
    first = arithmetic.round_half_up(to_number(start))
    end = math.inf if length is None else first + arithmetic.round_half_up(to_number(length))
    return "".join(sign for place, sign in enumerate(to_text(value), 1) if first <= place < end)


def substr(value: Value, start: Value, end: Value = math.inf) -> str:
    """JavaRosa's substr: from `start` up to, not including, `end`, from 0; below 0 counts from the end."""
    text = to_text(value)
    return text[_index(start, len(text)) : _index(end, len(text))]


def substring_before(value: Value, mark: Value) -> str:
    """What stands before the first `mark`; '' without one."""
    text, sign = to_text(value), to_text(mark)
    return text.partition(sign)[0] if sign and sign in text else ""


def substring_after(value: Value, mark: Value) -> str:
    """What stands after the first `mark`; '' without one."""
    text, sign = to_text(value), to_text(mark)
    return text.partition(sign)[2] if sign else text


def translate(value: Value, signs: Value, into: Value) -> str:
    """Each character of `signs` becomes the one at its place in `into`, or vanishes."""
    table: dict[int, str] = {}
    for place, sign in enumerate(to_text(signs)):
        table.setdefault(ord(sign), to_text(into)[place : place + 1])
    return to_text(value).translate(table)


def regex(value: Value, pattern: Value) -> bool:
    """Whether the pattern matches the whole text; RE2 never takes more than linear time."""
    options = re2.Options()
    options.log_errors = False
    return re2.compile(to_text(pattern), options).fullmatch(to_text(value)) is not None


def coalesce(*values: Value) -> Value:
    """The first value that is neither '' nor NaN; else the last."""
    for value in values[:-1]:
        if to_text(value) not in ("", "NaN"):
            return value
    return values[-1]


def _index(value: Value, length: int) -> int:
    place = to_number(value)
    return 0 if place != place else int(min(max(place, -length), length))


def _numbers(values: tuple[Value, ...]) -> list[float]:
    return [to_number(value) for value in each(values)]


EAGER: dict[str, Callable[..., Value]] = {
    "true": lambda: True,
    "false": lambda: False,
    "not": lambda value: not to_boolean(value),
    "boolean": to_boolean,
    "string": to_text,
    "number": to_number,
    "neg": lambda value: -to_number(value),
    "+": lambda a, b: to_number(a) + to_number(b),
    "-": lambda a, b: to_number(a) - to_number(b),
    "*": lambda a, b: to_number(a) * to_number(b),
    "div": lambda a, b: arithmetic.divide(to_number(a), to_number(b)),
    "mod": lambda a, b: arithmetic.remainder(to_number(a), to_number(b)),
    "coalesce": coalesce,
    "selected": selected,
    "count-selected": lambda value: float(len(words(to_text(value)))),
    "selected-at": selected_at,
    "string-length": lambda value: float(len(to_text(value))),
    "regex": regex,
    "concat": lambda *values: "".join(map(to_text, each(values))),
    "join": lambda mark, *values: to_text(mark).join(map(to_text, each(values))),
    "contains": lambda value, part: to_text(part) in to_text(value),
    "starts-with": lambda value, part: to_text(value).startswith(to_text(part)),
    "ends-with": lambda value, part: to_text(value).endswith(to_text(part)),
    "substr": substr,
    "substring": substring,
    "substring-before": substring_before,
    "substring-after": substring_after,
    "translate": translate,
    "normalize-space": lambda value: " ".join(words(to_text(value))),
    "int": lambda value: arithmetic.truncate(to_number(value)),
    "round": lambda value, digits=0.0: arithmetic.round_half_up(to_number(value), to_number(digits)),
    "floor": lambda value: arithmetic.floor(to_number(value)),
    "ceiling": lambda value: arithmetic.ceiling(to_number(value)),
    "abs": lambda value: abs(to_number(value)),
    "pow": lambda base, exponent: arithmetic.power(to_number(base), to_number(exponent)),
    "count": lambda *values: float(len(list(each(values)))),
    "sum": lambda *values: arithmetic.total(_numbers(values)),
    "min": lambda *values: arithmetic.smallest(_numbers(values)),
    "max": lambda *values: arithmetic.largest(_numbers(values)),
    "decimal-date-time": to_number,
}
