"""What visits add up to, cluster by cluster, for the cheap insights of a store, a region or a brand. Pure.

A cluster is a visit of a store, and a store of a region or brand; visits are let go as soon as they are added,
so that a brand of many thousand stores fits into a few numbers a store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any

from audits.insights.seen import COSTLESS, COSTS, PILLARS, Fact
from audits.insights.shapes import newest
from audits.insights.statistics.credits import NATURES, by_nature, split
from audits.insights.tags import LOST

MOST_HOLLOW = 20
Sums = tuple[float, float]


@dataclass(slots=True)
class Gathered:
    """Sums by name and cluster, and what is counted over all visits."""

    natures: Mapping[str, str]  # of causes
    target: float
    table: dict[str, tuple[list[float], list[float]]] = field(default_factory=dict)
    credits: Counter[str] = field(default_factory=Counter)
    touch_credits: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    # question → points, lost in, of; Σk², Σkn, Σn² over its stores, with their number; then of the points Σp² over
    # visits, and Σp², Σpx over stores, x being a store's scored visits
    costless: dict[str, list[float]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)  # visits behind each mean
    corners: Counter[str] = field(default_factory=Counter)
    hollow: list[Fact] = field(default_factory=list)
    visits: int = 0
    stores: int = 0

    def add_store(self, visits: Sequence[Fact]) -> None:
        """One store of a region or brand: one cluster."""
        self._count(visits)
        self._cluster(visits)

    def add_visits(self, visits: Sequence[Fact]) -> None:
        """The only store: each visit a cluster."""
        self._count(visits)
        for visit in visits:
            self._cluster([visit])

    def sums(self, name: str) -> tuple[list[float], list[float]]:
        """Σy and Σx by cluster; empty where no visit had it."""
        return self.table.get(name, ([], []))

    def total(self, name: str) -> Sums:
        """Σy and Σx over all clusters."""
        tops, bottoms = self.sums(name)
        return fsum(tops), fsum(bottoms)

    def _count(self, visits: Sequence[Fact]) -> None:
        self.visits += len(visits)
        self.stores += 1
        for visit in visits:
            self.acts.update(visit["given"])
            self.lost.update(visit["lost"])
            self.told.update(_told(visit))
            self._credit(visit)
            corner = corner_of(visit, self.target)
            if corner:
                self.corners[corner] += 1
        self._lose(visits)
        told = (visit for visit in visits if corner_of(visit, self.target) == "kept_lost")
        self.hollow = newest([*self.hollow, *told], MOST_HOLLOW)

    def _lose(self, visits: Sequence[Fact]) -> None:
        """What one store's visits lost on questions that cost nothing."""
        own: dict[str, list[float]] = {}
        for visit in visits:
            for name, points in visit["costless"].items():
                row = own.setdefault(name, [0.0, 0, 0, 0.0])
                for at, more in enumerate((points, points > 0, 1, points**2)):
                    row[at] += more
        scored = sum(visit["percent"] is not None for visit in visits)
        for name, (points, k, n, squares) in own.items():
            kept = self.costless.setdefault(name, [0.0] * 10)
            spread = (squares, points**2, points * scored)
            for at, more in enumerate((points, k, n, k * k, k * n, n * n, 1, *spread)):
                kept[at] += more

    def _credit(self, visit: Fact) -> None:
        for touchpoint, credits in credits_of(visit, self.natures).items():
            self.credits.update(credits)
            self.touch_credits[touchpoint] += 1

    def _cluster(self, visits: Sequence[Fact]) -> None:
        for name, (top, bottom) in _sums(visits, self.natures, self.target).items():
            tops, bottoms = self.table.setdefault(name, ([], []))
            tops.append(top)
            bottoms.append(bottom)


def corner_of(visit: Fact, target: float) -> str:
    """`kept_well`, `kept_lost`, `missed_well` or `missed_lost`; '' where foundation or feeling isn't known."""
    foundation, feeling = visit["pillars"].get("foundation"), visit["feeling"]
    if foundation is None or feeling is None:
        return ""
    return f"{'kept' if foundation >= target else 'missed'}_{'lost' if feeling in LOST else 'well'}"


