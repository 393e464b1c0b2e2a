"""From released visits to a store's line. Pure, whole, any order; `adding` goes on to regions and brand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import fsum
from typing import Any

from audits.scorecards.adding import columns
from audits.scorecards.moments import Spread, Table

# What the numbers of each table are, in order; all of them add up over stores.
SHARES = ("mean", "squares", "stores", "visits", "within")  # sections and pillars; squares of the means
TOUCHES = ("beyond", "below", "visits")
LOSSES = ("points", "lost_in", "asked_in")  # points of the score lost, mean over the store's visits
POINTS = (
    "squares",
    "within",
)  # of what was lost, how it varies: squares of the means, Σ(x − mean)² over visits


@dataclass(frozen=True, slots=True)
class Counted:
    """A released visit with the grade that counts. `share` is 0 to 1, None where nothing was possible."""

    visit: Any
    edition: str
    share: Fraction | None
    surplus: float | None
    is_critical: bool
    figures: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]]

    def percent(self, only: Collection[str] | None = None) -> float | None:
        """The visit's percentage, over these questions only where they are given."""
        if only is None:
            return None if self.share is None else float(100 * self.share)
        lines = [line for line in scored(self.lines) if line["question"] in only]
        whole = fsum(weight for _, weight in _weighed(lines, self.figures))
        lost = fsum(loss for loss, _ in _weighed(lines, self.figures))
        return 100 * (1 - lost / whole) if whole else None

    def touches(self) -> dict[str, float]:
        """Surplus by touchpoint, −1 to 1."""
        return {name: number(value) for name, value in self.figures["surplus"]["touchpoints"].items()}


def of_store(visits: Sequence[Counted], before: Sequence[Counted], *, target: Fraction) -> dict[str, Any]:
    """A store's columns from its released visits of one wave, and of the wave before it."""
    alone = of_visits(visits, target=target)
    return alone | {"moments": alone["moments"] | changes(visits, before)}


def of_visits(visits: Sequence[Counted], *, target: Fraction) -> dict[str, Any]:
    """A store's columns from its released visits of one wave, without what has changed since the wave before."""
    score = Spread.of_visits([p for visit in visits if (p := visit.percent()) is not None])
    surplus = Spread.of_visits([visit.surplus for visit in visits if visit.surplus is not None])
    on_target = [v for v in visits if v.share is not None and 100 * v.share >= target]
    moments = {
        "score": score.as_json(),
        "surplus": surplus.as_json(),
        "on_target": len(on_target),
        "kept": sum(not visit.is_critical for visit in on_target),
        "points": int(bool(score.n)),
    }
    counted = [visit for visit in visits if visit.share is not None]
    sums = {
        "sections": _shares([visit.figures["sections"] for visit in counted]),
        "pillars": _shares([_without_beyond(visit.figures["pillars"]) for visit in counted]),
        "touchpoints": _touches(visits),
        **_losses(counted),
    }
    return columns(score, surplus, sum(visit.is_critical for visit in visits), moments, sums)


def losses(visit: Counted) -> dict[str, float]:
    """Points of the visit's percentage lost, by question; only questions that counted. They add up to 100 − percent."""
    lines = scored(visit.lines)
    weighed = _weighed(lines, visit.figures)
    whole = fsum(weight for _, weight in weighed)
    return {
        line["question"]: 100 * loss / whole for line, (loss, _) in zip(lines, weighed, strict=True) if whole
    }


