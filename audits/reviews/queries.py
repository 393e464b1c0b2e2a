"""Questions about visits under review: one whole, with its grades, photos, send-backs, and what was said of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audits.journal.models import Entry
from audits.people.models import Person
from audits.people.queries import within
from audits.people.roles import May
from audits.reviews.models import Adjustment, Appeal, Approval, Flag, Grade, Note, SendBack
from audits.visits.models import Photo, Visit
from audits.visits.queries import visible_to

# Acts of a review that leave no row of their own, or one that others take away
HANDS = ("visit.approved", "visit.noted", "visit.adjustment_undone", "visit.recalled")


def readable(person: Person) -> QuerySet[Visit]:
    """The visits that this person may read, with all that a page about one says around its answers."""
    return (
        visible_to(person)
        .select_related("store__region", "wave", "edition__checklist", "shopper", "current", "assignment")
        .select_related("on_desk__reviewer", "brand")
        .defer("edition__printed", "edition__workbook", "current__sealed")
    )


def reviewable(person: Person) -> QuerySet[Visit]:
    """The visits that this person may release or send back, in whatever state they are; tombstones never."""
    return Visit.objects.filter(within(person, May.REVIEW)).exclude(state=Visit.State.WITHDRAWN)


def appealable(person: Person) -> QuerySet[Visit]:
    """The released visits of the stores for which this person appeals."""
    return Visit.objects.filter(within(person, May.APPEAL), state=Visit.State.RELEASED)


def appeals_seen_by(person: Person) -> QuerySet[Appeal]:
    """The appeals on visits that this person may read, with what a list says around them."""
    seen = visible_to(person).order_by().values("pk")
    return Appeal.objects.filter(visit__in=seen).select_related(
        "visit__store__region", "visit__wave", "visit__edition", "by", "decided_by", "adjustment"
    )


def appeals_judged_by(person: Person) -> QuerySet[Appeal]:
    """The appeals at the brands where this person reviews; whether she may decide one is a second question."""
    return Appeal.objects.filter(within(person, May.REVIEW, brand="visit__brand"))


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


def flags_of(visit: Visit) -> list[Flag]:
    """The flags of the revision that counts, the weightiest first."""
    return list(Flag.objects.filter(revision=visit.current_id).order_by("-weight", "kind"))


def notes_of(visit: Visit) -> list[Note]:
    """Every note beside an answer, in the order in which they were written."""
    return list(visit.notes.select_related("by").order_by("pk"))


def notes_to_send(visit: Visit) -> dict[str, str]:
    """question → the notes written on it since the visit last went back, one a line."""
    last = visit.send_backs.order_by("-made_at").values_list("made_at", flat=True).first()
    notes = visit.notes.filter(at__gt=last) if last else visit.notes.all()
    told: dict[str, str] = {}
    for question, words in notes.order_by("pk").values_list("question", "words"):
        told[question] = f"{told[question]}\n{words}" if question in told else words
    return told


def adjustments_of(visit: Visit) -> list[Adjustment]:
    """The adjustments that count, with who made them."""
    counting = visit.adjustments.filter(undone_at=None, revision=visit.current_id)
    return list(counting.select_related("by", "appeal").order_by("pk"))


def adjustments_that_count(visit: Visit) -> dict[str, Any]:
    """question → the value that counts instead of the shopper's."""
    counting = visit.adjustments.filter(undone_at=None, revision=visit.current_id)
    return dict(counting.values_list("question", "new"))


def approvals_of(visit: Visit) -> list[Approval]:
    """Who said yes to the revision that counts, in order."""
    return list(Approval.objects.filter(revision=visit.current_id).select_related("by").order_by("pk"))


def appeals_of(visit: Visit) -> list[Appeal]:
    """Every appeal on the visit, in order."""
    return list(visit.appeals.select_related("by", "decided_by", "adjustment").order_by("made_at", "pk"))


def appeals_spent(visit: Visit) -> int:
    """How many appeals the visit's store has made in its wave; those that were withdrawn don't count."""
    made = Appeal.objects.filter(visit__store=visit.store_id, visit__wave=visit.wave_id)
    return made.exclude(state=Appeal.State.WITHDRAWN).count()


def reviewers_of(visit: Visit) -> set[UUID]:
    """Everybody who had a hand in the review: approved, sent back, noted or adjusted, but for an appeal.

    Yeses and notes that were taken back leave no row; the journal knows whose they were.
    """
    own_adjustments = visit.adjustments.filter(appeal=None)
    acts = Entry.objects.filter(subject=str(visit.pk), verb__in=HANDS, by__isnull=False)
    hands = (visit.approvals, visit.send_backs, visit.notes, own_adjustments, acts)
    first, *others = (acts.order_by().values_list("by", flat=True) for acts in hands)
    return set(first.union(*others))
