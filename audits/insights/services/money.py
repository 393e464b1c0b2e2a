"""Money that only headquarters knows: what acts cost, what stores sold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from audits.insights.models import ActCost, SalesMonth
from audits.insights.queries import tags_of, waves_of_year, words_of
from audits.insights.sales_sheet import NEEDED, SalesLine, judged, propose
from audits.journal.services import note, record
from audits.people.models import Person
from audits.places.importing import read_sheet
from audits.places.models import Brand, Store
from audits.refusals import refused

BATCH = 500
MOST_PROBLEMS = 200
SAMPLE = 3  # rows shown as they came


def told_costs(brand: Brand) -> dict[str, Any]:
    """Every act of the checklist in use, with what it costs where that is known."""
    costs = dict(ActCost.objects.filter(brand=brand).values_list("act", "cost"))
    acts: dict[str, Any] = {}
    words: dict[str, Any] = {}
    if waves := waves_of_year(brand):
        edition = (waves[-1].edition_id, waves[-1].edition.sha256)
        acts, words = dict(tags_of(*edition).acts), words_of(*edition)
    names = [*acts, *sorted(costs.keys() - acts.keys())]
    return {
        "currency": brand.currency,
        "acts": [
            {
                "act": name,
                "label": words.get(name, {"und": name}),
                "nature": acts[name].nature if name in acts else "",
                "cost": str(costs[name]) if name in costs else None,
            }
            for name in names
        ],
    }


@transaction.atomic
def set_costs(*, brand: Brand, costs: Mapping[str, Decimal | None], by: Person) -> None:
    """Set what acts cost; None forgets. The perk insight follows."""
    ActCost.objects.filter(brand=brand, act__in=[act for act, cost in costs.items() if cost is None]).delete()
    ActCost.objects.bulk_create(
        [ActCost(brand=brand, act=act, cost=cost) for act, cost in costs.items() if cost is not None],
        update_conflicts=True,
        unique_fields=["brand", "act"],
        update_fields=["cost"],
    )
    record("insights.due", brand, by=by, brand=brand.pk, detail={"kinds": ["perk"]})


def import_sales(
    *,
    brand: Brand,
    content: bytes,
    by: Person | None,
    mapping: Mapping[str, str] | None = None,
    takes: bool = True,
) -> dict[str, Any]:
    """Take months of sales from a spreadsheet; a report of what was taken and of every row that was not.

    With `takes` false the same report says what would be taken, and nothing is changed.
    Refused: `spreadsheet_unreadable`, `spreadsheet_too_large`, and `mapping_incomplete` with headings, the
    mapping so far and what is missing.
    """
    sheet = read_sheet(content)
    columns = {**propose(sheet.headings), **(mapping or {})}
    columns = {name: heading for name, heading in columns.items() if heading in sheet.headings}
    if lacking := [name for name in NEEDED if name not in columns]:
        raise refused("mapping_incomplete", headings=sheet.headings, mapping=columns, missing=lacking)
    stores = Store.objects.filter(brand=brand).values_list("pk", "number", "name")
    lines, problems = judged(sheet, columns, list(stores))
    counts = _take(brand, lines, by) if takes else _counted(brand, lines)
    return {
        "is_taken": takes,
        "headings": sheet.headings,
        "sample": [cells for _, cells in sheet.rows[:SAMPLE]],
        "mapping": columns,
        "rows": len(sheet.rows),
        **counts,
        "refused": len({problem.row for problem in problems}),
        "problems": [problem.as_json() for problem in problems[:MOST_PROBLEMS]],
        "total_problems": len(problems),
    }


@transaction.atomic
def _take(brand: Brand, lines: list[SalesLine], by: Person | None) -> dict[str, int]:
    counts = _counted(brand, lines)
    rows = [
        SalesMonth(store_id=line.store, month=line.month, sales=line.sales, visitors=line.visitors)
        for line in lines
    ]
    SalesMonth.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["store", "month"],
        update_fields=["sales", "visitors"],
    )
    note("sales.imported", brand, by=by, brand=brand.pk, detail=counts)
    if counts["unchanged"] < len(lines):
        record("insights.due", brand, by=by, brand=brand.pk, detail={"kinds": ["sales"]})
    return counts


def _counted(brand: Brand, lines: list[SalesLine]) -> dict[str, int]:
    """How many of these lines are new, change what is known, and say what is known already."""
    rows = SalesMonth.objects.filter(store__brand=brand).values_list("store", "month", "sales", "visitors")
    known = {(store, month): (sales, visitors) for store, month, sales, visitors in rows}
    fresh = sum((line.store, line.month) not in known for line in lines)
    same = sum(known.get((line.store, line.month)) == (line.sales, line.visitors) for line in lines)
    return {"taken": fresh, "updated": len(lines) - fresh - same, "unchanged": same}
