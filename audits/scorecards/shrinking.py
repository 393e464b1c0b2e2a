"""Scores drawn towards the network's mean, and ranks by them, each with its doubt. Pure.

Arrays have one element a store; scores are 0 to 100; all intervals have 95 % confidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike, NDArray

from audits.scorecards.network import Network
from audits.scorecards.statistics import PERCENT, Interval, Z

Array = NDArray[np.float64]
STEPS = 40  # of the SD between stores over which is averaged
RANK_STEPS = 20  # of a score's own doubt, and of the others' luck


@dataclass(frozen=True, slots=True)
class Drawn:
    """Shrunken scores with the standard error of each, and Student's t for their intervals."""

    scores: Array
    errors: Array
    t: float

    def interval(self, at: int = 0) -> Interval:
        """One store's shrunken score, `± t·error`, cut to 0–100."""
        value, half = float(self.scores[at]), self.t * float(self.errors[at])
        return Interval(value, max(PERCENT[0], value - half), min(PERCENT[1], value + half))


def draw(scores: ArrayLike, visits: ArrayLike, network: Network) -> Drawn:
    """`m + B(S − m)`, `B = τ²/(τ² + σ²/n)`, with errors that know that τ is itself an estimate.

    `Var = Ē[B·σ²/n + (1 − B)²·(τ² + v)/m] + (S − S̄)²·Var(B)` over the likely τ (Morris 1983; Kass and Steffey
    1989), v being the mean of σ²/nᵢ over the m stores. How likely a τ is: `Σ(Sᵢ − S̄)²/(τ² + v)` is χ² on m − 1
    degrees, with a flat prior on τ. Intervals take t on m − 1 degrees. A single store's reach is its own visits'.
    """
    values, n = np.asarray(scores, float), np.asarray(visits, float)
    noise = network.sigma["score"] ** 2 / n
    own = network.tau**2 + noise
    share = np.where(own > 0, network.tau**2 / np.where(own > 0, own, 1.0), 0.0)
    off = values - network.score.mean
    drawn = network.score.mean + share * off
    stores = network.score.stores
    if stores < 2:
        return Drawn(drawn, np.sqrt(noise), Z)
    noises, which = np.unique(noise, return_inverse=True)  # a few numbers of visits, however many stores
    own_part, of_tau = _variances(noises, network)
    errors = np.sqrt(np.maximum(own_part[which] + of_tau[which] * off**2, 0.0))
    return Drawn(drawn, errors, float(scipy.special.stdtrit(stores - 1, 0.975)))


def _variances(noise: Array, network: Network) -> tuple[Array, Array]:
    """The first two terms of the variance, and `Var(B)`, for each σ²/n."""
    stores, between = network.score.stores, network.score.between
    mean_noise = network.sigma["score"] ** 2 * network.score.inverse / stores
    most = 3 * sqrt(between / (stores - 1)) + sqrt(mean_noise) / 2
    taus = ((np.arange(STEPS) + 0.5) / STEPS * most) ** 2
    whole = taus + mean_noise
    if not most:
        return np.zeros_like(noise), np.zeros_like(noise)
    likely = -(stores - 1) / 2 * np.log(whole) - between / 2 / whole
    weights = np.exp(likely - likely.max())
    weights /= weights.sum()
    first = second = inner = np.zeros_like(noise)
    for weight, tau, total in zip(weights, taus, whole, strict=True):
        share = tau / (tau + noise)
        first = first + weight * share
        second = second + weight * share**2
        inner = inner + weight * (share * noise + (1 - share) ** 2 * total / stores)
    return np.asarray(inner), np.asarray(second - first**2)


def rank_between(score: float, error: float, others: Drawn) -> tuple[int, int]:
    """Between which ranks a store stands, best first, 95 %; `others` are all that are ranked, itself among them.

    Its true score is `score + error·z`, each other's is normal around its own: at a given z so many stand above
    it as the sum of their chances, give or take the root of Σp(1 − p). The ends are the 2.5th and 97.5th
    percentile of that rank over z and over the luck of the others (Goldstein and Spiegelhalter 1996).
    """
    steps = scipy.special.ndtri((np.arange(RANK_STEPS) + 0.5) / RANK_STEPS)
    errors = np.maximum(others.errors, 1e-9)
    ranks = []
    for step in steps:
        above = scipy.special.ndtr((others.scores - (score + error * step)) / errors)
        itself = float(scipy.special.ndtr(-step))  # it doesn't stand above itself
        middle = 1 + float(above.sum()) - itself
        spread = sqrt(max(0.0, float((above * (1 - above)).sum()) - itself * (1 - itself)))
        ranks.append(middle + spread * steps)
    low, high = np.percentile(np.concatenate(ranks), [2.5, 97.5])
    count = len(others.scores)
    return max(1, round(float(low))), min(count, max(1, round(float(high))))
