"""Do two figures of stores go together? (I13) Pure."""

from __future__ import annotations

from math import atanh, sqrt, tanh

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import ArrayLike

from audits.insights.statistics.estimates import Estimate, Z


def spearman(first: ArrayLike, second: ArrayLike) -> Estimate | None:
    """Spearman's ρ (1904), −1 to 1, p by t; interval `tanh(atanh ρ ± 1.96·√((1 + ρ²/2)/(n−3)))`.

    The standard error is that of Bonett and Wright (2000). One element a store. None below 5 stores or where
    one of the two doesn't vary.
    """
    x, y = np.asarray(first, float), np.asarray(second, float)
    if len(x) < 5 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    found = scipy.stats.spearmanr(x, y)
    rho, p = float(found.statistic), float(found.pvalue)
    middle = atanh(max(-0.999999, min(0.999999, rho)))
    half = Z * sqrt((1 + rho**2 / 2) / (len(x) - 3))
    return Estimate(rho, tanh(middle - half), tanh(middle + half), p)
