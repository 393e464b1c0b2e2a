"""One released visit as the insights read it: a few facts out of its grade and its answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from audits.insights.tags import ALONE, BOUGHT, Tags
from audits.scorecards.reckoning import Counted, losses, number

AT_ONCE = 30  # seconds within which a guest is acknowledged
PILLARS = ("foundation", "empowerment", "emotion")
COSTLESS = ("attitude", "rule")
COSTS = (*COSTLESS, "coaching", "money", "")
Fact = dict[str, Any]


def seen(
    visit: Counted,
    answers: Mapping[str, Any],
    tags: Tags,
    *,
    target: float,
    look: str,
    shopper: str,
    day: str,
) -> Fact:
    """The facts of one visit, ready to be kept as JSON.

    `percent` and `sections` 0 to 100; `touches` −1 to 1 by touchpoint; `causes` ticked where it was beyond;
    `lost` points of the percentage by cost; `wait` seconds; what wasn't asked is absent or None.
    """
    states = {line["question"]: line["state"] for line in visit.lines}
    percent = visit.percent()
    return {
        "visit": str(visit.visit),
        "shopper": shopper,
        "day": day,
        "look": look,
        "percent": percent,
        "is_critical": visit.is_critical,
        "on_target": percent is not None and percent >= target,
        "surplus": visit.surplus,
        "touches": visit.touches(),
        "causes": _causes(visit, answers, tags),
        "sections": _percents(visit.figures["sections"]),
        "pillars": {p: v for p, v in _percents(visit.figures["pillars"]).items() if p in PILLARS},
        **_acts(visit, answers, tags, states),
        **_waiting(answers, tags, states),
        **_request(visit, answers, tags, states),
        "feeling": _chosen(answers, tags.feeling, states),
        "is_bought": _chosen(answers, tags.ending, states) == BOUGHT if tags.ending else None,
        "recommend": _whole(_chosen(answers, tags.recommend, states)),
        **_lost(visit),
    }


def forgotten(fact: Fact) -> Fact:
    """The same figures of nobody's visit: whose and which it was is gone, of the day the month is left."""
    return fact | {"visit": "", "shopper": "", "day": fact["day"][:7]}


def asked(visits: Sequence[Counted]) -> dict[str, list[float]]:
    """By question over visits: `[asked, not applicable, Σ share, Σ share², scored]`, share being earned of possible."""
    table: dict[str, list[float]] = {}
    for visit in visits:
        for line in visit.lines:
            if "possible" not in line or line["state"] == "hidden":
                continue
            row = table.setdefault(line["question"], [0, 0, 0.0, 0.0, 0])
            row[0] += 1
            row[1] += line["state"] == "na"
            possible = number(line["possible"])
            if possible:
                share = number(line["earned"]) / possible
                row[2], row[3], row[4] = row[2] + share, row[3] + share * share, row[4] + 1
    return table


def _percents(tallies: Mapping[str, Mapping[str, str]]) -> dict[str, float]:
    return {
        name: round(100 * number(tally["earned"]) / number(tally["possible"]), 4)
        for name, tally in tallies.items()
        if number(tally["possible"])
    }


def _causes(visit: Counted, answers: Mapping[str, Any], tags: Tags) -> dict[str, list[str]]:
    beyond = [touchpoint for touchpoint, value in visit.touches().items() if value > 0]
    return {name: _listed(answers.get(tags.causes.get(name, ""))) for name in beyond if name in tags.causes}


def _acts(
    visit: Counted, answers: Mapping[str, Any], tags: Tags, states: Mapping[str, str]
) -> dict[str, list[str] | None]:
    """Acts expected beforehand, given, and not given though it was asked whether they were."""
    lines = {line["question"]: line for line in visit.lines}
    given: list[str] = []
    missed: list[str] = []
    for name, act in tags.acts.items():
        if states.get(act.question) != "answered":
            continue
        (given if _is_given(name, act.question, act.is_ticked, answers, lines) else missed).append(name)
    told = [name for name in tags.expected if states.get(name) == "answered"]
    wished = {one for name in told for one in _listed(answers.get(name))} - {"none"}
    return {"expected": sorted(wished) if told else None, "given": given, "missed": missed}


def _is_given(
    act: str, question: str, is_ticked: bool, answers: Mapping[str, Any], lines: Mapping[str, Any]
) -> bool:
    if is_ticked:
        return act in _listed(answers.get(question))
    line = lines.get(question, {})
    possible = number(line.get("possible", "0"))
    return possible > 0 and number(line["earned"]) >= possible


def _waiting(
    answers: Mapping[str, Any], tags: Tags, states: Mapping[str, str]
) -> dict[str, float | bool | None]:
    """Seconds between the first two taps; a guest whom nobody acknowledged waited for ever."""
    nothing: dict[str, float | bool | None] = {"wait": None, "is_acknowledged": None}
    if len(tags.taps) < 3:
        return nothing
    first, second = tags.taps[:2]
    came, met = _moment(answers.get(first)), _moment(answers.get(second))
    if came is None or states.get(second) == "hidden":
        return nothing
    if met is None:
        did_not = isinstance(answers.get(second), Mapping)
        return {"wait": None, "is_acknowledged": False if did_not else None}
    wait = max(0.0, round((met - came).total_seconds()))
    return {"wait": wait, "is_acknowledged": wait <= AT_ONCE}


def _request(
    visit: Counted, answers: Mapping[str, Any], tags: Tags, states: Mapping[str, str]
) -> dict[str, float | bool | None]:
    line = next((line for line in visit.lines if line["question"] == tags.request), {})
    possible = number(line.get("possible", "0"))
    settled = _chosen(answers, tags.settled, states)
    return {
        "probe": number(line["earned"]) / possible if possible else None,
        # a request that was refused was not solved by anybody
        "is_alone": None if not possible or not tags.settled else settled == ALONE,
    }


def _lost(visit: Counted) -> dict[str, Any]:
    costs = {line["question"]: line.get("cost", "") for line in visit.lines}
    lost: dict[str, float] = {}
    costless: dict[str, float] = {}
    for name, points in losses(visit).items():
        cost = costs[name]
        if points > 0:
            lost[cost] = lost.get(cost, 0.0) + points
        if cost in COSTLESS:
            costless[name] = round(points, 4)
    return {"lost": {cost: round(points, 4) for cost, points in lost.items()}, "costless": costless}


def _chosen(answers: Mapping[str, Any], name: str, states: Mapping[str, str]) -> Any:
    return answers.get(name) if name and states.get(name) == "answered" else None


def _whole(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _listed(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else None
