"""Questions about visits under review: one whole, with its grades, photos and send-backs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audits.people.models import Person
from audits.people.queries import within
from audits.people.roles import May
from audits.reviews.models import Grade, SendBack
from audits.visits.models import Photo, Visit
from audits.visits.queries import visible_to


def readable(person: Person) -> QuerySet[Visit]:
    """The visits that this person may read, with all that a page about one says around its answers."""
    return (
        visible_to(person)
        .select_related("store__region", "wave", "edition__checklist", "shopper", "current", "assignment")
        .defer("edition__printed", "edition__workbook", "current__sealed")
    )


def reviewable(person: Person) -> QuerySet[Visit]:
    """The visits that this person may release or send back, in whatever state they are; tombstones never."""
    return Visit.objects.filter(within(person, May.REVIEW)).exclude(state=Visit.State.WITHDRAWN)


def grades_of(visit: Visit) -> list[Grade]:
    """Every snapshot of a visit, newest first."""
    return list(visit.grades.defer("lines").order_by("-pk"))


def lines_of(visit: Visit) -> dict[str, dict[str, Any]]:
    """question → its line in the grade that counts."""
    lines = visit.grades.filter(is_current=True).values_list("lines", flat=True).first()
    return {line["question"]: line for line in lines or []}


def photos_of(visit: Visit) -> dict[str, list[Photo]]:
    """question → its photos in the revision that counts, in their order."""
    found: dict[str, list[Photo]] = {}
    for photo in Photo.objects.filter(revision=visit.current_id).select_related("blob").order_by("order"):
        found.setdefault(photo.question, []).append(photo)
    return found


def open_send_back(visit: UUID) -> SendBack | None:
    """The send-back that waits for its mending."""
    return SendBack.objects.filter(visit=visit, mended_at=None).first()