def scored(lines: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The lines that counted in this visit."""
    return [line for line in lines if number(line.get("possible", "0"))]


@lru_cache(maxsize=4096)
def number(text: Any) -> float:
    """A number as grades write it: `2.5`, `1/3`, 1."""
    return float(Fraction(text))


def changes(visits: Sequence[Counted], before: Sequence[Counted]) -> dict[str, Any]:
    """Moments of a store's changes: of score over the questions that both editions ask, of surplus over their
    touchpoints."""
    common, only, touched = _common(visits, before)
    pairs = {
        "change": [[p for v in side if (p := v.percent(only)) is not None] for side in (visits, before)],
        "surplus_change": [
            [s for v in side if (s := _surplus(v, touched)) is not None] for side in (visits, before)
        ],
    }
    return {name: _change(*sides).as_json() for name, sides in pairs.items()} | {"common": common}


def _change(now: list[float], before: list[float]) -> Spread:
    if not now or not before:
        return Spread()
    delta = fsum(now) / len(now) - fsum(before) / len(before)
    return Spread.of_change(delta, n=len(now), before=len(before))


def _common(
    visits: Sequence[Counted], before: Sequence[Counted]
) -> tuple[int, set[str] | None, set[str] | None]:
    """How many scored questions both waves ask; their names and touchpoints, None where editions are the same."""
    sides = [_asked(visits), _asked(before)]
    common = sides[0] & sides[1]
    if {visit.edition for visit in visits} == {visit.edition for visit in before}:
        return len(common), None, None
    touched = [{name for visit in side for name in visit.touches()} for side in (visits, before)]
    return len(common), common, touched[0] & touched[1]


def _asked(visits: Sequence[Counted]) -> set[str]:
    return {line["question"] for visit in visits for line in visit.lines if "possible" in line}


def _surplus(visit: Counted, touched: set[str] | None) -> float | None:
    if touched is None:
        return visit.surplus
    values = [value for name, value in visit.touches().items() if name in touched]
    return fsum(values) / len(values) if values else None


def _weighed(lines: Sequence[Mapping[str, Any]], figures: Mapping[str, Any]) -> list[tuple[float, float]]:
    """For each line what it lost and what it could lose, in one unit: points, or the sections' weights."""
    weights = figures.get("section_weights")
    if weights is None:
        return [(number(x["possible"]) - number(x["earned"]), number(x["possible"])) for x in lines]
    possible: dict[str, list[float]] = {}
    for line in lines:
        possible.setdefault(line["section"], []).append(number(line["possible"]))
    unit = {name: number(weights.get(name, "0")) / fsum(points) for name, points in possible.items()}
    return [
        (
            (number(x["possible"]) - number(x["earned"])) * unit[x["section"]],
            number(x["possible"]) * unit[x["section"]],
        )
        for x in lines
    ]


def _without_beyond(pillars: Mapping[str, Any]) -> dict[str, Any]:
    """Beyond is shown as surplus, never as a percentage."""
    return {name: tally for name, tally in pillars.items() if name != "beyond"}


def _shares(visits: Sequence[Mapping[str, Mapping[str, str]]]) -> Table:
    """By section or pillar the store's mean over the visits in which it has a score, see SHARES."""
    names = dict.fromkeys(name for tallies in visits for name in tallies)
    return {name: _share([tallies[name] for tallies in visits if name in tallies]) for name in names}


def _share(tallies: Sequence[Mapping[str, str]]) -> list[float]:
    spread = Spread.of_visits(
        [
            100 * number(tally["earned"]) / number(tally["possible"])
            for tally in tallies
            if number(tally["possible"])
        ]
    )
    return [spread.mean, spread.mean**2, spread.stores, spread.n, spread.within]


def _touches(visits: Sequence[Counted]) -> Table:
    """By touchpoint in how many visits it was beyond and below expectation, of how many, see TOUCHES."""
    table: Table = {}
    for visit in visits:
        for name, value in visit.touches().items():
            row = table.setdefault(name, [0, 0, 0])
            row[0] += value > 0
            row[1] += value < 0
            row[2] += 1
    return table


def _losses(visits: Sequence[Counted]) -> dict[str, Table]:
    """By question what was lost in how many visits, see LOSSES, and how that varies over all of them, see POINTS."""
    lost = [losses(visit) for visit in visits]
    names = dict.fromkeys(line["question"] for visit in visits for line in visit.lines if "possible" in line)
    table: Table = {}
    varying: Table = {}
    for name in names:
        points = [found[name] for found in lost if name in found]
        mean = fsum(points) / len(visits)
        table[name] = [mean, sum(point > 0 for point in points), len(points)]
        if mean:
            off = [(point - mean) ** 2 for point in points] + [mean**2] * (len(visits) - len(points))
            varying[name] = [round(mean**2, 6), round(fsum(off), 6)]
    return {"questions": table, "points": varying}
