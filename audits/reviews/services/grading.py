"""Grading a visit: a snapshot of the answers that count, made once for each reason."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audits.checklists.outlines import outline_of
from audits.journal.services import record, write
from audits.people.models import Person
from audits.refusals import refused
from audits.reviews.adjusted import laid
from audits.reviews.models import Grade
from audits.reviews.queries import adjustments_that_count
from audits.reviews.snapshot import KEPT_ON_VISIT, graded, reason_to_grade
from audits.visits.models import Visit

State = Visit.State


@transaction.atomic
def grade_visit(visit_id: UUID) -> Grade | None:
    """Grade the revision that counts, once: the same revision, edition, rules and bands make no new snapshot.

    A first grade, and the grade of a mended revision, put the visit in review (`visit.graded`); other rules
    or bands re-grade it where it stands (`visit.regraded`). None for a visit that is unknown, incomplete or
    withdrawn.
    """
    visit = locked(visit_id)
    if visit is None or visit.current is None or not visit.completed_at or visit.state == State.WITHDRAWN:
        return None
    if visit.current.answers_gone_at:
        return None  # by the retention policy: the grade that counts stays as it is
    current = visit.grades.filter(is_current=True).first()
    reason = reason_to_grade(
        current, revision=visit.current.pk, edition=visit.edition.sha256, bands=visit.brand.bands
    )
    if reason is None:
        return current
    _mended(visit)
    if reason in ("rules", "bands") or visit.state == State.RELEASED:
        return regraded(visit, reason=reason, by=None)
    fresh = _graded(visit, reason=reason, by=None)
    visit.state = State.IN_REVIEW
    visit.save(update_fields=["state"])
    # Flags come on a line of their own: whatever becomes of them, they hold up nothing.
    write(
        visit,
        recorded=["visit.graded", "visit.to_flag"],
        brand=visit.brand_id,
        detail={"grade": fresh.pk, "reason": reason},
    )
    return fresh


def would_grade(visit_id: UUID) -> tuple[Grade, dict[str, Any]]:
    """The grade that counts, and the columns of the one that grading anew would make now; nothing is written.

    Refused with `visit_not_graded`, `not_found`, or `answers_gone` where only the old grade is left.
    """
    visit = _with_what_a_verdict_needs().filter(pk=visit_id).first()
    if visit is None:
        raise refused("not_found")
    current = visit.grades.filter(is_current=True).first()
    if current is None:
        raise refused("visit_not_graded")
    return current, _columns(visit)


def regraded(visit: Visit, *, reason: str, by: Person | None) -> Grade:
    """A new snapshot of a visit whose row the caller holds, and the line from which scorecards follow."""
    fresh = _graded(visit, reason=reason, by=by)
    detail = {"grade": fresh.pk, "reason": reason}
    record("visit.regraded", visit, by=by, brand=visit.brand_id, detail=detail)
    return fresh


def locked(visit_id: UUID) -> Visit | None:
    """The visit with what a verdict needs, its row held until the transaction ends."""
    return _with_what_a_verdict_needs().select_for_update(of=("self",)).filter(pk=visit_id).first()


def _with_what_a_verdict_needs() -> QuerySet[Visit]:
    around = Visit.objects.select_related("brand", "store", "assignment", "current", "wave", "edition")
    return around.defer("edition__printed", "edition__workbook", "current__sealed")


def found(visit_id: UUID) -> Visit:
    """The same; refused with `not_found` where there is none."""
    visit = locked(visit_id)
    if visit is None:
        raise refused("not_found")
    return visit


def in_review(visit_id: UUID) -> Visit:
    """The same; refused with `visit_not_graded` or `visit_not_in_review` where there is nothing to judge."""
    visit = found(visit_id)
    if visit.state == State.RECEIVED:
        raise refused("visit_not_graded")
    if visit.state != State.IN_REVIEW:
        raise refused("visit_not_in_review")
    return visit


def _graded(visit: Visit, *, reason: str, by: Person | None) -> Grade:
    """A new snapshot of the answers that count, adjusted ones in their places; it counts from now on."""
    assert visit.current is not None
    columns = _columns(visit)
    Grade.objects.filter(visit=visit, is_current=True).update(is_current=False)
    fresh = Grade.objects.create(
        visit=visit,
        revision=visit.current,
        edition_sha256=visit.edition.sha256,
        reason=reason[:60],
        by=by,
        **columns,
    )
    for name in KEPT_ON_VISIT:
        setattr(visit, name, columns[name])
    visit.save(update_fields=list(KEPT_ON_VISIT))
    return fresh


def _columns(visit: Visit) -> dict[str, Any]:
    """What a grade of the answers that count would say by today's rules and bands."""
    assert visit.current is not None
    if visit.current.answers_gone_at:
        raise refused("answers_gone")  # whoever asks: an adjustment, an appeal, a person
    outline = outline_of(visit.edition_id, visit.edition.sha256)
    return graded(
        outline,
        laid(outline, visit.current.answers, adjustments_that_count(visit)),
        sealed_at=visit.sealed_at or visit.received_at,
        zone=visit.store.timezone,
        scenario=visit.assignment.scenario,
        bands=visit.brand.bands,
    )


def _mended(visit: Visit) -> None:
    """A later revision closes what was sent back; adjustments and holds were of the one before."""
    assert visit.current is not None
    now = timezone.now()
    visit.send_backs.filter(mended_at=None, revision__lt=visit.current.number).update(mended_at=now)
    visit.adjustments.filter(undone_at=None).exclude(revision=visit.current.pk).update(undone_at=now)
