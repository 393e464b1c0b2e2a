"""A scorecard's kept numbers, read as figures with their intervals. Pure: sentences are the front end's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from audits.scorecards import statistics
from audits.scorecards.adding import SQUARES
from audits.scorecards.many import LEVEL, corrected
from audits.scorecards.moments import Spread
from audits.scorecards.network import Network
from audits.scorecards.shapes import clusters_of, figure, mirrored, over_stores, proportion, untold
from audits.scorecards.shrinking import Drawn, draw
from audits.scorecards.statistics import PERCENT, SURPLUS, Interval
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
        return proportion(self.moments["on_target"], n, [*kept, self.spread("score").stores])

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
        """Visits beyond and below what was expected, with the intervals of their shares, and their net, −1 to 1.

        Below the least number of visits only how many of how many. Some of so many moments seem beyond or below by
        chance: one is sure where its interval leaves 0 out and its p, corrected for them all, is below .05.
        """
        wants = WANTS[self.level]
        table = self.sums.get("touchpoints", {}).items()
        if self.spread("surplus").n < wants:
            return {name: untold(int(up), int(down), int(n), wants) for name, (up, down, n, *_) in table}
        told = {
            name: self._touch(name, int(up), int(down), int(n), over) for name, (up, down, n, *over) in table
        }
        for touch, q in zip(told.values(), corrected([touch["p"] for touch in told.values()]), strict=True):
            touch |= {"q": q, "is_sure": touch["is_sure"] and q is not None and q < LEVEL}
        return told

    def losses(self) -> dict[str, dict[str, Any]]:
        """Points of the score lost by question, the dearest first; they add up to 100 − score."""
        found = {name: line for name, line in self.questions().items() if line["lost_in"]}
        return dict(sorted(found.items(), key=lambda line: (-line[1]["points"], line[0])))

    def questions(self) -> dict[str, dict[str, Any]]:
        """Every question that counted: points lost with their interval, in how many visits, and the share of visits
        that kept it whole."""
        stores = self.spread("score").stores
        return {
            name: {
                **self._points(name, points / stores),
                "lost_in": int(lost_in),
                "of": int(of),
                "kept": proportion(int(of - lost_in), int(of), mirrored(int(of), clusters)),
            }
            for name, (points, lost_in, of, *clusters) in self.sums.get("questions", {}).items()
            if of
        }

    def shrunken(self) -> dict[str, Any] | None:
        """A store's shrunken score and how reliably it can be ranked by it; `can_rank` from .7 on."""
        drawn = self.drawn()
        if drawn is None:
            return None
        n, network = self.spread("score").n, self.network
        reliability = statistics.reliability(n, tau=network.tau, sigma=network.sigma["score"])
        found = drawn.interval()
        return {
            "score": found.value,
            "low": found.low,
            "high": found.high,
            "n": n,
            "reliability": reliability,
            "can_rank": reliability >= statistics.NO_RANK_BELOW,
        }

    def drawn(self) -> Drawn | None:
        """A store's score drawn towards the network's mean, with its error; None of a region or brand."""
        spread = self.spread("score")
        if self.level != "store" or not spread.n:
            return None
        return draw([spread.mean], [spread.n], self.network)

    def benchmark(self) -> dict[str, Any] | None:
        """The mean of the brand's other stores with its interval; None for a brand, and for its only store."""
        own = self.spread("score")
        others = self.network.score.without(own) if own.stores and self.level != "brand" else None
        if others is None:
            return None
        found = over_stores(others, self.network.sigma["score"], PERCENT)
        return {"score": found.value, "low": found.low, "high": found.high, "stores": others.stores}

    def _mean(self, name: str, spread: Spread, bounds: tuple[float, float]) -> Interval | None:
        if not spread.stores:
            return None
        pooled = self.network.sigma[name]
        if self.level == "store":
            return statistics.store_interval(
                spread.mean, n=spread.n, within=spread.within, pooled=pooled, bounds=bounds
            )
        return over_stores(spread, pooled, bounds)

    def _change(self, name: str, kept: str, bounds: tuple[float, float]) -> dict[str, Any] | None:
        spread = self.spread(kept)
        if not spread.stores:
            return None
        found = over_stores(spread, self.network.sigma[name], bounds)
        return {
            "delta": found.value,
            "low": found.low,
            "high": found.high,
            "p": statistics.p_of(found, statistics.group_freedom(spread.stores, spread.between)),
            "is_real": not found.holds_zero,
            "n": spread.n,
            "stores": spread.stores,
        }

    def _touch(self, name: str, beyond: int, below: int, n: int, clusters: Sequence[float]) -> dict[str, Any]:
        over = clusters_of(clusters)
        found = statistics.net_over_stores(beyond, below, n, over)
        sides = {"exceed": beyond, "shortfall": below}
        return {
            side: proportion(k, n, self.sums.get(side, {}).get(name, [])) for side, k in sides.items()
        } | {
            "n": n,
            "wants": None,
            "net": found.value,
            "low": found.low,
            "high": found.high,
            "p": statistics.p_of(found, over.stores - 1 if over else 0),
            "is_sure": not found.holds_zero,
        }

    def _points(self, name: str, points: float) -> dict[str, Any]:
        """Points lost a visit: a store's mean over its visits, else the mean over stores."""
        score, pooled = self.spread("score"), self.network.parts.get(("points", name))
        squares, within = self.sums.get("points", {}).get(name, (0.0, 0.0))
        found = Interval(points, None, None)
        if self.moments.get("points") == score.stores:
            between = max(0.0, squares - score.stores * points**2)
            found = self._over_visits(points, score.n, within, between, pooled)
        return {"points": points, "low": found.low, "high": found.high}

    def _over_visits(
        self, mean: float, n: int, within: float, between: float, pooled: float | None
    ) -> Interval:
        """A part of the score with its interval: of a store over its n visits, else over stores."""
        if self.level == "store":
            return statistics.store_interval(mean, n=n, within=within, pooled=pooled)
        spread = self.spread("score")
        return statistics.group_interval(
            mean, stores=spread.stores, between=between, pooled=pooled, inverse=spread.inverse
        )

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
                mean, stores=int(stores), between=between, pooled=pooled, inverse=stores**2 / visits
            )
        return {"score": found.value, "low": found.low, "high": found.high, "n": int(visits)}
