"""The reckoning behind a scorecard: intervals, changes, shrinkage. Pure; percentages are 0 to 100.

All intervals have 95 % confidence unless a function says otherwise. Sources are named where a formula is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt
from statistics import NormalDist

import scipy  # its parts are loaded when they are used

Z = NormalDist().inv_cdf(0.975)  # 1.96
FEW = 6  # below this many visits a store's own SD says too little, so the brand's pooled one is used
NO_RANK_BELOW = 0.7  # reliability under which stores are not ranked
PRIOR_VISITS = 4  # what the network's rate is worth in the forecast of the next client
NEXT_CLIENT_CONFIDENCE = 0.8
PERCENT = (0.0, 100.0)
SURPLUS = (-1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its interval; `low` and `high` are None where nothing is known of its spread."""

    value: float
    low: float | None
    high: float | None

    @property
    def holds_zero(self) -> bool:
        """Whether 0 is inside, or can't be excluded."""
        return self.low is None or self.high is None or self.low <= 0 <= self.high


def pooled_sd(within: float, freedom: int) -> float | None:
    """The SD of visits around their own store's mean, `√(Σ(x − x̄ₛ)² / Σ(nₛ − 1))`; None at 0 degrees."""
    return sqrt(within / freedom) if freedom > 0 else None


def store_interval(
    mean: float,
    *,
    n: int,
    within: float,
    pooled: float | None,
    bounds: tuple[float, float] = PERCENT,
) -> Interval:
    """The mean of a store's n visits.

    Under 6 visits `mean ± 1.96·pooled/√n`, else `mean ± t(.975, n−1)·s/√n` with `s² = within/(n−1)`, where
    `within` is `Σ(x − mean)²`. Cut to `bounds`. Visits that are all alike say nothing of how visits vary: then
    the pooled SD is used too, and without one there is no interval.
    """
    if n >= FEW and within > 1e-9:
        half: float | None = _t(n - 1) * sqrt(within / (n - 1) / n)
    else:
        half = None if pooled is None or n < 1 else Z * pooled / sqrt(n)
    return _around(mean, half, bounds)


def group_interval(
    mean: float,
    *,
    stores: int,
    between: float,
    pooled: float | None,
    inverse: float,
    bounds: tuple[float, float] = PERCENT,
) -> Interval:
    """The mean of store scores in a region or brand: `mean ± t(.975, m−1)·s/√m` over its m stores.

    `between` is `Σ(Sᵢ − mean)²`. A single store has no spread between stores, and stores that are all alike say
    nothing of it: then `± 1.96·pooled·√inverse/m`, `inverse` being Σ1/nᵢ of their visits. The same for a change
    between waves, where the mean is that of the stores' changes and `inverse` is Σ(1/n₁ + 1/n₂): a store's
    trend, real while 0 is outside.
    """
    if freedom := group_freedom(stores, between):
        half: float | None = _t(freedom) * sqrt(between / freedom / stores)
    else:
        half = None if pooled is None or stores < 1 else Z * pooled * sqrt(inverse) / stores
    return _around(mean, half, bounds)


def group_freedom(stores: int, between: float) -> int:
    """The degrees of freedom of `group_interval`: m − 1, or 0 for the normal where stores tell nothing of a spread."""
    return stores - 1 if stores >= 2 and between > 1e-9 else 0


def p_of(found: Interval, freedom: int = 0) -> float | None:
    """Two-sided p that the true value is 0, by the t on `freedom` degrees (0: the normal) that the interval was made
    with: half of it is that many standard errors. None where nothing is known of the spread.
    """
    if found.low is None or found.high is None:
        return None
    half = max(found.high - found.value, found.value - found.low)  # the other end may be cut
    if not half:
        return float(not found.value)
    off = -abs(found.value) / half * (_t(freedom) if freedom else Z)
    return float(2 * (scipy.special.stdtr(freedom, off) if freedom else scipy.special.ndtr(off)))


def wilson(k: float, n: float) -> Interval:
    """A proportion k of n, 0 to 1, with Wilson's score interval (Wilson 1927):
    `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`.
    """
    share, square = k / n, Z**2 / n
    middle = (share + square / 2) / (1 + square)
    half = Z * sqrt(share * (1 - share) / n + square / (4 * n)) / (1 + square)
    return Interval(share, max(0.0, middle - half) if k else 0.0, min(1.0, middle + half) if k < n else 1.0)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Visits that stand together in `stores`: `Σy²`, `Σy·n` and `Σn²` over stores, n a store's visits."""

    squares: float
    crossed: float
    sizes: float
    stores: int

    def error(self, share: float, n: float) -> float:
        """The linearised SE of `R = Σy/Σn` over m stores: `√(m/(m−1)·Σ(yᵢ − R·nᵢ)²)/n` (Cochran 1977, 6.4)."""
        off = max(0.0, self.squares - 2 * share * self.crossed + share**2 * self.sizes)
        return sqrt(self.stores / (self.stores - 1) * off) / n


