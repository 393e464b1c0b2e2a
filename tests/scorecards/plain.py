"""Scorecards reckoned from nothing by other means: exact fractions over the worked visits' own figures."""

from collections import defaultdict
from fractions import Fraction
from typing import Any

from audits.visits.models import Visit
from tests.making import worked_visits

Expected = dict[str, Any]


def plain_scorecards(told: dict[Any, str]) -> dict[tuple[Any, Any], dict[str, Any]]:
    """`(wave, subject)` → figures, from the released visits; `told` says which worked visit each visit is."""
    by_store: dict[tuple[Any, Any], list[Expected]] = defaultdict(list)
    places = {}
    for visit in Visit.objects.filter(state="released").select_related("store"):
        by_store[visit.wave_id, visit.store_id].append(worked_visits()[told[visit.pk]]["expected"])
        places[visit.store_id] = (visit.store.region_id, visit.brand_id)
    cards = {key: _store(found) for key, found in by_store.items()}
    for level in (0, 1):
        groups: dict[tuple[Any, Any], list[dict[str, Any]]] = defaultdict(list)
        for wave, store in by_store:
            groups[wave, places[store][level]].append(cards[wave, store])
        cards |= {key: _group(found) for key, found in groups.items()}
    return cards


def _store(visits: list[Expected]) -> dict[str, Any]:
    scored = [visit for visit in visits if visit["overall"]["exact"]]
    shares = [100 * Fraction(visit["overall"]["exact"]) for visit in scored]
    shifts = [Fraction(visit["surplus"]["exact"]) for visit in visits if visit["surplus"]["exact"]]
    lost: dict[str, Fraction] = defaultdict(Fraction)
    for visit in scored:
        for name, line in visit["lines"].items():
            gap = Fraction(line["possible"]) - Fraction(line["earned"])
            lost[name] += 100 * gap / Fraction(visit["overall"]["possible"]) / len(scored)
    return {
        "scores": [_mean(shares)] if shares else [],
        "surpluses": [_mean(shifts)] if shifts else [],
        "n": len(shares),
        "critical": sum(bool(visit["critical"]) for visit in visits),
        "lost": [dict(lost)] if shares else [],
        "touch": [visit["surplus"]["touchpoints"] for visit in visits],
    }


def _group(stores: list[dict[str, Any]]) -> dict[str, Any]:
    lists = {
        name: [one for store in stores for one in store[name]]
        for name in ("scores", "surpluses", "lost", "touch")
    }
    return lists | {name: sum(store[name] for store in stores) for name in ("n", "critical")}


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def figures(card: dict[str, Any]) -> dict[str, Any]:
    """What a scorecard must say: score, surplus, n, critical visits, points lost by question, touchpoints."""
    names = {name for lost in card["lost"] for name in lost}
    points = {name: float(sum(lost.get(name, Fraction(0)) for lost in card["lost"])) for name in names}
    touch: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for visit in card["touch"]:
        for name, value in visit.items():
            touch[name] = [touch[name][0] + (value > 0), touch[name][1] + (value < 0), touch[name][2] + 1]
    return {
        "n": card["n"],
        "critical": card["critical"],
        "score": float(_mean(card["scores"])) if card["scores"] else None,
        "surplus": float(_mean(card["surpluses"])) if card["surpluses"] else None,
        "lost": {name: value for name, value in points.items() if value},
        "touch": dict(touch),
    }
