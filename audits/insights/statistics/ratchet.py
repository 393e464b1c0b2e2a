"""Is the remarkable becoming routine? Trends, decay and half-life of delight (I2). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike

from audits.insights.statistics.estimates import LEVEL, Estimate, around


@dataclass(frozen=True, slots=True)
class Trend:
    """A test for trend: z below 0 falls, above 0 rises."""

    z: float
    p: float


def cochran_armitage(
    hits: Sequence[float], tries: Sequence[float], scores: Sequence[float] | None = None
) -> Trend | None:
    """The trend of proportions kᵢ/nᵢ over ordered waves with scores tᵢ, by default 0, 1, 2, ….

    `z = Σtᵢ(kᵢ − nᵢp̄) / √(p̄(1−p̄)(Σnᵢtᵢ² − (Σnᵢtᵢ)²/N))` (Cochran 1954, Armitage 1955). None where nothing
    varies: no hits, only hits, or a single wave.
    """
    k, n = np.asarray(hits, float), np.asarray(tries, float)
    t = np.arange(len(k), dtype=float) if scores is None else np.asarray(scores, float)
    whole = n.sum()
    if not whole:
        return None
    p = k.sum() / whole
    spread = p * (1 - p) * float((n * t * t).sum() - (n * t).sum() ** 2 / whole)
    if spread <= 1e-12:
        return None
    z = float((t * (k - n * p)).sum() / sqrt(spread))
    return Trend(z, float(2 * scipy.stats.norm.sf(abs(z))))


@dataclass(frozen=True, slots=True)
class Decay:
    """Log odds of delight along waves: `logit Y = a + b·t`; `slope` is b, `half_life` in the unit of t.

    `half_life` is None where nothing falls; its `high` is None where it may never halve.
    """

    start: float
    slope: Estimate
    half_life: Estimate | None


def decay(hits: ArrayLike, tries: ArrayLike, times: ArrayLike) -> Decay | None:
    """Logistic regression of delight on time by maximum likelihood, grouped: kᵢ of nᵢ at tᵢ.

    None with fewer than two different times, or where the answers are separated (no finite estimate).
    """
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    k, n, t = (np.asarray(part, dtype=float) for part in (hits, tries, times))
    k, n, t = k[n > 0], n[n > 0], t[n > 0]
    if len(set(t.tolist())) < 2 or is_separated(k, n, t):
        return None
    try:
        fit = GLM(np.column_stack([k, n - k]), np.column_stack([np.ones_like(t), t]), Binomial()).fit()
    except np.linalg.LinAlgError:
        return None
    start, slope = (float(value) for value in fit.params)
    se = float(fit.bse[1])
    if not np.isfinite(se) or se > 50:
        return None
    found = around(slope, se)
    return Decay(start, found, half_life(start, found))


def is_separated(hits: ArrayLike, tries: ArrayLike, times: ArrayLike) -> bool:
    """Whether some moment parts all hits from all misses, so that the likelihood has no finite maximum.

    Complete and quasi-complete separation on one covariate (Albert and Anderson 1984); so are only hits, and
    only misses.
    """
    k, n, t = (np.asarray(part, dtype=float) for part in (hits, tries, times))
    hit, miss = t[k > 0], t[k < n]
    if not len(hit) or not len(miss):
        return True
    return bool(hit.max() <= miss.min() or hit.min() >= miss.max())


def half_life(start: float, slope: Estimate) -> Estimate | None:
    """Time until delight is half of what it was: `(logit(Y₀/2) − logit(Y₀))/β`, with `logit Y₀ = start`.

    The interval carries over that of the slope; where the slope may be 0 it has no upper end.
    """
    if slope.value >= 0:
        return None
    fall = halving(start)
    low = fall / slope.low if slope.low is not None else None
    high = fall / slope.high if slope.high is not None and slope.high < 0 else None
    return Estimate(fall / slope.value, low, high)


def halving(start: float) -> float:
    """`logit(Y₀/2) − logit(Y₀)`: how far log odds must fall for delight to halve; below 0."""
    y = 1 / (1 + np.exp(-start))
    return float(log(y / 2 / (1 - y / 2)) - log(y / (1 - y)))


def pooled_slope(slopes: Sequence[Estimate]) -> Estimate | None:
    """Slopes of several acts as one, weighed by 1/SE² with what they differ beyond chance added to each.

    Random effects by DerSimonian and Laird (1986). None where no slope has a spread.
    """
    known = [(one.value, one.se) for one in slopes if one.se]
    if not known:
        return None
    values, se = np.array(known, dtype=float).T
    weights = 1 / se**2
    mean = float(weights @ values / weights.sum())
    excess = float(weights @ (values - mean) ** 2) - (len(known) - 1)
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    tau2 = max(0.0, excess / scale) if scale > 0 else 0.0
    weights = 1 / (se**2 + tau2)
    return around(float(weights @ values / weights.sum()), sqrt(1 / float(weights.sum())))


def slope_difference(tangible: Estimate, personal: Estimate) -> Estimate:
    """`β_tangible − β_personal` of independent fits: `± 1.96·√(SE₁² + SE₂²)`. Below 0: perks fade faster."""
    assert tangible.se is not None and personal.se is not None
    return around(tangible.value - personal.value, sqrt(tangible.se**2 + personal.se**2))


def is_turning(
    delight: tuple[float, float] | None, others: Sequence[tuple[float, float] | None], *, level: float = LEVEL
) -> bool:
    """The ratchet: delight falls while expectation or the cost of absence rises. Pairs are `(z, q)`."""
    falls = delight is not None and delight[0] < 0 and delight[1] < level
    return falls and any(one is not None and one[0] > 0 and one[1] < level for one in others)
