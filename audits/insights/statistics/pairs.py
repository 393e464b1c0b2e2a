"""Matched pairs: two visits alike in everything but one attribute (I3). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike

from audits.insights.statistics.estimates import LEVEL, Estimate, Z

SUGGESTIVE = 0.10
SHUFFLES = 9_999
SEED = 20_261_121


@dataclass(frozen=True, slots=True)
class Discordance:
    """Of `pairs`, in `worse` only the bearer of the attribute was served badly, in `better` only the other."""

    worse: int
    better: int
    pairs: int


def mcnemar_exact(found: Discordance) -> float:
    """p of the exact McNemar test: `2·P(Bin(b+c, ½) ≤ min(b, c))`, at most 1 (McNemar 1947)."""
    table = [[0, found.worse], [found.better, found.pairs - found.worse - found.better]]
    from statsmodels.stats.contingency_tables import mcnemar

    return float(mcnemar(table, exact=True).pvalue)


def bonett_price(found: Discordance) -> Estimate:
    """The difference of paired proportions `(b−c)/N`, −1 to 1, with the interval of Bonett and Price (2012).

    `p̃₁₂ = (b+1)/(N+2)`, `p̃₂₁ = (c+1)/(N+2)`: `p̃₁₂ − p̃₂₁ ± 1.96·√((p̃₁₂ + p̃₂₁ − (p̃₁₂ − p̃₂₁)²)/(N+2))`.
    """
    more, fewer = ((count + 1) / (found.pairs + 2) for count in (found.worse, found.better))
    middle = more - fewer
    half = Z * sqrt((more + fewer - middle**2) / (found.pairs + 2))
    value = (found.worse - found.better) / found.pairs
    return Estimate(value, max(-1.0, middle - half), min(1.0, middle + half), mcnemar_exact(found))


def verdict(q: float | None) -> str:
    """`shown` below .05, `suggestive` below .10, else `not_shown`."""
    if q is None or q >= SUGGESTIVE:
        return "not_shown"
    return "shown" if q < LEVEL else "suggestive"


def time_ratio(bearer: ArrayLike, other: ArrayLike) -> Estimate | None:
    """How many times as long the bearer waited: the geometric mean of pairs' ratios; p by Wilcoxon's signed ranks.

    Seconds, one element a pair; a second is added to each so that 0 has a logarithm. The interval is that of
    the mean log ratio, `exp(d̄ ± t(.975, n−1)·s/√n)`. None below 6 pairs or where no pair differs.
    """
    logs = np.log1p(np.asarray(bearer, float)) - np.log1p(np.asarray(other, float))
    if len(logs) < 6 or not logs.any():
        return None
    mean, se = float(logs.mean()), float(logs.std(ddof=1)) / sqrt(len(logs))
    half = float(scipy.stats.t.ppf(0.975, len(logs) - 1)) * se
    p = float(scipy.stats.wilcoxon(logs).pvalue)
    return Estimate(float(np.exp(mean)), float(np.exp(mean - half)), float(np.exp(mean + half)), p, se)


def sign_flip(differences: ArrayLike, stores: Sequence[object]) -> Estimate:
    """The mean difference in pairs with p by flipping signs, all pairs of a store together.

    Under "no difference" each store's sum is as likely to be its opposite: `p = (1 + #{|D*| ≥ |D|})/(1 + 9,999)`,
    or exact over all 2ᵐ where there are at most 13 stores (Fisher 1935; clusters as in Canay, Romano and Shaikh
    2017). The interval is t over the stores' sums.
    """
    values = np.asarray(differences, float)
    _, index = np.unique(np.asarray([str(store) for store in stores]), return_inverse=True)
    sums = np.bincount(index, weights=values)
    seen, m = abs(float(sums.sum())), len(sums)
    signs = _signs(m)
    reached = np.abs(signs @ sums) >= seen - 1e-9
    p = float(reached.mean()) if len(signs) == 2**m else (1 + float(reached.sum())) / (1 + len(signs))
    mean = float(values.mean())
    if m < 2:
        return Estimate(mean, None, None, p)
    counts = np.bincount(index)
    se = sqrt(m / (m - 1) * float(((sums - mean * counts) ** 2).sum())) / len(values)
    half = float(scipy.stats.t.ppf(0.975, m - 1)) * se
    return Estimate(mean, mean - half, mean + half, p, se)


def _signs(m: int) -> np.ndarray:
    if m <= 13:
        return 1.0 - 2.0 * ((np.arange(2**m)[:, None] >> np.arange(m)) & 1)
    return np.asarray(np.random.default_rng(SEED).choice([-1.0, 1.0], size=(SHUFFLES, m)))


@lru_cache(maxsize=256)
def pairs_needed(net: float, discordant: float, *, power: float = 0.8, most: int = 2_000) -> int | None:
    """Pairs with which the exact McNemar test at .05 finds a true net difference with this power.

    `net` is (b−c)/N, `discordant` (b+c)/N, both 0 to 1. Unconditional exact power: over the binomial number of
    discordant pairs, the chance that the exact test rejects (Duffy 1984). 15 points at 30 % discordance: 112.
    None where more than `most` pairs would be needed.
    """
    if not 0 < net <= discordant <= 1:
        return None
    low, high = 6, 8
    while high <= most and _power(high, net, discordant) < power:
        low, high = high, high * 2
    if high > most:
        return None
    return next(pairs for pairs in range(low, high + 1) if _power(pairs, net, discordant) >= power)


def _power(pairs: int, net: float, discordant: float) -> float:
    count = np.arange(pairs + 1)
    # the largest k with 2·P(Bin(m, ½) ≤ k) ≤ .05, −1 where there is none
    edge = scipy.stats.binom.ppf(LEVEL / 2, count, 0.5)
    edge = np.where(2 * scipy.stats.binom.cdf(edge, count, 0.5) <= LEVEL, edge, edge - 1)
    share = (discordant + net) / 2 / discordant
    rejects = scipy.stats.binom.cdf(edge, count, share) + scipy.stats.binom.sf(count - edge - 1, count, share)
    rejects = np.where(edge < 0, 0.0, rejects)
    return float(scipy.stats.binom.pmf(count, pairs, discordant) @ rejects)