def credits_of(visit: Fact, natures: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """By touchpoint that was beyond: its one credit, split over the ticked causes."""
    return {name: split(causes, natures) for name, causes in visit["causes"].items()}


def _told(visit: Fact) -> list[str]:
    """The means that a visit has something to say of."""
    means = {"overall": visit["surplus"], "probe": visit["probe"], "scored": visit["percent"]}
    pillars = [f"pillar:{name}" for name in PILLARS if name in visit["pillars"]]
    both = ["difference"] if {"foundation", "empowerment"} <= visit["pillars"].keys() else []
    return [*(name for name, value in means.items() if value is not None), *pillars, *both]


def _sums(visits: Sequence[Fact], natures: Mapping[str, str], target: float) -> dict[str, Sums]:
    """Σy, Σx of one cluster by name. Means have x = 1: each store weighs the same, as on scorecards."""
    found = _touches(visits) | _hollow(visits, target) | _promoters(visits)
    pillars = {name: [v["pillars"][name] for v in visits if name in v["pillars"]] for name in PILLARS}
    both = [
        v["pillars"]["foundation"] - v["pillars"]["empowerment"]
        for v in visits
        if "foundation" in v["pillars"] and "empowerment" in v["pillars"]
    ]
    means: dict[str, list[Any]] = {f"pillar:{name}": values for name, values in pillars.items()}
    means |= {
        "difference": both,
        "overall": [v["surplus"] for v in visits if v["surplus"] is not None],
        "probe": [v["probe"] for v in visits if v["probe"] is not None],
    }
    found |= {name: (fsum(values) / len(values), 1.0) for name, values in means.items() if values}
    alone = [v["is_alone"] for v in visits if v["is_alone"] is not None]
    if alone:
        found["alone"] = (float(sum(alone)), float(len(alone)))
    return found | _money(visits, natures)


def _touches(visits: Sequence[Fact]) -> dict[str, Sums]:
    found: dict[str, Sums] = {}
    for name in dict.fromkeys(name for visit in visits for name in visit["touches"]):
        values = [visit["touches"][name] for visit in visits if name in visit["touches"]]
        beyond, below = sum(v > 0 for v in values), sum(v < 0 for v in values)
        found[f"net:{name}"] = (beyond - below, len(values))
        found[f"exceed:{name}"] = (beyond, len(values))
        found[f"short:{name}"] = (below, len(values))
    return found


def _hollow(visits: Sequence[Fact], target: float) -> dict[str, Sums]:
    corners = [(corner_of(visit, target), visit["is_bought"]) for visit in visits]
    kept = [(corner, bought) for corner, bought in corners if corner.startswith("kept")]
    missed = [corner for corner, _ in corners if corner.startswith("missed")]
    bought = [corner for corner, bought in kept if bought]
    found = {}
    if kept:
        found["hollow"] = (float(sum(c == "kept_lost" for c, _ in kept)), float(len(kept)))
    if bought:
        found["hollow_bought"] = (float(bought.count("kept_lost")), float(len(bought)))
    if missed:
        found["missed"] = (float(missed.count("missed_lost")), float(len(missed)))
    return found


def _promoters(visits: Sequence[Fact]) -> dict[str, Sums]:
    told = [visit["recommend"] for visit in visits if visit["recommend"] is not None]
    if not told:
        return {}
    above, below = sum(one >= 9 for one in told), sum(one <= 6 for one in told)
    n = float(len(told))
    return {"promoter_net": (above - below, n), "promoters": (above, n), "detractors": (below, n)}


def _money(visits: Sequence[Fact], natures: Mapping[str, str]) -> dict[str, Sums]:
    """Credits by the nature of their causes of all credits; points lost on what costs nothing of all lost."""
    found: dict[str, Sums] = {}
    by_moment: dict[str, list[dict[str, float]]] = defaultdict(list)
    for visit in visits:
        for touchpoint, split_credit in credits_of(visit, natures).items():
            by_moment[touchpoint].append(split_credit)
    credits = [one for ones in by_moment.values() for one in ones]
    if credits:
        found |= _by_nature("", credits, natures)
        for touchpoint, ones in by_moment.items():
            found |= _by_nature(f":{touchpoint}", ones, natures)
        for cause in ("", *natures):
            found[f"cause:{cause}"] = (fsum(one.get(cause, 0.0) for one in credits), float(len(credits)))
    scored = [visit for visit in visits if visit["percent"] is not None]
    if scored:
        lost = fsum(fsum(visit["lost"].values()) for visit in scored)
        free = fsum(visit["lost"].get(cost, 0.0) for visit in scored for cost in COSTLESS)
        found["lost"] = (lost, float(len(scored)))
        found["free"] = (free, lost)
        for cost in COSTS:
            found[f"lost:{cost}"] = (fsum(visit["lost"].get(cost, 0.0) for visit in scored), lost)
    return found


def _by_nature(
    of: str, credits: Sequence[Mapping[str, float]], natures: Mapping[str, str]
) -> dict[str, Sums]:
    told = [by_nature(one, natures) for one in credits]
    return {f"{name}{of}": (fsum(one[name] for one in told), float(len(told))) for name in NATURES}
