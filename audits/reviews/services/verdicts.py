"""The verdict: a visit is released, sent back to be mended, or graded anew."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.checklists.outlines import outline_of
from audits.journal.services import note as noted
from audits.journal.services import record
from audits.people.models import Person
from audits.refusals import refused
from audits.reviews.models import Approval, Grade, SendBack
from audits.reviews.queries import notes_to_send
from audits.reviews.services.desk import clear_desk, must_be_free
from audits.reviews.services.grading import found, in_review, regraded
from audits.visits.models import Visit
from audits.waves.models import Wave

State = Visit.State


@transaction.atomic
def release(visit_id: UUID, *, by: Person | None, note: str = "") -> Visit:
    """Let a visit count, and be seen by its store and region.

    Where the wave wants two people, the first one's yes is an approval and the visit stays in review; her
    second is refused (`wants_another_person`). `by` None is the wave's own rule, which a critical or held
    visit refuses (`needs_a_person`). Of two reviewers at once one wins; the other is told
    `visit_not_in_review`. Refused with `visit_on_desk` while somebody else has it on hers.
    """
    visit = in_review(visit_id)
    if by is None and (visit.is_critical or visit.is_held or visit.wave.wants_approval):
        raise refused("needs_a_person")
    if by is not None:
        must_be_free(visit, by=by)
        if not _approved(visit, by=by):
            return visit
    visit.state, visit.released_at = State.RELEASED, timezone.now()
    visit.save(update_fields=["state", "released_at"])
    record("visit.released", visit, by=by, brand=visit.brand_id, detail={"note": note} if note else {})
    return visit


def release_by_rule(visit_id: UUID) -> Visit | None:
    """Release a graded visit where its wave releases at once and nothing in it needs a person's eye."""
    visit = Visit.objects.select_related("wave").filter(pk=visit_id).first()
    if visit is None or visit.state != State.IN_REVIEW or visit.is_critical or visit.is_held:
        return None
    if visit.wave.release_rule != Wave.ReleaseRule.AT_ONCE or visit.wave.wants_approval:
        return None
    return release(visit_id, by=None)


@transaction.atomic
def send_back(
    visit_id: UUID, *, by: Person, reason: str, due: datetime, answers: Sequence[dict[str, Any]] = ()
) -> SendBack:
    """Ask the shopper to mend a visit until `due`; `answers` are `{name, note}` for single questions.

    The notes written beside answers since it last went back go along; one that is told here in other words
    goes in these. The revision that follows closes it. Refused with `invalid` where a name is not in the
    visit's edition, with `visit_on_desk` while somebody else has it on hers.
    """
    visit = in_review(visit_id)
    must_be_free(visit, by=by)
    assert visit.current is not None  # a visit in review has been graded
    places = outline_of(visit.edition_id, visit.edition.sha256).places
    unknown = sorted({str(answer["name"]) for answer in answers} - set(places))
    if unknown:
        raise refused("invalid", errors={"answers": unknown})
    told = {name: {"name": name, "note": words} for name, words in notes_to_send(visit).items()}
    told |= {str(answer["name"]): dict(answer) for answer in answers}
    sent = SendBack.objects.create(
        visit=visit, revision=visit.current.number, reason=reason, due=due, answers=list(told.values()), by=by
    )
    visit.state = State.SENT_BACK
    visit.save(update_fields=["state"])
    clear_desk(visit)
    detail = {"send_back": str(sent.pk), "reason": reason, "due": due.isoformat()}
    record("visit.sent_back", visit, by=by, brand=visit.brand_id, detail=detail)
    return sent


@transaction.atomic
def recall(visit_id: UUID, *, by: Person) -> Visit:
    """Take back a visit that its shopper has not mended: it is in review again, as it stands.

    What she still sends is taken like any revision while it is in review. Refused with `visit_not_sent_back`.
    """
    visit = found(visit_id)
    if visit.state != State.SENT_BACK:
        raise refused("visit_not_sent_back")
    visit.send_backs.filter(mended_at=None).update(
        mended_at=timezone.now()
    )  # it waits no longer: her phone is told
    visit.state = State.IN_REVIEW
    visit.save(update_fields=["state"])
    record("visit.recalled", visit, by=by, brand=visit.brand_id)
    return visit


@transaction.atomic
def regrade(visit_id: UUID, *, by: Person, reason: str) -> Grade:
    """Grade a visit anew because a person asks for it; the snapshot names her and her reason.

    Refused with `visit_not_graded` before the first grade, `not_found` for an unknown visit, with `visit_on_desk`
    while somebody else has it on hers.
    """
    visit = found(visit_id)
    if not visit.grades.filter(is_current=True).exists():
        raise refused("visit_not_graded")
    must_be_free(visit, by=by)
    return regraded(visit, reason=reason, by=by)


def _approved(visit: Visit, *, by: Person) -> bool:
    """Her yes is written; whether there are enough of them."""
    assert visit.current is not None
    clear_desk(visit)
    _, is_new = Approval.objects.get_or_create(revision=visit.current, by=by, defaults={"visit": visit})
    if not visit.wave.wants_approval:
        return True
    if not is_new:
        raise refused("wants_another_person")
    if Approval.objects.filter(revision=visit.current).count() > 1:
        return True
    noted("visit.approved", visit, by=by, brand=visit.brand_id)
    return False
