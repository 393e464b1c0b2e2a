"""Adjustments: another value counts instead of what the shopper said; her answer stays as it is."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.checklists.outlines import outline_of
from audits.journal.services import record
from audits.people.models import Person
from audits.refusals import refused
from audits.reviews.adjusted import counted, trouble_with
from audits.reviews.models import Adjustment, Approval
from audits.reviews.queries import adjustments_that_count
from audits.reviews.services.desk import must_be_free
from audits.reviews.services.grading import in_review, regraded
from audits.visits.models import Visit


@transaction.atomic
def adjust(visit_id: UUID, *, by: Person, question: str, value: Any, why: str) -> Adjustment:
    """Let `value` count for one question of a visit in review, and grade it anew.

    An adjustment before it is undone by it; yeses that were given before are taken back, for they were to
    another grade. Refused with `invalid` for a value that the question can't have.
    """
    visit = in_review(visit_id)
    must_be_free(visit, by=by)
    made = put_instead(visit, by=by, question=question, value=value, why=why)
    Approval.objects.filter(revision=visit.current_id).delete()
    regraded(visit, reason="adjustment", by=by)
    return made


@transaction.atomic
def undo(visit_id: UUID, adjustment_id: int, *, by: Person) -> Adjustment:
    """Let what the shopper said count again, in a visit in review; `not_found` for one that doesn't count."""
    visit = in_review(visit_id)
    must_be_free(visit, by=by)
    made = visit.adjustments.filter(pk=adjustment_id, undone_at=None).first()
    if made is None:
        raise refused("not_found")
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    Approval.objects.filter(revision=visit.current_id).delete()
    detail = {"adjustment": made.pk, "question": made.question}
    record("visit.adjustment_undone", visit, by=by, brand=visit.brand_id, detail=detail)
    regraded(visit, reason="adjustment undone", by=by)
    return made


def put_instead(visit: Visit, *, by: Person, question: str, value: Any, why: str) -> Adjustment:
    """The row of an adjustment and its line, without the grade. The caller holds the visit's row."""
    assert visit.current is not None  # whatever was graded has a revision that counts
    outline = outline_of(visit.edition_id, visit.edition.sha256)
    trouble = trouble_with(outline, visit.current.answers, question, value)
    if trouble:
        raise refused("invalid", errors={trouble[0]: [trouble[1]]})
    old = counted(outline, visit.current.answers, adjustments_that_count(visit), question)
    if value == old:
        raise refused("invalid", errors={"value": ["as_before"]})
    visit.adjustments.filter(question=question, undone_at=None).update(undone_at=timezone.now())
    made = Adjustment.objects.create(
        visit=visit, revision=visit.current, question=question, old=old, new=value, why=why, by=by
    )
    detail = {"adjustment": made.pk, "question": question, "old": old, "new": value, "why": why}
    record("visit.adjusted", visit, by=by, brand=visit.brand_id, detail=detail)
    return made
