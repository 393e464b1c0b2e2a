"""Two arms that chance has drawn: dressed up and dressed down (I4). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, expm1, sqrt

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike

from audits.insights.statistics.estimates import Estimate, around


def newcombe(up: tuple[int, int], down: tuple[int, int]) -> Estimate:
    """The difference of two proportions k/n, −1 to 1, with Newcombe's hybrid score interval (1998, method 10)."""
    (k1, n1), (k2, n2) = up, down
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(k1, n1, k2, n2, compare="diff", method="newcomb")
    return Estimate(k1 / n1 - k2 / n2, float(low), float(high))


def mantel_haenszel(strata: Sequence[tuple[int, int, int, int]]) -> Estimate | None:
    """The common odds ratio over stores, with p of the Cochran-Mantel-Haenszel test.

    Each stratum is `(up yes, up no, down yes, down no)`. The interval is that of Robins, Breslow and Greenland
    (1986). None where no store has both arms and both answers.
    """
    told = [s for s in strata if s[0] + s[1] and s[2] + s[3] and s[0] + s[2] and s[1] + s[3]]
    if not told:
        return None
    from statsmodels.stats.contingency_tables import StratifiedTable

    table = StratifiedTable([np.array([s[:2], s[2:]], dtype=float) for s in told])
    p = float(table.test_null_odds(correction=False).pvalue)
    with np.errstate(divide="ignore"):  # nobody down was well and nobody up was not: the odds have no end
        odds = float(table.oddsratio_pooled)
    if not 0 < odds < float("inf"):
        return Estimate(odds, None, None, p)
    low, high = (float(end) for end in table.oddsratio_pooled_confint())
    return Estimate(odds, low, high, p)


def log_ratio(up: ArrayLike, down: ArrayLike) -> tuple[Estimate, Estimate, Estimate] | None:
    """Geometric mean seconds up and down, and their ratio down/up with Welch's interval on the logarithms.

    A second is added to each, so that 0 has a logarithm. Each look's own interval is Student's on the logarithms
    (`geometric_mean`). None below 3 an arm or where nothing varies.
    """
    a, b = np.log1p(np.asarray(up, float)), np.log1p(np.asarray(down, float))
    if min(len(a), len(b)) < 3 or not (a.std() or b.std()):
        return None
    test = scipy.stats.ttest_ind(b, a, equal_var=False)
    shift = float(b.mean() - a.mean())
    interval = test.confidence_interval(0.95)
    found = Estimate(exp(shift), exp(float(interval.low)), exp(float(interval.high)), float(test.pvalue))
    return geometric_mean(up), geometric_mean(down), found


def geometric_mean(seconds: ArrayLike) -> Estimate:
    """`exp(ȳ) − 1`, y being log(1 + seconds), with the ends of `ȳ ± t(.975, n−1)·s/√n` (Student 1908; Alf and
    Grossberg 1979 for the logarithms). In seconds, never below 0; at least 2 of them.
    """
    logs = np.log1p(np.asarray(seconds, float))
    found = around(float(logs.mean()), float(logs.std(ddof=1)) / sqrt(len(logs)), df=len(logs) - 1)
    low, high = (None if end is None else max(0.0, expm1(end)) for end in (found.low, found.high))
    return Estimate(expm1(found.value), low, high)
