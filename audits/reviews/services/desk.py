"""The desk: a reviewer takes a visit for a while, so that nobody else does it twice."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.people.models import Person
from audits.refusals import refused
from audits.reviews.models import Hold
from audits.reviews.services.grading import in_review
from audits.visits.models import Visit

LEASE = timedelta(minutes=10)  # an open page takes it anew every few minutes; a closed one lets it go


@transaction.atomic
def take(visit_id: UUID, *, by: Person) -> Hold:
    """Put a visit in review on her desk, or keep it there for another while.

    Refused with `visit_on_desk` (by whom, until when) while somebody else has it.
    """
    visit = in_review(visit_id)
    must_be_free(visit, by=by)
    kept = {"reviewer": by, "until": timezone.now() + LEASE}
    return Hold.objects.update_or_create(visit=visit, defaults=kept)[0]


@transaction.atomic
def leave(visit_id: UUID, *, by: Person) -> None:
    """Let go of a visit; nothing happens where she hasn't got it."""
    Hold.objects.filter(visit=visit_id, reviewer=by).delete()


def must_be_free(visit: Visit, *, by: Person) -> None:
    """Refused with `visit_on_desk` while somebody else has it. The caller holds the visit's row."""
    other = (
        Hold.objects.select_related("reviewer")
        .filter(visit=visit, until__gt=timezone.now())
        .exclude(reviewer=by)
        .first()
    )
    if other is not None:
        raise refused("visit_on_desk", by=other.reviewer.name, until=other.until.isoformat())


def clear_desk(visit: Visit) -> None:
    """After a verdict it lies on no desk."""
    Hold.objects.filter(visit=visit).delete()
