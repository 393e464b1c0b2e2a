"""How a scorecard's figures are told: a value with its interval and its n, or how many visits it takes. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from audits.scorecards import statistics
from audits.scorecards.moments import Spread
from audits.scorecards.statistics import Clusters, Interval


def figure(found: Interval | None, *, n: int, wants: int, places: int) -> dict[str, Any]:
    """`{value, low, high, n, shown}`; below `wants` visits no value, but how many it takes."""
    if found is None or n < wants:
        return {"value": None, "low": None, "high": None, "n": n, "shown": None, "wants": wants}
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "n": n,
        "shown": shown(found.value, places),
        "wants": None,
    }


def shown(value: float, places: int) -> str:
    """A figure as it is printed, rounded half up from its shortest digits, as browsers do."""
    return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def over_stores(spread: Spread, pooled: float, bounds: tuple[float, float]) -> Interval:
    """The mean of many stores with its interval."""
    return statistics.group_interval(
        spread.mean,
        stores=spread.stores,
        between=spread.between,
        pooled=pooled,
        inverse=spread.inverse,
        bounds=bounds,
    )


def lost_of(lost: float, share: Mapping[str, Any], weight: float | None) -> dict[str, Any]:
    """Points of the score lost in a part of it, with the interval of the part's own score turned into points.

    `share` is the part's score with its interval, 0 to 100; each per cent missing costs the part's weight, which
    is `lost/(100 − score)`, or the brand's `weight` where nothing was lost. Exact where the part weighs the same
    in each visit. Nothing is told of a part without a score, and no interval where the score has none or nobody
    ever lost anything.
    """
    score, low, high = share["score"], share["low"], share["high"]
    if score is None:
        return {"points": None, "low": None, "high": None, "n": share["n"]}
    if score < 100:
        weight = lost / (100 - score)
    if low is None or high is None or weight is None:
        return {"points": lost, "low": None, "high": None, "n": share["n"]}
    return {"points": lost, "low": weight * (100 - high), "high": weight * (100 - low), "n": share["n"]}


def clusters_of(kept: Sequence[float]) -> Clusters | None:
    """How visits are spread over stores, where a region's or brand's line tells it."""
    if len(kept) != 4:
        return None
    squares, crossed, sizes, stores = kept
    return Clusters(squares, crossed, sizes, int(stores))


def mirrored(n: int, lost: Sequence[float]) -> list[float]:
    """The same of the visits that kept what was lost in the others: k = n − y in each store."""
    if len(lost) != 4:
        return []
    squares, crossed, sizes, stores = lost
    return [sizes - 2 * crossed + squares, sizes - crossed, sizes, stores]


def proportion(k: int, n: int, clusters: Sequence[float]) -> dict[str, Any]:
    """`{k, n, low, high}`: k of n visits with the interval of the share, 0 to 1."""
    share = statistics.share_over_stores(k, n, clusters_of(clusters))
    return {"k": k, "n": n, "low": share.low, "high": share.high}


def untold(beyond: int, below: int, n: int, wants: int) -> dict[str, Any]:
    """What too few visits have to say of a moment: how many of them, and no share."""
    rates = {
        side: {"k": k, "n": n, "low": None, "high": None}
        for side, k in (("exceed", beyond), ("shortfall", below))
    }
    return rates | {
        "n": n,
        "wants": wants,
        "net": None,
        "low": None,
        "high": None,
        "p": None,
        "q": None,
        "is_sure": False,
    }
