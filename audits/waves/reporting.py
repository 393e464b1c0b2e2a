"""A plan as its readers get it (docs/contracts.md, "Plan and draw")."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import numpy as np

from audits.waves.drawing import Slot
from audits.waves.drawing.tableau import NOBODY
from audits.waves.planning import Plan

MOST_STORES = 200  # unfilled ones that are named
Document = dict[str, Any]


def document(plan: Plan, *, seconds: float) -> Document:
    """Counts, and the stores that stay unfilled with the rules that keep shoppers away."""
    given = plan.drawn.given != NOBODY
    filled = int(given.sum())
    unfilled = [int(index) for index in np.flatnonzero(~given)]
    made = sum(plan.made.values())
    return {
        "seed": plan.seed,
        "stores": len(plan.stores),
        "wanted": made + len(plan.slots),
        "made": made,
        "to_draw": len(plan.slots),
        "filled": filled,
        "unfilled": len(unfilled),
        "seconds": round(seconds, 1),
        "fees": {
            "total": str(Decimal(plan.wave.fee) * len(plan.slots)),
            "currency": plan.wave.brand.currency,
        },
        "shoppers": {"all": len(plan.facts.shoppers), "eligible": int(plan.drawn.able.sum())},
        "regions": _regions(plan, given),
        "dayparts": _dayparts(plan, given),
        "quotas": [_quota(plan, given, quota) for quota in plan.wave.quotas],
        "looks": dict(sorted(Counter(look for look in plan.looks if look).items())),
        **_unfilled(plan, unfilled),
    }


def _counted(plan: Plan, given: Any, asks: Callable[[Slot], bool]) -> dict[str, int]:
    mine = np.array([asks(slot) for slot in plan.slots], dtype=bool)
    filled = int(given[mine].sum()) if len(mine) else 0
    return {"wanted": int(mine.sum()), "filled": filled, "unfilled": int(mine.sum()) - filled}


def _dayparts(plan: Plan, given: Any) -> list[Document]:
    def line(name: str) -> Document:
        return {"daypart": name, **_counted(plan, given, lambda slot: slot.daypart == name)}

    return [line(name) for name in dict.fromkeys(slot.daypart for slot in plan.slots)]


def _quota(plan: Plan, given: Any, quota: Document) -> Document:
    daypart, trait = quota.get("daypart"), quota.get("trait") or {}

    def asks(slot: Slot) -> bool:
        return (not daypart or slot.daypart == daypart) and trait.items() <= dict(slot.wants).items()

    return {**quota, **_counted(plan, given, asks)}


def _regions(plan: Plan, given: Any) -> list[Document]:
    lines: dict[Any, Document] = {}
    for row, store in enumerate(plan.stores):
        line = lines.setdefault(store.region, _line(store.region, store.region_name))
        line["stores"] += 1
        line["made"] += plan.made.get(row, 0)
        line["wanted"] += plan.made.get(row, 0)
    for slot, is_filled in zip(plan.slots, given, strict=True):
        line = lines[plan.stores[slot.place].region]
        line["wanted"] += 1
        line["filled" if is_filled else "unfilled"] += 1
    return sorted(lines.values(), key=lambda line: (-line["unfilled"], line["name"]))


def _line(region: Any, name: str) -> Document:
    return {
        "id": str(region),
        "name": name,
        "stores": 0,
        "wanted": 0,
        "made": 0,
        "filled": 0,
        "unfilled": 0,
    }


def _unfilled(plan: Plan, unfilled: list[int]) -> Document:
    keys = Counter((plan.slots[i].place, plan.slots[i].daypart, plan.slots[i].kind) for i in unfilled)
    first = {(plan.slots[i].place, plan.slots[i].daypart, plan.slots[i].kind): i for i in reversed(unfilled)}
    named = [
        (plan.slots[index], keys[key], plan.drawn.reasons(index)) for key, index in sorted(first.items())
    ]
    return {
        "reasons": _why(named),
        "stores_unfilled": [_store(plan, slot, count, why) for slot, count, why in named[:MOST_STORES]],
        "total_stores_unfilled": len({slot.place for slot, _, _ in named}),
    }


def _why(named: Iterable[tuple[Slot, int, dict[str, int]]]) -> dict[str, int]:
    places: Counter[str] = Counter()
    for _, _, why in named:
        places.update(why.keys())
    return dict(places.most_common())


def _store(plan: Plan, slot: Slot, count: int, why: dict[str, int]) -> Document:
    store = plan.stores[slot.place]
    return {
        "store": {
            "id": str(store.id),
            "name": store.name,
            "city": store.city,
            "region": store.region_name,
        },
        "daypart": slot.daypart,
        "wants": dict(slot.wants),
        "unfilled": count,
        "reasons": why,
    }
