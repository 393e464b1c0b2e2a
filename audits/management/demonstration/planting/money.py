"""What only headquarters knows: sales that have nothing to do with service, and what acts cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import exp, log
from random import Random

import numpy as np
from numpy.typing import NDArray

from audits.insights.services.money import import_sales, set_costs
from audits.management.demonstration.planting.cells import Cell
from audits.people.models import Person
from audits.places.models import Brand

COSTS = {"drink": "9.50", "small_gift": "24.00", "private_room": "15.00", "seat": "0.00"}
NOISE = 0.04  # SD of a month's growth of log sales per visitor
SEASON = {11: 0.12, 12: 0.2, 1: -0.25, 2: -0.05, 6: 0.06, 8: -0.04}  # growth into that month
Array = NDArray[np.float64]
Growth = dict[tuple[str, date], float]  # (store, month) → growth into the next month


def tell_costs(brand: Brand, by: Person) -> None:
    """What each act costs the brand."""
    set_costs(brand=brand, costs={act: Decimal(cost) for act, cost in COSTS.items()}, by=by)


def tell_sales(brand: Brand, cells: Sequence[Cell], today: date, by: Person, chance: Random) -> None:
    """Sales by month, as a spreadsheet: of their growth, nothing goes with what visits found."""
    months = _months(min(cell.stepped_in.date() for cell in cells), today)
    growth = _unlinked(cells, months, chance)
    lines = ["Store;Month;Sales;Visitors"]
    for store in sorted({cell.house.number for cell in cells}):
        level, habit = log(85) + chance.gauss(0, 0.3), chance.randint(1800, 6200)
        for month in months:
            visitors = max(200, round(chance.gauss(habit, habit / 12)))
            lines.append(f"{store};{month:%Y-%m};{visitors * exp(level):.2f};{visitors}")
            level += growth[store, month] + SEASON.get(month.month % 12 + 1, 0.0)
    import_sales(brand=brand, content="\n".join(lines).encode(), by=by)


def _months(first: date, today: date) -> list[date]:
    """From the month of the first visit to the last whole month."""
    month, found = first.replace(day=1), []
    while month < today.replace(day=1):
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _unlinked(cells: Sequence[Cell], months: Sequence[date], chance: Random) -> Growth:
    """Chance growth, less what of it happens to go with a store, a month or a component of its visits."""
    stores = sorted({cell.house.number for cell in cells})
    growth = {(store, month): chance.gauss(0, NOISE) for store in stores for month in months}
    found = _components(cells)
    rows = [place for place in growth if place in found and place[1] != months[-1]]
    design = np.array([_row(place, stores, months, found[place]) for place in rows])
    noise = np.array([growth[place] for place in rows])
    fit = np.linalg.lstsq(design, noise, rcond=None)[0]
    growth.update(zip(rows, (float(one) for one in noise - design @ fit), strict=True))
    return growth


def _row(
    place: tuple[str, date], stores: Sequence[str], months: Sequence[date], found: Sequence[float]
) -> list[float]:
    store, month = place
    return [*(float(one == store) for one in stores), *(float(one == month) for one in months), *found]


def _components(cells: Sequence[Cell]) -> Mapping[tuple[str, date], list[float]]:
    """By store and month: score, surplus, empowerment and emotion of the month's visits."""
    told: dict[tuple[str, date], list[list[float]]] = defaultdict(list)
    for cell in cells:
        grade, day = cell.grade, (cell.stepped_in - timedelta(minutes=12)).date()
        pillars = [_percent(grade["figures"]["pillars"][name]) for name in ("empowerment", "emotion")]
        told[cell.house.number, day.replace(day=1)].append(
            [float(grade["percent"]), float(grade["surplus"]), *pillars]
        )
    return {place: [float(one) for one in np.mean(visits, axis=0)] for place, visits in told.items()}


def _percent(tally: Mapping[str, str]) -> float:
    return 100 * float(Fraction(tally["earned"]) / Fraction(tally["possible"]))
