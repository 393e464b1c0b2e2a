"""Which questions are unfair: shares of appeals overturned, drawn towards the checklist's own (I10). Pure."""

from __future__ import annotations

import scipy  # its parts are loaded when they are used

from audits.insights.statistics.estimates import Estimate

PRIOR_APPEALS = 10  # what the checklist's rate is worth


def shrunken_share(overturned: int, appeals: int, *, rate: float) -> Estimate:
    """The share of a question's decided appeals that were overturned, 0 to 1, after beta-binomial shrinkage.

    The prior is worth 10 appeals at the checklist's rate: mean `(k + 10r)/(n + 10)`, interval the middle 95 %
    of the posterior Beta(k + 10r, n − k + 10(1−r)) (Efron and Morris 1975 in spirit). A rate of 0 or 1 is
    moved in by half an appeal, so that the posterior exists.
    """
    rate = min(1 - 0.05, max(0.05, rate))
    good, bad = overturned + PRIOR_APPEALS * rate, appeals - overturned + PRIOR_APPEALS * (1 - rate)
    low, high = (float(scipy.stats.beta.ppf(part, good, bad)) for part in (0.025, 0.975))
    return Estimate(good / (good + bad), low, high)


def verdict(share: Estimate, *, rate: float) -> str:
    """`reword` where even the lower end lies above the checklist's rate, `watch` where the share does by half again."""
    if share.low is not None and share.low > rate:
        return "reword"
    return "watch" if share.value > 1.25 * rate else "fine"
