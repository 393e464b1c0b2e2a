"""What managers believe against what clients lived (I5). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audits.insights.statistics.estimates import LEVEL, Estimate, around


def gap(forecast: float, measured: Estimate) -> Estimate:
    """`forecast − measured` in the measure's unit; the forecast is what it is, all spread is the measure's.

    p tests that the measured mean equals the forecast; None where the measure has no spread.
    """
    found = around(forecast - measured.value, measured.se or 0.0, df=measured.df)
    if measured.low is None or measured.high is None:
        return Estimate(found.value, None, None)
    return Estimate(found.value, forecast - measured.high, forecast - measured.low, found.p, measured.se)


def verdict(gap_: Estimate, q: float | None) -> str:
    """`blind_spot` where more was believed than lived, `hidden_strength` where less, else `in_line`."""
    if q is None or q >= LEVEL:
        return "in_line"
    return "blind_spot" if gap_.value > 0 else "hidden_strength"


def brier(chances: Mapping[str, float], happened: Mapping[str, Sequence[int]]) -> tuple[float, int] | None:
    """Brier's score (1950), the mean of `(chance − happened)²` over all events, and their number.

    `chances` 0 to 1 by touchpoint; `happened` by touchpoint, one 0 or 1 a visit. The smaller the better; None
    without an event.
    """
    squares = [(chance - one) ** 2 for name, chance in chances.items() for one in happened.get(name, ())]
    return (sum(squares) / len(squares), len(squares)) if squares else None
