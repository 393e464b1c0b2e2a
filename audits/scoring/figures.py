"""Exact fractions, and how they are written down."""

from fractions import Fraction
from math import floor

from audits.expressions import plain

KEPT, SHOWN = 4, 1
_SIMPLE = 10_000


def rounded(value: Fraction, places: int) -> str:
    """A fraction as a decimal string with that many places, rounded half up from the exact value."""
    scale = 10**places
    whole = floor(value * scale + Fraction(1, 2))
    sign = "-" if whole < 0 else ""
    units, rest = divmod(abs(whole), scale)
    return f"{sign}{units}.{rest:0{places}d}"


def percent(earned: Fraction, possible: Fraction, places: int = KEPT) -> str | None:
    """Earned of possible as a percentage; None, "not scored", where nothing was possible."""
    return rounded(100 * earned / possible, places) if possible else None


def exact(value: Fraction) -> str:
    """A fraction with its denominator, also where that is 1: `31/32`, `1/1`."""
    return f"{value.numerator}/{value.denominator}"


def decimal(value: Fraction) -> str:
    """The exact decimal string (`62.1`, `93`); where there is none, four places."""
    rest, places = value.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return rounded(value, KEPT)
    return rounded(value, places) if places else str(value.numerator)


def simplest(number: float) -> Fraction:
    """The fraction that a double stands for: 0.4 is 2/5, and 1 div 3 is 1/3.

    Expressions are reckoned in doubles on both sides; the simplest fraction (denominator up to 10,000) that
    reads back as the same double undoes that, else the shortest decimal that does.
    """
    near = Fraction(number).limit_denominator(_SIMPLE)
    return near if float(near) == number else Fraction(plain(number))
