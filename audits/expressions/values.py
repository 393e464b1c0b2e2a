"""The coercions of XPath 1.0 (section 4), with two additions: numbers print without exponents, and text
that spells a date counts as days since 1970-01-01."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from .moments import read_moment

Scalar: TypeAlias = "str | float | bool"
Value: TypeAlias = "Scalar | list[Scalar]"

SPACE = " \t\r\n"  # white space in XML; no-break spaces and the like are letters here
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


def first(value: Value) -> Scalar:
    """A list from a repeat counts as its first value where one value is wanted; an empty one as `''`."""
    if isinstance(value, list):
        return value[0] if value else ""
    return value


def each(values: Sequence[Value]) -> Iterator[Scalar]:
    """Every value, lists from repeats laid flat."""
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def to_number(value: Value) -> float:
    """XPath's number(): NaN for text that is neither a number nor a date."""
    value = first(value)
    if isinstance(value, str):
        return _number_in(value.strip(SPACE))
    return float(value)


def to_text(value: Value) -> str:
    """XPath's string(), numbers always without an exponent."""
    value = first(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else plain(value)


def to_boolean(value: Value) -> bool:
    """XPath's boolean(): text is true when it has a character, a number when it is not 0 and not NaN."""
    value = first(value)
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)


def plain(number: float) -> str:
    """The shortest decimals that read back as the same double, never with an exponent; `0` for -0."""
    if number != number:
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def words(text: str) -> list[str]:
    """The choices in the value of a select_multiple."""
    return [word for word in re.split("[ \t\r\n]+", text) if word]


def _number_in(text: str) -> float:
    if _NUMBER.fullmatch(text):
        return float(text)
    moment = read_moment(text)
    return moment.days if moment else math.nan
