"""A scorecard's kept numbers, read as figures with their intervals. Pure: sentences are the front end's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from audits.scorecards import statistics
from audits.scorecards.adding import SQUARES
from audits.scorecards.moments import Spread
from audits.scorecards.network import Network
from audits.scorecards.statistics import PERCENT, SURPLUS, Clusters, Interval
from audits.scoring import Bands

# Visits below which surplus is not shown: a store's, a region's or a brand's
WANTS = {"store": 6, "region": 20, "brand": 20}
SHIFT = (-2.0, 2.0)  # the widest change of a surplus
GAP = (-100.0, 100.0)


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of scorecards: its level, its kept moments and sums, and the network that it stands in."""

    level: str
    moments: Mapping[str, Any]
    sums: Mapping[str, Any]
    network: Network

    def spread(self, figure: str) -> Spread:
        return Spread.read(self.moments.get(figure))

    def score(self, bands: Mapping[str, Any]) -> dict[str, Any]:
        """The standard in per cent; from the first visit on."""
        spread = self.spread("score")
        found = self._mean("score", spread, PERCENT)
        band = Bands.of(bands).band(Fraction(spread.mean) / 100, is_critical=False) if spread.n else None
        return figure(found, n=spread.n, wants=1, places=1) | {"band": band}

    def surplus(self) -> dict[str, Any]:
        """What was given beyond expectation, −1 to 1; from the least number of visits on."""
        spread = self.spread("surplus")
        found = self._mean("surplus", spread, SURPLUS)
        return figure(found, n=spread.n, wants=WANTS[self.level], places=2)

    def changes(self) -> dict[str, Any]:
        """Against the last wave: score over the questions common to both editions, and surplus."""
        score = self._change("score", "change", GAP)
        wants = WANTS[self.level]
        enough = self.spread("surplus").n >= wants
        return {
            "score": score and score | {"common_questions": self.moments.get("common", 0)},
            "surplus": self._change("surplus", "surplus_change", SHIFT) if enough else None,
        }

    def on_target(self) -> dict[str, Any] | None:
        """How many visits reached the target, and the share with Wilson's interval, 0 to 1."""
        n = self.spread("score").n
        if not n:
            return None
        kept = [self.moments[name] for name in SQUARES if name in self.moments]
        return _proportion(self.moments["on_target"], n, [*kept, self.spread("score").stores])

    def gap(self, target: float) -> dict[str, Any] | None:
        """Points above the target, below it where negative, with the score's interval; on the unrounded score."""
        spread = self.spread("score")
        found = self._mean("score", spread, PERCENT)
        if found is None:
            return None
        low, high = (None if end is None else end - target for end in (found.low, found.high))
        return {"value": found.value - target, "low": low, "high": high, "n": spread.n}

    def next_client(self) -> dict[str, Any] | None:
        """How likely the next client gets the standard, 0 to 1, with its middle 80 %."""
        n = self.spread("score").n
        if not n or self.network.rate is None:
            return None
        found = statistics.next_client(self.moments["kept"], n, rate=self.network.rate)
        return {"p": found.value, "low": found.low, "high": found.high, "n": n}

    def shares(self, table: str) -> dict[str, dict[str, Any]]:
        """Sections or pillars: the mean over stores (over visits in a store) with its interval."""
        rows = self.sums.get(table, {}).items()
        return {name: self._share(numbers, self.network.parts.get((table, name))) for name, numbers in rows}

    def touchpoints(self) -> dict[str, dict[str, Any]]:
        """Rates 0 to 1 of visits beyond and below what was expected, and their net, −1 to 1."""
        wants = WANTS[self.level]
        enough = self.spread("surplus").n >= wants
        return {
            name: _touch(int(beyond), int(below), int(n), None if enough else wants, clusters)
            for name, (beyond, below, n, *clusters) in self.sums.get("touchpoints", {}).items()
        }

    def losses(self) -> dict[str, dict[str, Any]]:
        """Points of the score lost by question, the dearest first; they add up to 100 − score."""
        found = {name: line for name, line in self.questions().items() if line["lost_in"]}
        return dict(sorted(found.items(), key=lambda line: (-line[1]["points"], line[0])))

    def questions(self) -> dict[str, dict[str, Any]]:
        """Every question that counted: points lost, in how many visits, and the share of visits that kept it whole."""
        stores = self.spread("score").stores
        return {
            name: {
                "points": points / stores,
                "lost_in": int(lost_in),
                "of": int(of),
                "kept": _proportion(int(of - lost_in), int(of), _mirrored(int(of), clusters)),
            }
            for name, (points, lost_in, of, *clusters) in self.sums.get("questions", {}).items()
            if of
        }

    def shrunken(self) -> dict[str, Any] | None:
        """A store's shrunken score and how reliably it can be ranked by it; `can_rank` from .7 on."""
        spread, network = self.spread("score"), self.network
        if self.level != "store" or not spread.n:
            return None
        how = {"tau": network.tau, "sigma": network.sigma["score"]}
        reliability = statistics.reliability(spread.n, **how)
        score = statistics.shrunken(spread.mean, n=spread.n, mean=network.score.mean, **how)
        can_rank = reliability >= statistics.NO_RANK_BELOW
        return {"score": score, "reliability": reliability, "can_rank": can_rank}

    def benchmark(self) -> dict[str, Any] | None:
        """The mean of the brand's other stores with its interval; None for a brand, and for its only store."""
        own = self.spread("score")
        others = self.network.score.without(own) if own.stores and self.level != "brand" else None
        if others is None:
            return None
        found = _over_stores(others, self.network.sigma["score"], PERCENT)
        return {"score": found.value, "low": found.low, "high": found.high, "stores": others.stores}

    def _mean(self, name: str, spread: Spread, bounds: tuple[float, float]) -> Interval | None:
        if not spread.stores:
            return None
        pooled = self.network.sigma[name]
        if self.level == "store":
            return statistics.store_interval(
                spread.mean, n=spread.n, within=spread.within, pooled=pooled, bounds=bounds
            )
        return _over_stores(spread, pooled, bounds)

    def _change(self, name: str, kept: str, bounds: tuple[float, float]) -> dict[str, Any] | None:
        spread = self.spread(kept)
        if not spread.stores:
            return None
        found = _over_stores(spread, self.network.sigma[name], bounds)
        return {
            "delta": found.value,
            "low": found.low,
            "high": found.high,
            "is_real": not found.holds_zero,
            "stores": spread.stores,
        }

    def _share(self, numbers: list[float], pooled: float | None) -> dict[str, Any]:
        total, squares, stores, visits, within = numbers
        if not stores:
            return {"score": None, "low": None, "high": None, "n": 0}
        mean = total / stores
        if self.level == "store":
            found = statistics.store_interval(mean, n=int(visits), within=within, pooled=pooled)
        else:
            between = max(0.0, squares - stores * mean**2)
            found = statistics.group_interval(
                mean, stores=int(stores), between=between, pooled=pooled, inverse=1 / visits
            )
        return {"score": found.value, "low": found.low, "high": found.high, "n": int(visits)}


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


