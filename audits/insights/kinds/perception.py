"""Do we know how we are perceived? A sealed forecast beside what clients lived (I5). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any

from audits.insights.seen import Fact
from audits.insights.shapes import Json, Told, corrected, figure, share, test, withheld
from audits.insights.statistics.beliefs import Happened, brier, gap, verdict
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.ratios import means_over_stores, proportion, ratio

PERCENT, SHARE = (0.0, 100.0), (0.0, 1.0)
MOST = 200


@dataclass(slots=True)
class Lived:
    """What clients lived, one row a store (a visit where there is one store): section percents, and how often of how
    many visits each touchpoint was beyond."""

    rows: list[dict[str, float]] = field(default_factory=list)
    beyond: list[dict[str, Happened]] = field(default_factory=list)
    visits: int = 0
    told: Counter[str] = field(default_factory=Counter)  # visits with a score in each section
    _first: Sequence[Fact] = ()

    def add_store(self, visits: Sequence[Fact]) -> None:
        """One store's visits: each by itself until a second store comes."""
        if not self.visits:
            self._first = visits
            for visit in visits:
                self._add([visit])
        else:
            if self._first:
                self.rows, self.beyond = [], []
                self._add(self._first)
                self._first = ()
            self._add(visits)
        self.visits += len(visits)
        self.told.update(name for visit in visits for name in visit["sections"])

    def _add(self, visits: Sequence[Fact]) -> None:
        by_section: dict[str, list[float]] = {}
        for visit in visits:
            for name, percent in visit["sections"].items():
                by_section.setdefault(name, []).append(percent)
        self.rows.append({name: fsum(told) / len(told) for name, told in by_section.items()})
        self.beyond.append(_beyond(visits))

    def section(self, name: str) -> list[float]:
        """The percents of one section."""
        return [row[name] for row in self.rows if name in row]


def _beyond(visits: Sequence[Fact]) -> dict[str, Happened]:
    found: dict[str, Happened] = {}
    for visit in visits:
        for name, value in visit["touches"].items():
            hits, n = found.get(name, (0, 0))
            found[name] = (hits + (value > 0), n + 1)
    return found


def perception(
    forecast: Mapping[str, Any] | None, lived: Lived, network: Mapping[str, float], order: Sequence[str]
) -> Told:
    """One manager's forecast; `network` is the brand's rate of "beyond" by touchpoint."""
    if forecast is None:
        return Told(0, why="no_forecast")
    if not lived.visits:
        return Told(0, why="few_visits", wants=1)
    believed = {name: float(said) for name, said in forecast["sections"].items() if lived.section(name)}
    measured = {name: means_over_stores(lived.section(name), bounds=PERCENT) for name in believed}
    gaps = {name: gap(believed[name], measured[name]) for name in believed}
    q = corrected({name: one.p for name, one in gaps.items()})
    whole = _overall(believed, lived.rows)
    place = {name: at for at, name in enumerate(order)}
    names = sorted(believed, key=lambda name: place.get(name, len(place)))
    return Told(
        lived.visits,
        {
            "forecast": {"sealed_at": forecast["sealed_at"], "by": forecast["level"]},
            "sections": [
                _section(name, believed[name], measured[name], gaps[name], q[name], lived.told[name])
                for name in names
            ],
            "exceeded": _exceeded(forecast["exceeded"], lived.beyond),
            "brier": _brier(forecast["exceeded"], lived.beyond, network),
            "gap": figure(whole, lived.visits),
            "p": whole.p if whole else None,
        },
    )


def of_brand(managers: Sequence[tuple[Mapping[str, Any], Told]]) -> Told:
    """All managers whose forecast can be told, the widest gaps first; tests corrected for their number."""
    told = [
        (named, one.figures)
        for named, one in managers
        if not one.why and one.figures["gap"]["value"] is not None
    ]
    if not told:
        return Told(0, why="no_forecast")
    q = corrected({named["id"]: found["p"] for named, found in told})
    lines = [
        {
            **named,
            "gap": found["gap"],
            "brier": found["brier"],
            "test": test(found["p"], q[named["id"]]),
            "verdict": verdict(Estimate(found["gap"]["value"], None, None), q[named["id"]]),
        }
        for named, found in told
    ]
    lines.sort(key=lambda line: -abs(float(line["gap"]["value"])))
    mean = means_over_stores([line["gap"]["value"] for line in lines])
    whole = figure(mean, len(lines)) if len(lines) > 1 else lines[0]["gap"]
    return Told(len(lines), {"subjects": lines[:MOST], "gap": whole})


def _overall(believed: Mapping[str, float], rows: Sequence[Mapping[str, float]]) -> Estimate | None:
    """The mean gap over the sections that were forecast, row by row: a row is a store, or a visit of one."""
    gaps = [
        fsum(believed[name] - row[name] for name in told) / len(told)
        for row in rows
        if (told := [name for name in believed if name in row])
    ]
    return means_over_stores(gaps) if gaps else None


def _section(
    name: str, believed: float, measured: Estimate, apart: Estimate, q: float | None, n: int
) -> Json:
    if n < 2:
        missing = withheld(n, "few_visits", 2)
        return {
            "name": name,
            "forecast": believed,
            "measured": missing,
            "gap": missing,
            "test": test(None, None),
            "verdict": "in_line",
        }
    return {
        "name": name,
        "forecast": believed,
        "measured": figure(measured, n),
        "gap": figure(apart, n),
        "test": test(apart.p, q),
        "verdict": verdict(apart, q),
    }


def _exceeded(chances: Mapping[str, float], beyond: Sequence[Mapping[str, Happened]]) -> list[Json]:
    told = {name: [row[name] for row in beyond if name in row] for name in chances}
    return [
        {"name": name, "forecast": float(chances[name]), "measured": _measured(rows)}
        for name, rows in told.items()
        if rows
    ]


def _measured(rows: Sequence[Happened]) -> Json:
    hits, visits = zip(*rows, strict=True)
    return share(proportion(hits, visits), sum(hits), sum(visits))


def _brier(
    chances: Mapping[str, float], beyond: Sequence[Mapping[str, Happened]], network: Mapping[str, float]
) -> Json | None:
    """The manager's own score beside that of somebody who says the network's rate every time, and their difference:
    below 0 she knew better, and it is sure where its interval leaves 0 out."""
    named = {name: float(chance) for name, chance in chances.items() if name in network}
    own, events = brier(named, beyond)
    theirs, _ = brier({name: network[name] for name in named}, beyond)
    if not events:
        return None
    n = int(sum(events))
    apart = [one - other for one, other in zip(own, theirs, strict=True)]
    found = ratio(apart, events, bounds=(-1.0, 1.0))
    return {
        "own": figure(ratio(own, events, bounds=SHARE), n),
        "network": figure(ratio(theirs, events, bounds=SHARE), n),
        "difference": figure(found, n),
        "verdict": "unsure" if not found.leaves_out_zero else "better" if found.value < 0 else "worse",
    }
