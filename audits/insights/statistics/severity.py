"""Is the store judged, or the shopper? Crossed random effects of store and shopper (I12). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]
RATIOS = np.arange(-2.0, 9.0, 0.75)  # log of rest by shoppers' variance, over which it is averaged
NEVER = 12.0  # log of the ratio of variances at which an effect is as good as absent


@dataclass(frozen=True, slots=True)
class Severity:
    """Variances in the scores' unit squared; effects in their unit, one a store and one a shopper.

    A shopper's effect below 0 is harshness; `reach` is the half width of its 95 % interval. `p` tests that
    shoppers don't differ at all.
    """

    mean: float
    variances: tuple[float, float, float]  # store, shopper, rest
    stores: Array
    shoppers: Array
    reach: Array
    p: float


def largest_part(stores: Index, shoppers: Index) -> tuple[NDArray[np.bool_], bool]:
    """Which visits belong to the largest part of the graph that visits draw between stores and shoppers.

    Effects can only be told apart within a part. The second value says whether that is the whole graph.
    """
    m, q = int(stores.max()) + 1, int(shoppers.max()) + 1
    ones = np.ones(len(stores))
    graph = scipy.sparse.coo_matrix((ones, (stores, m + shoppers)), shape=(m + q, m + q))
    count, label = scipy.sparse.csgraph.connected_components(graph, directed=False)
    of_visit = label[stores]
    largest = int(np.bincount(of_visit).argmax())
    return of_visit == largest, count == 1


def crossed(scores: ArrayLike, stores: Index, shoppers: Index) -> Severity:
    """`score = μ + store + shopper + rest`, variances by REML, effects by BLUP (Henderson 1975).

    One element a visit; labels run from 0 without gaps. The restricted likelihood is taken from the mixed model
    equations with the stores absorbed (their block is diagonal), so that only a matrix of shoppers is factored;
    the two ratios of variances are found by Nelder and Mead. p is half of that of χ²₁ for the likelihood ratio
    without shoppers (Self and Liang 1987). Agrees with MixedLM of statsmodels.
    """
    equations = Equations(np.asarray(scores, float), stores, shoppers)
    best = scipy.optimize.minimize(
        equations.deviance,
        x0=[log(2.0), log(4.0)],
        method="Nelder-Mead",
        options={"xatol": 1e-3, "fatol": 1e-5, "maxfev": 300},
    )
    without = scipy.optimize.minimize_scalar(
        lambda store: equations.deviance([store, NEVER]), bounds=(-8, NEVER), method="bounded"
    )
    p = float(scipy.stats.chi2.sf(max(0.0, float(without.fun) - float(best.fun)), 1)) / 2
    return equations.solved(best.x, p)


class Equations:
    """Henderson's mixed model equations of one set of visits, for any two ratios of variances."""

    def __init__(self, y: Array, stores: Index, shoppers: Index) -> None:
        self.y, self.store, self.shopper = y, stores, shoppers
        self.m, self.q = int(stores.max()) + 1, int(shoppers.max()) + 1
        ones = np.ones(len(y))
        # the mean and the shoppers, side by side; and how often each store met each of them
        mean = scipy.sparse.csr_matrix(ones[:, None])
        visits = np.arange(len(y))
        self.x: Any = scipy.sparse.hstack([mean, scipy.sparse.csr_matrix((ones, (visits, shoppers)))]).tocsr()
        self.z: Any = scipy.sparse.csr_matrix((ones, (visits, stores)))
        self.zx: Any = (self.z.T @ self.x).tocsr()
        self.zy: Any = self.z.T @ y
        self.xx: Any = (self.x.T @ self.x).toarray()
        self.xy: Any = self.x.T @ y
        self.counts = np.bincount(stores, minlength=self.m).astype(float)

    def deviance(self, ratios: ArrayLike) -> float:
        """−2 log restricted likelihood up to a constant, at logarithms of `rest/store` and `rest/shopper`."""
        a, b = (float(one) for one in np.clip(ratios, -8, NEVER))
        store, left, factor, effects = self._absorbed(a, b)
        rest = self._rest(store, left, effects)
        size = float(np.log(store).sum()) + 2 * float(np.log(np.diag(factor[0])).sum())
        return (len(self.y) - 1) * log(rest) + size - self.m * a - self.q * b

    def solved(self, ratios: ArrayLike, p: float) -> Severity:
        """Variances and effects at these ratios; the reach of shoppers' effects also for not knowing theirs."""
        a, b = (float(one) for one in np.clip(ratios, -8, NEVER))
        rest, effects, _ = self._at(a, b)
        of_stores = (self.zy - self.zx @ effects) / (self.counts + exp(a))
        variances = (rest * exp(-a), rest * exp(-b), rest)
        return Severity(float(effects[0]), variances, of_stores, effects[1:], self._reach(a, effects[1:]), p)

    def _reach(self, a: float, effects: Array) -> Array:
        """Half width of the shoppers' intervals, with the shoppers' variance known only as well as it is.

        BLUP's own error takes the variances as known, and is far too small where REML says 0. Here it is
        averaged over the likelihood of the ratio with a flat prior on the shoppers' SD, and what the effects
        move by is added (Morris 1983, Kass and Steffey 1989); t on one degree less than there are shoppers.
        """
        deviance = np.array([self.deviance([a, b]) for b in RATIOS])
        weights = np.exp(-(deviance - deviance.min()) / 2 - RATIOS / 2)
        kept = weights > weights.max() / 1000
        weights = weights[kept] / weights[kept].sum()
        told = [self._at(a, float(b)) for b in RATIOS[kept]]
        errors = sum(w * spread for w, (_, _, spread) in zip(weights, told, strict=True))
        moves = sum(w * (found[1:] - effects) ** 2 for w, (_, found, _) in zip(weights, told, strict=True))
        return np.asarray(float(scipy.stats.t.ppf(0.975, max(1, self.q - 1))) * np.sqrt(errors + moves))

    def _at(self, a: float, b: float) -> tuple[float, Array, Array]:
        """Rest variance, mean and shoppers' effects, and the effects' error variances."""
        store, left, factor, effects = self._absorbed(a, b)
        rest = self._rest(store, left, effects)
        return rest, effects, rest * np.diag(scipy.linalg.cho_solve(factor, np.eye(self.q + 1)))[1:]

    def _absorbed(self, a: float, b: float) -> tuple[Array, Array, tuple[Array, bool], Array]:
        store = self.counts + exp(a)
        scaled: Any = scipy.sparse.diags(1 / store) @ self.zx
        matrix = self.xx - (self.zx.T @ scaled).toarray()
        matrix[np.arange(1, self.q + 1), np.arange(1, self.q + 1)] += exp(b)
        left = self.xy - scaled.T @ self.zy
        factor = scipy.linalg.cho_factor(matrix)
        return store, left, factor, scipy.linalg.cho_solve(factor, left)

    def _rest(self, store: Array, left: Array, effects: Array) -> float:
        explained = float(self.zy @ (self.zy / store)) + float(left @ effects)
        return max(1e-12, (float(self.y @ self.y) - explained) / (len(self.y) - 1))
