"""Appeals: a store objects to one answer; somebody who did not review the visit decides."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.checklists.outlines import outline_of
from audits.journal.services import record
from audits.people.models import Person
from audits.places.models import Store
from audits.refusals import refused
from audits.reviews.appealing import appealable_until, standing_of
from audits.reviews.models import Appeal
from audits.reviews.queries import appeals_spent, reviewers_of
from audits.reviews.services.adjusting import put_instead
from audits.reviews.services.grading import found, regraded
from audits.visits.models import Visit

DAYS_TO_DECIDE = 7  # a brand's policy `appeal_decided_days` may say otherwise


@transaction.atomic
def appeal(visit_id: UUID, *, by: Person, question: str, ground: str, words: str) -> Appeal:
    """Object to one answer of a released visit.

    Refused with `visit_not_released`, `appeal_too_late`, `appeals_used_up` (the wave's limit for a store),
    `appealed_already`, or `invalid` for a question that the visit doesn't ask.
    """
    visit = found(visit_id)
    Store.objects.select_for_update().get(pk=visit.store_id)  # two appeals at once can't pass the limit
    _may_be_appealed(visit, question)
    days = visit.brand.policy.get("appeal_decided_days", DAYS_TO_DECIDE)
    made = Appeal.objects.create(
        visit=visit,
        question=question,
        ground=ground,
        words=words,
        by=by,
        due=timezone.now() + timedelta(days=days),
    )
    detail = {"visit": str(visit.pk), "question": question, "ground": ground}
    record("appeal.made", made, by=by, brand=visit.brand_id, detail=detail)
    return made


@transaction.atomic
def decide(appeal_id: UUID, *, by: Person, overturn: bool, answer: str, value: Any = None) -> Appeal:
    """Let an answer stand, or put another in its place and grade the visit anew.

    Refused with `appeal_not_open`, and with `appeal_of_own_review` for whoever reviewed the visit.
    """
    appeal, visit = _open(appeal_id)
    if by.pk in reviewers_of(visit):
        raise refused("appeal_of_own_review")
    if overturn:
        if visit.state != Visit.State.RELEASED:
            raise refused("visit_not_released")
        appeal.adjustment = put_instead(visit, by=by, question=appeal.question, value=value, why=answer)
    appeal.state = Appeal.State.OVERTURNED if overturn else Appeal.State.UPHELD
    appeal.decided_by, appeal.decided_at, appeal.answer = by, timezone.now(), answer
    appeal.save()
    detail = {"visit": str(visit.pk), "question": appeal.question, "outcome": appeal.state}
    record("appeal.decided", appeal, by=by, brand=visit.brand_id, detail=detail)
    if overturn:
        regraded(visit, reason="appeal", by=by)
    return appeal


@transaction.atomic
def withdraw_appeal(appeal_id: UUID, *, by: Person) -> Appeal:
    """Take her own appeal back; it no longer counts against the store's limit."""
    appeal, visit = _open(appeal_id)
    if appeal.by_id != by.pk:
        raise refused("not_found")
    appeal.state = Appeal.State.WITHDRAWN
    appeal.save(update_fields=["state"])
    record("appeal.withdrawn", appeal, by=by, brand=visit.brand_id, detail={"visit": str(visit.pk)})
    return appeal


def _may_be_appealed(visit: Visit, question: str) -> None:
    if visit.state != Visit.State.RELEASED or visit.released_at is None:
        raise refused("visit_not_released")
    until = appealable_until(visit.released_at, zone=visit.store.timezone, days=visit.wave.appeal_days)
    trouble = standing_of(
        now=timezone.now(), until=until, spent=appeals_spent(visit), limit=visit.wave.appeals_per_store
    )
    if trouble:
        raise refused(trouble)
    if question not in outline_of(visit.edition_id, visit.edition.sha256).places:
        raise refused("invalid", errors={"question": ["unknown"]})
    if visit.appeals.filter(question=question).exists():
        raise refused("appealed_already")


def _open(appeal_id: UUID) -> tuple[Appeal, Visit]:
    """The appeal with its visit, whose row is held; refused with `appeal_not_open` once it is settled."""
    visit_id = Appeal.objects.filter(pk=appeal_id).values_list("visit", flat=True).first()
    if visit_id is None:
        raise refused("not_found")
    visit = found(visit_id)
    appeal = Appeal.objects.get(pk=appeal_id)
    if appeal.state != Appeal.State.OPEN:
        raise refused("appeal_not_open")
    return appeal, visit