def _over_stores(spread: Spread, pooled: float, bounds: tuple[float, float]) -> Interval:
    return statistics.group_interval(
        spread.mean,
        stores=spread.stores,
        between=spread.between,
        pooled=pooled,
        inverse=spread.inverse,
        bounds=bounds,
    )


def _clusters(kept: Sequence[float]) -> Clusters | None:
    """How visits are spread over stores, where a region's or brand's line tells it."""
    if len(kept) != 4:
        return None
    squares, crossed, sizes, stores = kept
    return Clusters(squares, crossed, sizes, int(stores))


def _mirrored(n: int, lost: Sequence[float]) -> list[float]:
    """The same of the visits that kept what was lost in the others: k = n − y in each store."""
    if len(lost) != 4:
        return []
    squares, crossed, sizes, stores = lost
    return [sizes - 2 * crossed + squares, sizes - crossed, sizes, stores]


def _proportion(k: int, n: int, clusters: Sequence[float]) -> dict[str, Any]:
    share = statistics.share_over_stores(k, n, _clusters(clusters))
    return {"k": k, "n": n, "low": share.low, "high": share.high}


def _touch(beyond: int, below: int, n: int, wants: int | None, clusters: Sequence[float]) -> dict[str, Any]:
    rates = {"exceed": beyond / n, "shortfall": below / n, "n": n, "wants": wants}
    if wants is not None:
        return rates | {"net": None, "low": None, "high": None, "is_sure": False}
    found = statistics.net_over_stores(beyond, below, n, _clusters(clusters))
    return rates | {
        "net": found.value,
        "low": found.low,
        "high": found.high,
        "is_sure": not found.holds_zero,
    }
