"""Trained or empowered (I7); the standard met and the client lost (I8). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.insights.gathered import Gathered
from audits.insights.shapes import Json, Told, figure, share
from audits.insights.statistics.arms import newcombe
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.ratios import proportion, ratio

VISITS, HOLLOW = 6, 12
PERCENT = (0.0, 100.0)
ACTIONS = {"both": "keep", "trained": "relax_a_rule", "empowered": "coach", "neither": "both"}


def trained(found: Gathered) -> Told:
    """Do people lack skill, or freedom? Foundation and empowerment against the brand's target."""
    if found.visits < VISITS:
        return Told(found.visits, why="few_visits", wants=VISITS)
    foundation, empowerment = (_mean(found, f"pillar:{name}") for name in ("foundation", "empowerment"))
    if foundation is None or empowerment is None:
        return Told(found.visits, why="not_asked")
    if _fewest(found) < VISITS:
        return Told(_fewest(found), why="few_visits", wants=VISITS)
    where = quadrant(foundation, empowerment, found.target)
    return Told(
        found.visits,
        {
            "target": found.target,
            **_axes(found),
            "difference": figure(
                _mean(found, "difference", (-100.0, 100.0)), found.told["difference"], wants=VISITS
            ),
            "probe": figure(_mean(found, "probe", (0.0, 1.0)), found.told["probe"], wants=VISITS),
            "autonomy": proportion_of(found, "alone", wants=VISITS),
            "quadrant": where,
            "action": ACTIONS[where["name"]] if where["is_sure"] else None,
            "points": [],
        },
    )


def point(found: Gathered, named: Mapping[str, Any]) -> Json | None:
    """One store or region as a point of the plot; None below its minimum."""
    foundation, empowerment = (_mean(found, f"pillar:{name}") for name in ("foundation", "empowerment"))
    if _fewest(found) < VISITS or foundation is None or empowerment is None:
        return None
    where = quadrant(foundation, empowerment, found.target)
    return {**named, "n": found.visits, **_axes(found), "quadrant": where}


def quadrant(foundation: Estimate, empowerment: Estimate, target: float) -> Json:
    """Where a cross stands; sure where neither of its whiskers reaches over the target."""
    high = (foundation.value >= target, empowerment.value >= target)
    name = {(True, True): "both", (True, False): "trained", (False, True): "empowered"}.get(high, "neither")
    sure = all(
        one.low is not None and one.high is not None and (one.low >= target or one.high < target)
        for one in (foundation, empowerment)
    )
    return {"name": name, "is_sure": sure}


def hollow(found: Gathered) -> Told:
    """Was the standard met and the client lost? Foundation on target against how the client left."""
    n = sum(found.corners.values())
    if not n and found.visits >= HOLLOW:
        return Told(0, why="not_asked")
    if n < HOLLOW:
        return Told(n, why="few_visits", wants=HOLLOW)
    corners = ("kept_well", "kept_lost", "missed_well", "missed_lost")
    kept, missed = found.total("hollow"), found.total("missed")
    apart = None
    if kept[1] and missed[1]:
        apart = newcombe((int(kept[0]), int(kept[1])), (int(missed[0]), int(missed[1])))
    return Told(
        n,
        {
            "table": {name: found.corners[name] for name in corners},
            **{name: proportion_of(found, name) for name in ("hollow", "hollow_bought", "missed")},
            "difference": figure(apart, n),
            "visits": [visit["visit"] for visit in found.hollow],
        },
    )


def proportion_of(found: Gathered, name: str, *, wants: int = 1) -> Json:
    """P of a gathered proportion; withheld below `wants` visits that had it."""
    k, n = found.total(name)
    return share(proportion(*found.sums(name)) if n else None, k, int(n), wants=wants)


def _fewest(found: Gathered) -> int:
    """Visits in which the pillar that is asked less often has a score."""
    return min(found.told[f"pillar:{name}"] for name in ("foundation", "empowerment"))


def _axes(found: Gathered) -> Json:
    names = ("foundation", "empowerment")
    return {
        name: figure(_mean(found, f"pillar:{name}"), found.told[f"pillar:{name}"], wants=VISITS)
        for name in names
    }


def _mean(found: Gathered, name: str, bounds: tuple[float, float] = PERCENT) -> Estimate | None:
    tops, bottoms = found.sums(name)
    return ratio(tops, bottoms, bounds=bounds) if tops else None
