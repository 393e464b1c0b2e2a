"""Insights over a whole network: the sales link (I11), shoppers' severity (I12), inside and outside (I13). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

import numpy as np

from audits.insights.shapes import Json, Told, corrected, figure, test
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.ranks import spearman
from audits.insights.statistics.sales import Link, link, verdict
from audits.insights.statistics.severity import Severity, crossed, largest_part
from audits.scorecards.statistics import PERCENT, Interval, pooled_sd, store_interval

STORES, MONTHS = 20, 6
VISITS_A_SHOPPER = 3
FEWEST_STORES, FEWEST_SHOPPERS = 5, 3
INSIDE = 15
MARKS = (1.0, 5.0)  # of the staff's pulse
MOST = 200
COMPONENTS = ("score", "surplus", "empowerment", "emotion")


@dataclass(frozen=True, slots=True)
class StoreMonth:
    """A store's visits of one month beside the growth of log sales per visitor into the next."""

    store: str
    month: str
    growth: float
    found: Mapping[str, float]  # component → mean over the month's visits


def sales(rows: Sequence[StoreMonth]) -> Told:
    """Does service pay? Each component by itself, tests corrected for their number."""
    stores, months = {row.store for row in rows}, {row.month for row in rows}
    if not rows:
        return Told(0, why="no_sales", wants=STORES * MONTHS)
    if len(stores) < STORES or len(months) < MONTHS:
        why = "few_stores" if len(stores) < STORES else "few_months"
        return Told(len(rows), why=why, wants=STORES * MONTHS)
    links = {name: found for name in COMPONENTS if (found := _link(name, rows))}
    if not links:
        return Told(len(rows), why="no_spread")
    q = corrected({name: found.effect.p for name, found in links.items()})
    told = [_component(name, found, q[name]) for name, found in links.items()]
    verdicts = [one["verdict"] for one in told]
    whole = "linked" if "linked" in verdicts else "unsure" if "unsure" in verdicts else "none"
    needs = [one["needs"] for one in told if one["needs"]]
    return Told(
        len(rows),
        {
            "verdict": whole,
            "needs": max(needs) if whole == "unsure" else None,
            "method": next(iter(links.values())).method,
            "stores": len(stores),
            "months": len(months),
            "components": told,
        },
    )


def severity(
    visits: Sequence[tuple[float, str, str]], stores: Mapping[str, str], aliases: Mapping[str, str]
) -> Told:
    """Is the store judged, or the shopper? `(percent, store, shopper)` a visit; names by id.

    Told of the largest part of the network in which shoppers and stores can be told apart.
    """
    if len(visits) < VISITS_A_SHOPPER * FEWEST_SHOPPERS:
        return Told(len(visits), why="few_visits", wants=VISITS_A_SHOPPER * FEWEST_SHOPPERS)
    store_ids, store = np.unique([one[1] for one in visits], return_inverse=True)
    shopper_ids, shopper = np.unique([one[2] for one in visits], return_inverse=True)
    part, is_whole = largest_part(store, shopper)
    store_ids, store = _renumbered(store_ids, store[part])
    shopper_ids, shopper = _renumbered(shopper_ids, shopper[part])
    scores = np.array([one[0] for one in visits])[part]
    met = np.bincount(shopper)
    if len(store_ids) < FEWEST_STORES or int((met >= VISITS_A_SHOPPER).sum()) < FEWEST_SHOPPERS:
        return Told(len(visits), why="not_connected")
    if float(np.ptp(scores)) == 0 or len(scores) <= len(store_ids):
        return Told(len(visits), why="no_spread")
    found = crossed(scores, store, shopper)
    shoppers = [
        {
            "alias": aliases.get(str(shopper_ids[at]), ""),
            "n": int(met[at]),
            "severity": figure(_effect(float(found.shoppers[at]), float(found.reach[at])), int(met[at])),
        }
        for at in np.argsort(found.shoppers)
        if met[at] >= VISITS_A_SHOPPER
    ]
    return Told(
        len(scores),
        {
            "spread": {
                name: figure(one, len(scores))
                for name, one in zip(("store", "shopper", "rest"), found.spreads, strict=True)
            },
            "test": test(found.p, found.p),
            "is_connected": is_whole,
            "shoppers": shoppers[:MOST],
            "stores": _adjusted(scores, store, found, store_ids, stores),
        },
    )