def share_over_stores(k: int, n: int, clusters: Clusters | None) -> Interval:
    """A proportion k of n visits, 0 to 1, with Wilson's interval at the effective number of visits.

    `n' = n/deff·(z/t(.975, m−1))²`, deff being the variance over stores by that of n independent visits, at
    least 1 (Kish 1965; Korn and Graubard 1998 for the t). One store, or one visit a store: Wilson's own.
    """
    share = k / n
    if clusters is None or clusters.stores < 2 or clusters.sizes <= n or not 0 < k < n:
        return wilson(k, n)
    deff = max(1.0, clusters.error(share, n) ** 2 / (share * (1 - share) / n))
    effective = n / deff * (Z / _t(clusters.stores - 1)) ** 2
    return wilson(share * effective, effective)


def net_over_stores(beyond: int, below: int, n: int, clusters: Clusters | None) -> Interval:
    """Net surplus of many stores' visits, −1 to 1: `N ± t(.975, m−1)·SE` over the m stores; of one store, `net`.

    Where no store differs from another SE would be a false 0: then the interval reaches 3/n (rule of three).
    """
    if clusters is None or clusters.stores < 2:
        return net(beyond, below, n)
    value = (beyond - below) / n
    error = clusters.error(value, n)
    return _around(value, _t(clusters.stores - 1) * error if error > 1e-9 else 3 / n, SURPLUS)


def net(beyond: int, below: int, n: int) -> Interval:
    """Net promoter or net surplus, −1 to 1: `N = p₊ − p₋`, `SE = √((p₊ + p₋ − N²)/n)`.

    Where all n answers are alike that SE is 0, which would be false certainty: then the interval reaches as
    far as Wilson's for 0 of n.
    """
    value = (beyond - below) / n
    variance = max(0.0, (beyond + below) / n - value**2)
    agreed = beyond == n or below == n or beyond + below == 0
    half = (wilson(0, n).high or 0.0) if agreed else Z * sqrt(variance / n)
    return _around(value, half, SURPLUS)


def between_variance(*, stores: int, between: float, inverse: float, sigma: float) -> float:
    """τ², how much stores truly differ, by moments: `max(0, between/(m−1) − σ²·Σ(1/nᵢ)/m)`.

    `between` is `Σ(Sᵢ − S̄)²`, `inverse` is `Σ 1/nᵢ`, `sigma` the pooled SD within stores.
    """
    if stores < 2:
        return 0.0
    return max(0.0, between / (stores - 1) - sigma**2 * inverse / stores)


def shrunken(score: float, *, n: int, mean: float, tau: float, sigma: float) -> float:
    """A store's score drawn towards the network's mean m: `m + B(S − m)`, `B = τ²/(τ² + σ²/n)`."""
    spread = tau**2 + sigma**2 / n
    return mean + (tau**2 / spread if spread else 0.0) * (score - mean)


def reliability(n: int, *, tau: float, sigma: float) -> float:
    """`Φ(n) = ICC/(ICC + (1−ICC)/n)` with `ICC = τ²/(τ² + σ²)` (Spearman 1910, Brown 1910); 0 without spread."""
    total = tau**2 + sigma**2
    if not total:
        return 0.0
    icc = tau**2 / total
    return icc / (icc + (1 - icc) / n)


def visits_for_rank(*, tau: float, sigma: float) -> float:
    """How many visits a store needs before it can be ranked: n where Φ(n) = .7; inf where stores don't differ."""
    if not tau:
        return inf
    return NO_RANK_BELOW / (1 - NO_RANK_BELOW) * sigma**2 / tau**2


def next_client(k: int, n: int, *, rate: float) -> Interval:
    """How likely the next client gets the standard, after k of n visits that did.

    Beta-binomial: the prior is worth 4 visits at the network's `rate` (neither 0 nor 1), so
    `p = (4·rate + k)/(4 + n)`. The interval holds the middle 80 % of the posterior: "about 5 in 10 (3 to 8)".
    """
    good, bad = PRIOR_VISITS * rate + k, PRIOR_VISITS * (1 - rate) + n - k
    tail = (1 - NEXT_CLIENT_CONFIDENCE) / 2
    low, high = (float(scipy.special.betaincinv(good, bad, part)) for part in (tail, 1 - tail))
    return Interval(good / (good + bad), low, high)


@lru_cache(maxsize=1024)
def _t(freedom: int) -> float:
    """Student's t at .975; a list of stores asks for the same few again and again."""
    return float(scipy.special.stdtrit(freedom, 0.975))


def _around(value: float, half: float | None, bounds: tuple[float, float]) -> Interval:
    if half is None:
        return Interval(value, None, None)
    return Interval(value, max(bounds[0], value - half), min(bounds[1], value + half))
