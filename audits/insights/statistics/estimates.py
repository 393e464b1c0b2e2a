"""An estimate with its spread, and what is the same for all tests. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isfinite
from statistics import NormalDist
from typing import TypeVar

import scipy  # its parts are loaded when they are used

Z = NormalDist().inv_cdf(0.975)  # 1.96
LEVEL = 0.05  # below it a corrected p is called real
Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval, in the value's own unit.

    `se` is its standard error on `df` degrees of freedom (infinite: normal), None where only an interval is
    known; `p` tests that the true value is 0.
    """

    value: float
    low: float | None
    high: float | None
    p: float | None = None
    se: float | None = None
    df: float = inf

    @property
    def leaves_out_zero(self) -> bool:
        """Whether the whole interval is on one side of 0."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


def around(
    value: float, se: float, *, df: float = inf, bounds: tuple[float, float] = (-inf, inf)
) -> Estimate:
    """`value ± t(.975, df)·se`, cut to `bounds`; p of value/se by Student's t. With se 0 there is no p."""
    if not isfinite(se) or df <= 0:
        return Estimate(value, None, None)
    half = t_at(df) * se
    p = _two_sided(value / se, df) if se else None
    return Estimate(value, max(bounds[0], value - half), min(bounds[1], value + half), p, se, df)


@lru_cache(maxsize=1024)
def t_at(df: float) -> float:
    """Student's t at .975 on `df` degrees of freedom; asked for thousands of times of the same few."""
    return Z if df == inf else float(scipy.special.stdtrit(df, 0.975))


def _two_sided(t: float, df: float) -> float:
    """p of a t on `df` degrees of freedom, of a z where they are infinite."""
    return float(2 * (scipy.special.ndtr(-abs(t)) if df == inf else scipy.special.stdtr(df, -abs(t))))


def benjamini_hochberg(ps: Mapping[Name, float | None]) -> dict[Name, float | None]:
    """The p of many tests corrected for their number, keeping the false discovery rate (Benjamini-Hochberg 1995).

    A test without p stays without, and doesn't count among the many.
    """
    tested = {name: p for name, p in ps.items() if p is not None}
    if not tested:
        return dict(ps)
    from statsmodels.stats.multitest import multipletests

    corrected = multipletests(list(tested.values()), method="fdr_bh")[1]
    found = dict(zip(tested, (float(q) for q in corrected), strict=True))
    return {name: found.get(name) for name in ps}
