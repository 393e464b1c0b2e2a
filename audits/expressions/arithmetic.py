"""Numbers as IEEE 754 doubles, so that the phone and the server print the same digits.

Why doubles, and how a grade stays exact all the same: docs/decisions/002-numbers.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from .values import plain


def divide(a: float, b: float) -> float:
    """IEEE division: a number by zero is an infinity, zero by zero NaN."""
    if b:
        return a / b
    if a == 0 or a != a or b != b:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1, b)


def remainder(a: float, b: float) -> float:
    """XPath's `mod`: the sign of the dividend, as `%` in Java and JavaScript."""
    return math.nan if math.isinf(a) or b == 0 else math.fmod(a, b)


def floor(number: float) -> float:
    """The next whole number below."""
    return _whole(number, math.floor)


def ceiling(number: float) -> float:
    """The next whole number above."""
    return _whole(number, math.ceil)


def truncate(number: float) -> float:
    """The whole number towards zero: `int()`."""
    return _whole(number, math.trunc)


def round_half_up(number: float, digits: float = 0) -> float:
    """The nearest number with so many decimals; a half goes up, towards positive infinity (XPath 1.0).

    Decimals are counted on the printed number: `round(1.005, 2)` is 1.01.
    """
    if digits != digits or not math.isfinite(number):
        return math.nan if digits != digits else number
    places = int(min(max(truncate(digits), -400), 400))
    if not places:
        return _half_up(number)
    shifted = _shift(number, places)
    return _shift(_half_up(shifted), -places) if math.isfinite(shifted) else number


def power(base: float, exponent: float) -> float:
    """`base` to the `exponent` by multiplication and square roots alone.

    IEEE 754 fixes the last bit of both, and of no library's `pow`: only so do two languages agree.
    The whole part is squared and multiplied, the fraction a product of repeated square roots.
    """
    size = abs(exponent)
    if exponent != exponent or (base < 0 and size % 1 and size != math.inf):
        return math.nan
    if size == math.inf:
        return _endless(abs(base), exponent)
    result = _whole_power(base, math.floor(size)) * _root_power(base, size % 1)
    return divide(1, result) if exponent < 0 else result


def largest(numbers: Iterable[float]) -> float:
    """The greatest; NaN when there is none, or when one is NaN."""
    return _extreme(numbers, 1)


def smallest(numbers: Iterable[float]) -> float:
    """The least; NaN when there is none, or when one is NaN."""
    return _extreme(numbers, -1)


def total(numbers: Iterable[float]) -> float:
    """The sum, added in order."""
    result = 0.0
    for number in numbers:  # not sum(): newer Pythons compensate, and the phone doesn't
        result += number
    return result


def _whole(number: float, towards: Callable[[float], int]) -> float:
    if not math.isfinite(number):
        return number
    result = float(towards(number))
    return result or math.copysign(0.0, number)


def _half_up(number: float) -> float:
    below = floor(number)
    if number - below < 0.5:
        return below
    return math.copysign(below + 1, number) if below == -1 else below + 1


def _shift(number: float, places: int) -> float:
    return float(f"{plain(number)}e{places}")


def _endless(base: float, exponent: float) -> float:
    if base == 1 or base != base:
        return math.nan
    return math.inf if (base > 1) == (exponent > 0) else 0.0


def _whole_power(base: float, exponent: int) -> float:
    result = 1.0
    while exponent:
        if exponent % 2:
            result *= base
        base *= base
        exponent //= 2
    return result


def _root_power(base: float, fraction: float) -> float:
    result = 1.0
    while fraction:
        base, fraction = math.sqrt(base), fraction * 2
        if fraction >= 1:
            result, fraction = result * base, fraction - 1
    return result


def _extreme(numbers: Iterable[float], sign: int) -> float:
    result = None
    for number in numbers:
        if result is None or number != number or number * sign > result * sign:
            result = number
    return math.nan if result is None else result
