"""Do we know how we are perceived? A sealed forecast beside what clients lived (I5). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any

from audits.insights.seen import Fact
from audits.insights.shapes import Json, Told, corrected, figure, share, test, withheld
from audits.insights.statistics.beliefs import brier, gap, verdict
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.ratios import means_over_stores, proportion

PERCENT = (0.0, 100.0)
MOST = 200


@dataclass(slots=True)
class Lived:
    """What clients lived: section percents, one row a store (a visit in one store); which touchpoints were beyond."""

    is_store: bool
    rows: list[dict[str, float]] = field(default_factory=list)
    beyond: dict[str, list[int]] = field(default_factory=dict)
    visits: int = 0

    def add_store(self, visits: Sequence[Fact]) -> None:
        """One store's visits."""
        self.visits += len(visits)
        by_section: dict[str, list[float]] = {}
        for visit in visits:
            for name, percent in visit["sections"].items():
                by_section.setdefault(name, []).append(percent)
            for name, value in visit["touches"].items():
                self.beyond.setdefault(name, []).append(int(value > 0))
        if self.is_store:
            self.rows.extend(visit["sections"] for visit in visits)
        else:
            self.rows.append({name: fsum(told) / len(told) for name, told in by_section.items()})

    def section(self, name: str) -> list[float]:
        """The percents of one section."""
        return [row[name] for row in self.rows if name in row]


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
                _section(name, believed[name], measured[name], gaps[name], q[name], len(lived.section(name)))
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
    return Told(len(lines), {"subjects": lines[:MOST], "gap": figure(mean, len(lines))})


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


def _exceeded(chances: Mapping[str, float], beyond: Mapping[str, Sequence[int]]) -> list[Json]:
    return [
        {
            "name": name,
            "forecast": float(chance),
            "measured": share(
                proportion([sum(beyond[name])], [len(beyond[name])]), sum(beyond[name]), len(beyond[name])
            ),
        }
        for name, chance in chances.items()
        if beyond.get(name)
    ]


def _brier(
    chances: Mapping[str, float], beyond: Mapping[str, Sequence[int]], network: Mapping[str, float]
) -> Json | None:
    """The manager's own score beside that of somebody who says the network's rate every time."""
    named = {name: float(chance) for name, chance in chances.items() if name in network}
    own = brier(named, beyond)
    theirs = brier({name: network[name] for name in named}, beyond)
    if own is None or theirs is None:
        return None
    return {"own": own[0], "network": theirs[0], "n": own[1]}
