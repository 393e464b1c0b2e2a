"""Is the store judged, or the shopper? Crossed random effects of store and shopper (I12). Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike, NDArray

from audits.insights.statistics.estimates import Estimate

Array = NDArray[np.float64]
Index = NDArray[np.intp]
RATIOS = np.arange(-2.0, 9.0, 0.75)  # log of rest by shoppers' variance, over which it is averaged
NEVER = 12.0  # log of the ratio of variances at which an effect is as good as absent
ALWAYS = -8.0  # and at which it is all there is
MOVED = 200  # stores whose scores are told without their shoppers' severity


@dataclass(frozen=True, slots=True)
class Severity:
    """Variances in the scores' unit squared; effects in their unit, one a store and one a shopper.

    A shopper's effect below 0 is harshness; `reach` is the half width of its 95 % interval. `spreads` are the
    roots of the variances with their intervals. `moved` are the stores, at most 200, that their shoppers'
    severity moves most, `levels` those stores' mean scores without it, `level_reach` the half widths. `p` tests
    that shoppers don't differ at all.
    """

    mean: float
    variances: tuple[float, float, float]  # store, shopper, rest
    spreads: tuple[Estimate, Estimate, Estimate]
    stores: Array
    shoppers: Array
    reach: Array
    moved: Index
    levels: Array
    level_reach: Array
    p: float


@dataclass(frozen=True, slots=True)
class At:
    """The equations solved at one pair of ratios: rest variance, mean and shoppers' effects, inverse."""

    rest: float
    effects: Array
    inverse: Array


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
        lambda store: equations.deviance([store, NEVER]), bounds=(ALWAYS, NEVER), method="bounded"
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
        a, b = (float(one) for one in np.clip(ratios, ALWAYS, NEVER))
        store, left, factor, effects = self._absorbed(a, b)
        rest = self._rest(store, left, effects)
        size = float(np.log(store).sum()) + 2 * float(np.log(np.diag(factor[0])).sum())
        return (len(self.y) - 1) * log(rest) + size - self.m * a - self.q * b

    def solved(self, ratios: ArrayLike, p: float) -> Severity:
        """Variances and effects at these ratios, with reaches also for not knowing the shoppers' variance."""
        a, b = (float(one) for one in np.clip(ratios, ALWAYS, NEVER))
        at = self._at(a, b)
        effects = at.effects
        of_stores = (self.zy - self.zx @ effects) / (self.counts + exp(a))
        variances = (at.rest * exp(-a), at.rest * exp(-b), at.rest)
        likely = self._likely(a)
        met = self._met()
        moved = np.argsort(-np.abs(met @ effects[1:]))[:MOVED]
        levels = self._levels(moved, met, at)
        return Severity(
            float(effects[0]),
            variances,
            self._spreads(a, b, at.rest),
            of_stores,
            effects[1:],
            self._reach(likely, lambda one: (one.effects[1:], one.rest * np.diag(one.inverse)[1:])),
            moved,
            levels,
            self._reach(
                likely, lambda one: (self._levels(moved, met, one), self._errors(a, moved, met, one))
            ),
            p,
        )

    def _likely(self, a: float) -> list[tuple[float, At]]:
        """Solutions over the shoppers' variance with their weights; the first is the likeliest of the grid.

        The likelihood of the ratio with a flat prior on the shoppers' SD (Kass and Steffey 1989).
        """
        deviance = np.array([self.deviance([a, b]) for b in RATIOS])
        weights = np.exp(-(deviance - deviance.min()) / 2 - RATIOS / 2)
        kept = weights > weights.max() / 1000
        weights = weights[kept] / weights[kept].sum()
        return [(float(w), self._at(a, float(b))) for w, b in zip(weights, RATIOS[kept], strict=True)]

    def _reach(self, likely: Sequence[tuple[float, At]], told: Callable[[At], tuple[Array, Array]]) -> Array:
        """Half width of 95 % intervals with the shoppers' variance known only as well as it is.

        BLUP's own error takes the variances as known, and is far too small where REML says 0. Here it is
        averaged over what is likely, and what the values move by is added (Morris 1983); t on one degree less
        than there are shoppers. `told` gives values and their error variances at one solution.
        """
        weights = np.array([weight for weight, _ in likely])
        found = [told(at) for _, at in likely]
        values, errors = np.array([one for one, _ in found]), np.array([one for _, one in found])
        middle = weights @ values
        variance = weights @ (errors + (values - middle) ** 2)
        return np.asarray(float(scipy.stats.t.ppf(0.975, max(1, self.q - 1))) * np.sqrt(variance))

    def _met(self) -> Any:
        """One row a store: the share of its visits that each shopper made. Sparse."""
        return (scipy.sparse.diags(1 / self.counts) @ self.zx[:, 1:]).tocsr()

    def _levels(self, moved: Index, met: Any, at: At) -> Array:
        """Mean scores of some stores less what their shoppers' severity makes of them."""
        return np.asarray(self.zy[moved] / self.counts[moved] - met[moved] @ at.effects[1:])

    def _errors(self, a: float, moved: Index, met: Any, at: At) -> Array:
        """Error variances of these levels, as estimates of mean and store's effect together.

        The level misses by `ē + w'(c − ĉ)`, w being the shares of its visits by shopper and ē the mean of its n
        rests. `Var = σ²·(1/n + w'Cw − 2·λ/(n + λ)·(C₀'w + w'Cw))`, C the inverse of the equations with stores
        absorbed and λ rest by stores' variance: the last term is ē's part in ĉ (Henderson 1975).
        """
        n, shares = self.counts[moved], met[moved].toarray()
        own = np.einsum("ij,jk,ik->i", shares, at.inverse[1:, 1:], shares, optimize=True)
        mean = shares @ at.inverse[1:, 0]
        return np.asarray(at.rest * (1 / n + own - 2 * exp(a) / (n + exp(a)) * (mean + own)))

    def _spreads(self, a: float, b: float, rest: float) -> tuple[Estimate, Estimate, Estimate]:
        """SDs of stores, shoppers and rest with their intervals.

        For stores and shoppers the ratios whose deviance is within χ²₁(.95) of the least, the other ratio held
        (profile likelihood, Venzon and Moolgavkar 1988); 0 belongs to it where the effect may be absent. For the
        rest `ν·σ²/χ²` on the visits that are left when each store and each shopper has used one up, or half of
        those that REML has left where that is more.
        """
        least = self.deviance([a, b])
        stores = _within(lambda one: self.deviance([one, b]) - least, a)
        shoppers = _within(lambda one: self.deviance([a, one]) - least, b)
        free = max(1.0, len(self.y) - self.m - self.q + 1, (len(self.y) - self._used(a, b)) / 2)
        ends = [sqrt(free * rest / float(scipy.stats.chi2.ppf(cut, free))) for cut in (0.975, 0.025)]
        spread = sqrt(rest)
        return (
            Estimate(spread * exp(-a / 2), *(spread * one for one in stores)),
            Estimate(spread * exp(-b / 2), *(spread * one for one in shoppers)),
            Estimate(spread, ends[0], ends[1]),
        )

    def _used(self, a: float, b: float) -> float:
        """Degrees of freedom of mean, stores and shoppers: `1 + Σn/(n + λ)` of each."""
        of_shoppers = np.diag(self.xx)[1:]
        stores = self.counts / (self.counts + exp(a))
        return 1 + float(stores.sum()) + float((of_shoppers / (of_shoppers + exp(b))).sum())

    def _at(self, a: float, b: float) -> At:
        store, left, factor, effects = self._absorbed(a, b)
        inverse = scipy.linalg.cho_solve(factor, np.eye(self.q + 1))
        return At(self._rest(store, left, effects), effects, inverse)

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


def _within(excess: Callable[[float], float], best: float) -> tuple[float, float]:
    """The least and the greatest `√(variance/rest)` that is within reach of the likeliest log ratio."""
    limit = float(scipy.stats.chi2.ppf(0.95, 1))

    def beyond(ratio: float) -> float:
        return excess(ratio) - limit

    low = 0.0 if beyond(NEVER) <= 0 else exp(-float(scipy.optimize.brentq(beyond, best, NEVER)) / 2)
    high = exp(-(ALWAYS if beyond(ALWAYS) <= 0 else float(scipy.optimize.brentq(beyond, ALWAYS, best))) / 2)
    return low, high
