"""The list of appeals, those due first, with the words of the question that each is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audits.checklists.outlines import outline_of
from audits.pages import moment_in
from audits.people.models import Person
from audits.reviews.beside import appeal_line
from audits.reviews.models import Appeal


def page_of(
    appeals: QuerySet[Appeal], person: Person, *, cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """One page by due time and id, and the cursor of the next one or None."""
    rows = list(
        _after(appeals, cursor)
        .order_by("due", "pk")
        .defer("visit__edition__printed", "visit__edition__workbook")[: limit + 1]
    )
    page = rows[:limit]
    following = f"{page[-1].due.isoformat()}|{page[-1].pk}" if len(rows) > limit else None
    return [_line(appeal, person) for appeal in page], following


def _after(appeals: QuerySet[Appeal], cursor: str | None) -> QuerySet[Appeal]:
    try:
        due, key = (cursor or "").split("|")
        moment, last = moment_in(due), UUID(key)
    except ValueError:
        return appeals  # no cursor of ours: from the beginning
    return appeals.filter(Q(due__gt=moment) | Q(due=moment, pk__gt=last))


def _line(appeal: Appeal, person: Person) -> dict[str, Any]:
    visit = appeal.visit
    store, wave = visit.store, visit.wave
    place = outline_of(visit.edition_id, visit.edition.sha256).places.get(appeal.question)
    node = place.node if place else {}
    return appeal_line(appeal, person) | {
        "visit": visit.pk,
        "store": {"id": store.pk, "name": store.name, "city": store.city},
        "region": {"id": store.region_id, "name": store.region.name},
        "wave": {"id": wave.pk, "number": wave.number, "name": wave.name},
        "code": node.get("code", ""),
        "label": node.get("label") or {},
    }