@dataclass(frozen=True, slots=True)
class StorePulse:
    """A store's staff beside its clients: each answer's mean, 1 to 5; each visit's percents, 0 to 100."""

    id: str
    name: str
    pulses: Sequence[float]
    lived: Mapping[str, Sequence[float]]  # empowerment, emotion


def inside(points: Sequence[StorePulse]) -> Told:
    """Are staff served with excellence too? One point a store with five answers or more."""
    if len(points) < INSIDE:
        return Told(len(points), why="few_stores" if points else "no_pulse", wants=INSIDE)
    found: dict[str, tuple[Estimate | None, int]] = {}
    for name in ("empowerment", "emotion"):
        told = [one for one in points if one.lived[name]]
        rho = spearman(
            [fsum(one.pulses) / len(one.pulses) for one in told],
            [fsum(one.lived[name]) / len(one.lived[name]) for one in told],
        )
        found[name] = (rho, len(told))
    q = corrected({name: rho.p if rho else None for name, (rho, _) in found.items()})
    correlations = [
        {
            "with": name,
            "rho": figure(rho, n, wants=INSIDE, why="few_stores"),
            "test": test(rho.p if rho else None, q[name]),
        }
        for name, (rho, n) in found.items()
    ]
    return Told(len(points), {"correlations": correlations, "points": _pulses(points[:1000])})


def _pulses(points: Sequence[StorePulse]) -> list[Json]:
    """Each store's means with their intervals, in which the spread within stores is pooled below six."""
    pulse = _means([one.pulses for one in points], MARKS)
    lived = {
        name: _means([one.lived[name] for one in points], PERCENT) for name in ("empowerment", "emotion")
    }
    return [
        {"id": one.id, "name": one.name, "answers": len(one.pulses), "pulse": pulse[at]}
        | {name: means[at] for name, means in lived.items()}
        for at, one in enumerate(points)
    ]


def _means(groups: Sequence[Sequence[float]], bounds: tuple[float, float]) -> list[Json]:
    """F of each group's mean, as `store_interval` has it."""
    means = [fsum(one) / len(one) if one else 0.0 for one in groups]
    within = [fsum((value - mean) ** 2 for value in one) for one, mean in zip(groups, means, strict=True)]
    pooled = pooled_sd(fsum(within), sum(len(one) - 1 for one in groups if one))
    return [
        figure(
            _estimate(store_interval(mean, n=len(one), within=off, pooled=pooled, bounds=bounds)), len(one)
        )
        for one, mean, off in zip(groups, means, within, strict=True)
    ]


def _estimate(found: Interval) -> Estimate:
    return Estimate(found.value, found.low, found.high)


def _link(name: str, rows: Sequence[StoreMonth]) -> Link | None:
    told = [row for row in rows if name in row.found]
    if len({row.store for row in told}) < STORES:
        return None
    return link(
        [row.growth for row in told],
        [row.found[name] for row in told],
        [row.store for row in told],
        [row.month for row in told],
    )


def _component(name: str, found: Link, q: float | None) -> Json:
    said, needs = verdict(found, q)
    return {
        "name": name,
        "effect": figure(found.effect, found.rows),
        "test": test(found.effect.p, q),
        "detectable": found.detectable,
        "verdict": said,
        "needs": needs,
    }


def _renumbered(ids: Any, index: Any) -> tuple[Any, Any]:
    """Labels without gaps after some were left out."""
    kept, fresh = np.unique(index, return_inverse=True)
    return ids[kept], fresh


def _effect(value: float, reach: float) -> Estimate:
    return Estimate(value, value - reach, value + reach)


def _adjusted(scores: Any, store: Any, found: Severity, ids: Any, names: Mapping[str, str]) -> list[Json]:
    """Stores' scores as they came and with their shoppers' severity taken out, those that move most first."""
    at_store: list[list[float]] = [[] for _ in range(int(store.max()) + 1)]
    for one, score in zip(store, scores, strict=True):
        at_store[one].append(float(score))
    raw = _means(at_store, PERCENT)
    return [
        {
            "id": str(ids[at]),
            "name": names.get(str(ids[at]), ""),
            "n": len(at_store[at]),
            "raw": raw[at],
            "adjusted": figure(_percent(float(level), float(reach)), len(at_store[at])),
        }
        for at, level, reach in zip(found.moved, found.levels, found.level_reach, strict=True)
    ]


def _percent(value: float, reach: float) -> Estimate:
    """A score is from 0 to 100, and so are the ends of its interval."""
    value = min(100.0, max(0.0, value))
    return Estimate(value, max(0.0, value - reach), min(100.0, value + reach))
