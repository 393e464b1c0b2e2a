"""Shares and means over visits that stand together in stores. Pure; arrays have one element a cluster.

A cluster is a store where there are several, a visit where there is one store: visits of one store are more
alike than visits of two, and an interval that forgets it is too narrow.
"""

from __future__ import annotations

from math import inf, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from audits.insights.statistics.estimates import Estimate, Z, around, t_at
from audits.scorecards.statistics import wilson

Array = NDArray[np.float64]
DRAWS = 1999
MANY = 400  # clusters from which the bootstrap says nothing that the formula doesn't
SEED = 20_261_121  # so that the same visits give the same interval


def ratio(tops: ArrayLike, bottoms: ArrayLike, *, bounds: tuple[float, float] = (-inf, inf)) -> Estimate:
    """`R = Σy/Σx` over m clusters, `SE² = m/(m−1)·Σ(yᵢ − R·xᵢ)²/(Σx)²`, `± t(.975, m−1)·SE`.

    The linearised ratio estimator (Cochran 1977, 6.4 and 11.8). With y a cluster's sum and x its visits it is
    the mean over visits; one cluster has no interval. Where nothing differs between clusters SE would be a
    false 0: then the interval reaches as far as 3/Σx (the rule of three) into `bounds`.
    """
    y, x = _pair(tops, bottoms)
    m, whole = len(y), float(x.sum())
    value = float(y.sum()) / whole
    if m < 2:
        return Estimate(value, None, None)
    off = y - value * x
    if np.allclose(off, 0.0):
        reach = 3 / whole
        return Estimate(value, max(bounds[0], value - reach), min(bounds[1], value + reach))
    se = sqrt(m / (m - 1) * float(off @ off)) / whole
    return around(value, se, df=m - 1, bounds=bounds)


def summed_ratio(
    top: float, bottom: float, *, squares: float, crossed: float, sizes: float, clusters: int
) -> Estimate:
    """`ratio` from sums: `Σy`, `Σx`, and `Σy²`, `Σyx`, `Σx²` over m clusters; the same formula, the same source."""
    value = top / bottom
    if clusters < 2:
        return Estimate(value, None, None)
    off = max(0.0, squares - 2 * value * crossed + value**2 * sizes)
    return around(value, sqrt(clusters / (clusters - 1) * off) / bottom, df=clusters - 1, bounds=(0.0, inf))


def bootstrap_ratio(
    tops: ArrayLike, bottoms: ArrayLike, *, bounds: tuple[float, float] = (-inf, inf)
) -> Estimate:
    """`R = Σy/Σx` with the bootstrap-t interval over clusters (Efron and Tibshirani 1993, 12.5).

    1,999 resamples of the m clusters, each with its own `R*` and linearised `SE*`; the interval is
    `R − t*·SE` at the 2.5th and 97.5th percentile of `t* = (R* − R)/SE*`. The seed is fixed. From 400
    clusters on, and below 5, the plain formula of `ratio`.
    """
    y, x = _pair(tops, bottoms)
    plain = ratio(y, x, bounds=bounds)
    if not plain.se or not 5 <= len(y) < MANY:
        return plain
    t = _studentised(y, x, plain.value)
    if len(t) < DRAWS / 2:
        return plain
    lower, upper = (float(cut) for cut in np.percentile(t, [97.5, 2.5]))
    low, high = plain.value - lower * plain.se, plain.value - upper * plain.se
    return Estimate(plain.value, max(bounds[0], low), min(bounds[1], high), plain.p, plain.se, plain.df)


def _studentised(y: Array, x: Array, value: float) -> Array:
    """`t*` of the resamples that have a spread."""
    m = len(y)
    weights = np.random.default_rng(SEED).multinomial(m, np.full(m, 1 / m), size=DRAWS).astype(float)
    whole = weights @ x
    kept = whole > 0
    weights, whole = weights[kept], whole[kept]
    values = weights @ y / whole
    squares = weights @ (y * y) - 2 * values * (weights @ (x * y)) + values**2 * (weights @ (x * x))
    se = np.sqrt(np.maximum(squares, 0.0) * m / (m - 1)) / whole
    # a resample of almost equal visits has hardly a spread of its own, and would stretch the interval for ever
    spread = se > 1e-6 * max(abs(value), 1.0)
    return np.asarray((values[spread] - value) / se[spread])


def proportion(hits: ArrayLike, visits: ArrayLike) -> Estimate:
    """A proportion Σk/Σn, 0 to 1, with Wilson's interval (1927) at the effective number of visits.

    `n' = n/deff·(z/t(.975, m−1))²`, deff being the variance over clusters by that of n independent visits, at
    least 1 (Kish 1965; Korn and Graubard 1998 for the t). One cluster, or one visit a cluster: Wilson's own.
    """
    k, n = _pair(hits, visits)
    n, k = n[n > 0], k[n > 0]
    whole, value = float(n.sum()), float(k.sum() / n.sum())
    effective = whole
    if len(n) > 1 and float(n.max()) > 1 and 0 < value < 1:
        m, off = len(n), k - value * n
        variance = m / (m - 1) * float(off @ off) / whole**2
        deff = max(1.0, variance / (value * (1 - value) / whole))
        effective = whole / deff * (Z / t_at(m - 1)) ** 2
    found = wilson(value * effective, effective)
    # At 0 and at 1 the last bit of the interval's end may fall on the wrong side of the value.
    return Estimate(
        value, min(value, found.low or 0.0), max(value, 1.0 if found.high is None else found.high)
    )


def means_over_stores(values: ArrayLike, *, bounds: tuple[float, float] = (-inf, inf)) -> Estimate:
    """The mean of m stores' own figures, each weighing the same: `± t(.975, m−1)·s/√m`."""
    array = np.asarray(values, dtype=float)
    return ratio(array, np.ones_like(array), bounds=bounds)


def _pair(tops: ArrayLike, bottoms: ArrayLike) -> tuple[Array, Array]:
    return np.asarray(tops, dtype=float), np.asarray(bottoms, dtype=float)
