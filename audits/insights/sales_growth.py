"""Months of sales beside what visits found: the rows of the sales link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from math import fsum, log
from uuid import UUID

from audits.insights.kinds.network import StoreMonth
from audits.insights.models import SalesMonth
from audits.insights.queries import facts_of
from audits.insights.seen import Fact
from audits.places.models import Brand
from audits.waves.models import Wave


def store_months(brand: Brand, waves: Sequence[Wave]) -> list[StoreMonth]:
    """Each month in which a store had visits, and whose own and next month's sales per visitor are known."""
    growth = _growth(brand)
    rows = []
    for store, by_wave in facts_of(waves, list(growth)) if growth else ():
        months: dict[str, list[Fact]] = defaultdict(list)
        for _, visits in by_wave:
            for visit in visits:
                months[visit["day"][:7]].append(visit)
        rows += [
            StoreMonth(str(store), month, growth[store][month], _components(visits))
            for month, visits in sorted(months.items())
            if month in growth[store]
        ]
    return rows


def _growth(brand: Brand) -> dict[UUID, dict[str, float]]:
    """Store → month → `log(sales per visitor) next month − this month`."""
    levels: dict[UUID, dict[date, float]] = defaultdict(dict)
    told = SalesMonth.objects.filter(store__brand=brand, sales__gt=0, visitors__gt=0)
    for store, month, sales, visitors in told.values_list("store", "month", "sales", "visitors"):
        levels[store][month] = log(float(sales) / visitors)
    return {
        store: {
            month.isoformat()[:7]: months[following] - level
            for month, level in months.items()
            if (following := _next(month)) in months
        }
        for store, months in levels.items()
    }


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _components(visits: Sequence[Fact]) -> Mapping[str, float]:
    """Means over the month's visits, of those that have the component."""
    values = {
        "score": [visit["percent"] for visit in visits if visit["percent"] is not None],
        "surplus": [visit["surplus"] for visit in visits if visit["surplus"] is not None],
        "empowerment": [v["pillars"]["empowerment"] for v in visits if "empowerment" in v["pillars"]],
        "emotion": [v["pillars"]["emotion"] for v in visits if "emotion" in v["pillars"]],
    }
    return {name: fsum(told) / len(told) for name, told in values.items() if told}
