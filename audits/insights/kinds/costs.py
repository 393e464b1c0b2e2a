"""Does excellence cost money (I6), and what is lost to things that cost nothing (I9)? Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from audits.insights.gathered import Gathered
from audits.insights.shapes import Json, Told, figure, share, withheld
from audits.insights.statistics.credits import NATURES
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.ratios import bootstrap_ratio, ratio, summed_ratio
from audits.scorecards.statistics import Clusters, share_over_stores

CREDITS, VISITS = 20, 6
SHARE = (0.0, 1.0)
PERCENT = (0.0, 100.0)
MOST_QUESTIONS = 12


def perk(found: Gathered, costs: Mapping[str, Decimal], currency: str) -> Told:
    """Perk or personal touch: credits of what went beyond by the nature of their causes."""
    n = int(found.total("personal")[1])
    if not found.natures:
        return Told(n, why="not_asked")
    if n < CREDITS:
        return Told(n, why="few_credits", wants=CREDITS)
    causes = sorted(found.credits.items(), key=lambda one: (-one[1], one[0]))
    return Told(
        n,
        {
            **{name: figure(bootstrap_ratio(*found.sums(name), bounds=SHARE), n) for name in NATURES},
            "causes": [
                {
                    "name": cause,
                    "nature": found.natures.get(cause, ""),
                    "credits": credit,
                    "share": figure(ratio(*found.sums(f"cause:{cause}"), bounds=SHARE), n),
                }
                for cause, credit in causes
            ],
            "touchpoints": [
                {"name": name, "credits": credits, **_shares(found, name, credits)}
                for name, credits in found.touch_credits.items()
            ],
            "costs": _costs(found, costs, currency, n),
        },
    )


def free(found: Gathered) -> Told:
    """Free excellence: the share of lost points that attitude and rules would win back."""
    tops, bottoms = found.sums("free")
    n = int(found.total("lost")[1])
    if n < VISITS:
        return Told(n, why="few_visits", wants=VISITS)
    whole = sum(bottoms)
    if not whole:
        return Told(n, why="no_spread")
    costs = sorted(found.lost.items(), key=lambda one: (-one[1], one[0]))
    _, visits = found.sums("lost")
    return Told(
        n,
        {
            "lost": figure(bootstrap_ratio(*found.sums("lost"), bounds=PERCENT), n),
            "free": figure(bootstrap_ratio(tops, bottoms, bounds=SHARE), n),
            "costs": [
                {
                    "cost": cost,
                    "points": figure(ratio(found.sums(f"lost:{cost}")[0], visits, bounds=PERCENT), n),
                    "share": figure(ratio(*found.sums(f"lost:{cost}"), bounds=SHARE), n),
                }
                for cost, _ in costs
            ],
            "questions": _questions(found, n),
        },
    )


def _shares(found: Gathered, touchpoint: str, credits: int) -> Json:
    """One moment's credits by nature, each a share of them; withheld below twenty."""
    shares = {name: ratio(*found.sums(f"{name}:{touchpoint}"), bounds=SHARE) for name in NATURES}
    return {name: figure(one, credits, wants=CREDITS, why="few_credits") for name, one in shares.items()}


def _costs(found: Gathered, costs: Mapping[str, Decimal], currency: str, credits: int) -> Json:
    """What the given acts cost, and what one credited surplus point costs."""
    known = {act: float(cost) for act, cost in costs.items() if act in found.acts}
    if not known:
        return {"withheld": {"why": "no_costs", "n": 0, "wants": None}}
    acts = [
        {"act": act, "delivered": found.acts[act], "each": each, "total": each * found.acts[act]}
        for act, each in sorted(known.items())
    ]
    total = sum(float(each) * found.acts[act] for act, each in known.items())
    personal = bootstrap_ratio(*found.sums("personal"), bounds=SHARE)
    return {
        "currency": currency,
        "total": total,
        "per_point": _per_point(total, credits, personal),
        "acts": acts,
    }


def _per_point(total: float, credits: int, personal: Estimate) -> Json:
    """Cost of a surplus point that wasn't personal; its interval is that of the share that wasn't."""
    rest = 1 - personal.value
    if rest <= 0 or personal.low is None or personal.high is None:
        return withheld(credits, "no_spread")
    high = total / credits / (1 - personal.high) if personal.high < 1 else None
    return figure(Estimate(total / credits / rest, total / credits / (1 - personal.low), high), credits)


def _questions(found: Gathered, n: int) -> list[Json]:
    lost = [(name, row) for name, row in found.costless.items() if row[1]]
    dearest = sorted(lost, key=lambda one: (-one[1][0], one[0]))[:MOST_QUESTIONS]
    return [
        {
            "question": name,
            "points": figure(_points_lost(found, points, spread), n),
            "lost": share(_lost_share(int(lost_in), int(of), clusters), lost_in, int(of)),
        }
        for name, (points, lost_in, of, *clusters), spread in ((q, row[:7], row[7:]) for q, row in dearest)
    ]


def _points_lost(found: Gathered, points: float, spread: Sequence[float]) -> Estimate:
    """Points a visit: over visits of one store, else over stores."""
    own, squares, crossed = spread
    _, visits = found.sums("lost")
    whole = sum(visits)
    if found.stores < 2:
        n = int(whole)
        return summed_ratio(points, whole, squares=own, crossed=points, sizes=whole, clusters=n)
    sizes = sum(one * one for one in visits)
    return summed_ratio(points, whole, squares=squares, crossed=crossed, sizes=sizes, clusters=len(visits))


def _lost_share(k: int, n: int, clusters: Sequence[float]) -> Estimate:
    squares, crossed, sizes, stores = clusters
    found = share_over_stores(k, n, Clusters(squares, crossed, sizes, int(stores)))
    return Estimate(found.value, found.low, found.high)
