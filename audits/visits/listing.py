"""The list of visits as desks read it: plain rows, a page by key, a fixed number of queries."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from audits.people.models import Person
from audits.people.queries import brands_of_visits
from audits.visits.endings import Words, endings_of
from audits.visits.envelope import uuid_or_none
from audits.visits.models import Visit
from audits.visits.queries import photo_counts, reads_weeks, shown_percents
from audits.visits.receipts import rfc3339

# What a page is made of; the names on the right are reached by joins
_COLUMNS = {
    "brand": F("brand_id"),
    "store_key": F("store_id"),
    "store_name": F("store__name"),
    "store_city": F("store__city"),
    "store_zone": F("store__timezone"),
    "region_key": F("store__region_id"),
    "region_name": F("store__region__name"),
    "wave_key": F("wave_id"),
    "wave_number": F("wave__number"),
    "wave_name": F("wave__name"),
    "edition": F("edition_id"),
    "edition_hash": F("edition__sha256"),
}
_OWN = (
    "id",
    "state",
    "local_day",
    "percent",
    "band",
    "surplus",
    "is_critical",
    "is_held",
    "current_id",
    "outcome",
)
_TIMES = ("received_at", "completed_at", "released_at")


def page_of(
    visits: QuerySet[Visit], person: Person, *, cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """One page, newest first, and the cursor of the next one or None. Five queries, whatever the page.

    A cursor is the id of the last visit of the page before: it tells nobody when that one was made.
    """
    rows = list(_newest(_after(visits, cursor), brands_of_visits(person))[: limit + 1])
    page, more = rows[:limit], len(rows) > limit
    return _lines(page, person), str(page[-1]["id"]) if more else None


def _newest(visits: QuerySet[Visit], brands: Sequence[UUID]) -> QuerySet[Visit, dict[str, Any]]:
    """Rows, newest first. Those of several brands are merged, each walked along its own index by time."""
    rows = visits.values(*_OWN, *_TIMES, **{f"x_{name}": path for name, path in _COLUMNS.items()})
    if len(brands) > 1:
        first, *others = (rows.filter(brand=brand) for brand in brands)
        rows = first.union(*others, all=True)
    return rows.order_by("-received_at", "-id")


def _after(visits: QuerySet[Visit], cursor: str | None) -> QuerySet[Visit]:
    key = uuid_or_none(cursor)
    if key is None:
        return visits
    received_at = Visit.objects.filter(pk=key).values_list("received_at", flat=True).first()
    if received_at is None:
        return visits.none()
    # Written so that the index is entered at the key, and not read from its beginning.
    return visits.filter(Q(received_at__lte=received_at) & (Q(received_at__lt=received_at) | Q(id__lt=key)))


def _lines(page: Sequence[dict[str, Any]], person: Person) -> list[dict[str, Any]]:
    photos = photo_counts(row["current_id"] for row in page)
    shown = shown_percents(row["id"] for row in page)
    ended = endings_of((row["current_id"], row["x_edition"], row["x_edition_hash"]) for row in page)
    weeks = {brand: reads_weeks(person, brand) for brand in {row["x_brand"] for row in page}}
    return [
        _line(row, photos, shown, ended.get(row["current_id"]), in_weeks=weeks[row["x_brand"]])
        for row in page
    ]


def _line(
    row: dict[str, Any],
    photos: dict[int, tuple[int, int]],
    shown: dict[UUID, Any],
    ended: Words | None,
    *,
    in_weeks: bool,
) -> dict[str, Any]:
    promised, here = photos.get(row["current_id"], (0, 0))
    day = row["local_day"]
    when = {"week": iso_week(day)} if in_weeks else {"local_day": day and day.isoformat()}
    return {
        "id": str(row["id"]),
        "store": {"id": str(row["x_store_key"]), "name": row["x_store_name"], "city": row["x_store_city"]},
        "region": {"id": str(row["x_region_key"]), "name": row["x_region_name"]},
        "wave": {"id": str(row["x_wave_key"]), "number": row["x_wave_number"], "name": row["x_wave_name"]},
        "state": row["state"],
        **when,
        "percent": exactly(row["percent"]),
        "shown": shown.get(row["id"]),
        "band": row["band"] or None,
        "surplus": exactly(row["surplus"]),
        "is_critical": row["is_critical"],
        "is_held": row["is_held"],
        "ending": row["outcome"] or None,
        "ended": ended,
        **{name: _moment(row[name], in_weeks) for name in _TIMES},
        "released_week": iso_week(_day_there(row["released_at"], row["x_store_zone"])),
        "photos": {"promised": promised, "here": here},
    }


def exactly(value: Decimal | None) -> str | None:
    """A decimal as every answer of the API tells it: its digits as text, which no reader rounds; None for none."""
    return None if value is None else str(value)


def _moment(value: Any, is_hidden: bool) -> str | None:
    # When a visit came in or was released says on which day it was made: whoever reads weeks does not learn it.
    return None if value is None or is_hidden else rfc3339(value)


def _day_there(moment: Any, zone: str) -> Any:
    """The day of a moment at the store."""
    return moment and moment.astimezone(ZoneInfo(zone)).date()


def iso_week(day: Any) -> str | None:
    """`2026-W46`, or None."""
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
