"""A visit goes on: its current revision, and the moment when everything promised is here."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from audits.journal.services import record
from audits.people.models import Person
from audits.visits.envelope import read_envelope
from audits.visits.models import Photo, Revision, Visit
from audits.visits.queries import edition_named


def advance(visit: UUID, *, by: Person | None, now: datetime) -> None:
    """Let the highest revision without a gap below it count, then see whether it is complete.

    The caller holds the visit's row.
    """
    row = Visit.objects.select_related("current", "wave").get(pk=visit)
    highest = _highest(row)
    if highest is not None:
        count_revision(row, highest)
    complete_if_whole(visit, by=by, now=now)


def _highest(visit: Visit) -> int | None:
    """Key of the revision that should count, or None where it counts already."""
    number, key = (visit.current.number if visit.current else 0), None
    waiting = Revision.objects.filter(
        visit=visit.pk, standing=Revision.Standing.ACCEPTED, number__gt=number
    ).order_by("number")
    for found, found_key in waiting.values_list("number", "id"):
        if found != number + 1:
            break
        number, key = found, found_key
    return key


def count_revision(visit: Visit, key: int) -> None:
    """Let this accepted revision be the one that counts; the visit waits for its photos anew."""
    sealed, received_at = Revision.objects.values_list("sealed", "received_at").get(pk=key)
    envelope = read_envelope(bytes(sealed))
    edition = edition_named(visit.wave.checklist_id, envelope.edition)
    Visit.objects.filter(pk=visit.pk).update(
        current_id=key,
        edition_id=edition or visit.edition_id,
        opened_at=envelope.opened_at,
        sealed_at=envelope.sealed_at or received_at,  # a visit is graded as of then
        state=Visit.State.RECEIVED,
        completed_at=None,
    )


def complete_if_whole(visit: UUID, *, by: Person | None, now: datetime) -> bool:
    """Mark the visit complete and tell the journal, once, when no promised photo of `current` is missing."""
    pending = Photo.objects.filter(revision=OuterRef("current"), blob__stored_at=None, gone_at=None)
    whole = Visit.objects.filter(~Exists(pending), pk=visit, completed_at=None, current__isnull=False)
    if not whole.exclude(state=Visit.State.WITHDRAWN).update(completed_at=now):
        return False
    brand, revision = Visit.objects.values_list("brand_id", "current__number").get(pk=visit)
    record("visit.completed", visit, by=by, brand=brand, detail={"revision": revision})
    return True


def complete_visits_with(blob: int, *, by: Person | None, now: datetime) -> None:
    """After a blob was stored: complete each visit that waited for nothing else."""
    promising = Photo.objects.filter(blob=blob).values("revision")
    waiting = Visit.objects.filter(current__in=promising, completed_at=None).order_by("id")
    for visit in list(waiting.select_for_update().values_list("id", flat=True)):
        complete_if_whole(visit, by=by, now=now)
