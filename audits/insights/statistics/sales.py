"""Does service pay? Sales per visitor against what visits found, store and month held fixed (I11). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike, NDArray

from audits.insights.statistics.estimates import LEVEL, Estimate, around

Array = NDArray[np.float64]
WORTH_SEEING = 0.02  # 2 % of sales per visitor for one SD of the component: below it nobody would act
FEW_STORES = 30  # under it the wild bootstrap
DRAWS = 1_999
SEED = 20_261_121


@dataclass(frozen=True, slots=True)
class Link:
    """`effect` of one SD on the growth of log sales per visitor; `detectable` with 80 % power at .05."""

    effect: Estimate
    detectable: float
    rows: int  # store-months
    stores: int
    method: str  # cluster, wild


def link(growth: ArrayLike, component: ArrayLike, stores: ArrayLike, months: ArrayLike) -> Link | None:
    """`Δlog(sales per visitor)_{t+1} = β·component_t + store + month`, β by least squares within.

    One element a store-month; `stores` and `months` are any labels. The component is divided by its SD, so β is
    a share of sales per visitor for one SD. Standard errors are clustered by store (Liang and Zeger 1986, times
    m/(m−1)), t on m−1 degrees; under 30 stores p and interval come from the wild cluster bootstrap-t with
    Rademacher signs, p with the null imposed (Cameron, Gelbach and Miller 2008). `detectable` is
    `(t(.975) + t(.8))·SE`. None where the component doesn't vary within stores.
    """
    y, x = np.asarray(growth, float), np.asarray(component, float)
    store, month = (np.unique(np.asarray(part), return_inverse=True)[1] for part in (stores, months))
    m = int(store.max()) + 1 if len(store) else 0
    spread = float(x.std())
    if m < 3 or spread < 1e-12:
        return None
    y, x = _within(y, store, month), _within(x / spread, store, month)
    if float(x @ x) < 1e-9 * len(x):
        return None
    beta, se = _fit(y, x, store, m)
    if not se:
        return None
    t = scipy.stats.t(m - 1)
    detectable = float(t.ppf(0.975) + t.ppf(0.8)) * se
    if m >= FEW_STORES:
        return Link(around(beta, se, df=m - 1), detectable, len(y), m, "cluster")
    return Link(_wild(y, x, store, m, beta=beta, se=se), detectable, len(y), m, "wild")


def verdict(found: Link, q: float | None) -> tuple[str, int | None]:
    """`linked`, `none` (what is worth seeing would have been seen) or `unsure`, with the store-months it takes."""
    if q is not None and q < LEVEL:
        return "linked", None
    if found.detectable <= WORTH_SEEING:
        return "none", None
    return "unsure", ceil(found.rows * ((found.detectable / WORTH_SEEING) ** 2 - 1))


def _within(values: Array, store: NDArray[np.intp], month: NDArray[np.intp]) -> Array:
    """What is left when store and month means are taken out, in turn until nothing moves."""
    left = values - values.mean()
    for _ in range(500):
        before = left
        for index in (store, month):
            left = left - (np.bincount(index, weights=left) / np.bincount(index))[index]
        if float(np.abs(left - before).max()) < 1e-10:
            break
    return left


def _fit(y: Array, x: Array, store: NDArray[np.intp], m: int) -> tuple[float, float]:
    squares = float(x @ x)
    beta = float(x @ y) / squares
    scores = np.bincount(store, weights=x * (y - beta * x), minlength=m)
    return beta, sqrt(m / (m - 1) * float(scores @ scores)) / squares


def _wild(y: Array, x: Array, store: NDArray[np.intp], m: int, *, beta: float, se: float) -> Estimate:
    """Signs are drawn a store, and all is linear in them: each store's products are summed once."""
    signs = np.random.default_rng(SEED).choice([-1.0, 1.0], size=(DRAWS, m))
    squares = np.bincount(store, weights=x * x, minlength=m)
    null = _many_t(signs, np.bincount(store, weights=x * y, minlength=m), squares)
    free = _many_t(signs, np.bincount(store, weights=x * (y - beta * x), minlength=m), squares)
    p = (1 + float((np.abs(null) >= abs(beta / se) - 1e-12).sum())) / (1 + DRAWS)
    half = float(np.percentile(np.abs(free), 95)) * se
    return Estimate(beta, beta - half, beta + half, p, se, m - 1)


def _many_t(signs: ArrayLike, products: ArrayLike, squares: ArrayLike) -> Array:
    """`(β* − β)/SE*` of many resamples, one a row of signs; `products` are Σx·residual by store, `squares` Σx²."""
    flipped, each = np.asarray(signs, float) * np.asarray(products, float), np.asarray(squares, float)
    m, whole = len(each), float(each.sum())
    off = flipped.sum(axis=1) / whole
    scores = flipped - off[:, None] * each
    se = np.sqrt(m / (m - 1) * (scores**2).sum(axis=1)) / whole
    return np.asarray(off / np.maximum(se, 1e-12))
