"""What managers believe against what clients lived (I5). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from audits.insights.statistics.estimates import LEVEL, Estimate, around

Happened = tuple[int, int]  # times, of how many


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


def brier(
    chances: Mapping[str, float], happened: Sequence[Mapping[str, Happened]]
) -> tuple[list[float], list[float]]:
    """Brier's score (1950), the mean of `(chance − happened)²` over all events, as Σ and number by cluster.

    `chances` 0 to 1 by touchpoint; `happened` one row a cluster, a visit or a store: touchpoint → (times it
    happened, of how many). `ratio` of the two is the score with its interval; the smaller the better.
    """
    squares, events = [], []
    for row in happened:
        told = [(chances[name], hits, n) for name, (hits, n) in row.items() if name in chances]
        if told:
            squares.append(
                fsum(hits * (1 - chance) ** 2 + (n - hits) * chance**2 for chance, hits, n in told)
            )
            events.append(float(sum(n for _, _, n in told)))
    return squares, events
