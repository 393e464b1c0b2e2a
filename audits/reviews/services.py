"""The verdict on a visit: grade it, release it, send it back."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone

from audits.checklists.models import Edition
from audits.expressions import Outline
from audits.journal.services import record
from audits.people.models import Person
from audits.refusals import refused
from audits.reviews.models import Grade, SendBack
from audits.reviews.snapshot import KEPT_ON_VISIT, graded, reason_to_grade
from audits.visits.models import Visit
from audits.waves.models import Wave

State = Visit.State


@transaction.atomic
def grade_visit(visit_id: UUID) -> Grade | None:
    """Grade the revision that counts, once: the same revision, edition, rules and bands make no new snapshot.

    A first grade, and the grade of a mended revision, put the visit in review (`visit.graded`); other rules
    or bands re-grade it where it stands (`visit.regraded`). None for a visit that is unknown, incomplete or
    withdrawn.
    """
    visit = _locked(visit_id)
    if visit is None or visit.current is None or not visit.completed_at or visit.state == State.WITHDRAWN:
        return None
    current = visit.grades.filter(is_current=True).first()
    reason = reason_to_grade(
        current, revision=visit.current.pk, edition=visit.edition.sha256, bands=visit.brand.bands
    )
    if reason is None:
        return current
    if reason in ("rules", "bands") or visit.state == State.RELEASED:
        return _regraded(visit, reason=reason, by=None)
    fresh = _graded(visit, reason=reason, by=None)
    _mended(visit)
    visit.state = State.IN_REVIEW
    visit.save(update_fields=["state"])
    record("visit.graded", visit, brand=visit.brand_id, detail={"grade": fresh.pk, "reason": reason})
    return fresh


@transaction.atomic
def regrade(visit_id: UUID, *, by: Person, reason: str) -> Grade:
    """Grade a visit anew because a person asks for it; the snapshot names her and her reason.

    Refused with `visit_not_graded` before the first grade, `not_found` for an unknown visit.
    """
    visit = _found(visit_id)
    if not visit.grades.filter(is_current=True).exists():
        raise refused("visit_not_graded")
    return _regraded(visit, reason=reason, by=by)


@transaction.atomic
def release(visit_id: UUID, *, by: Person | None, note: str = "") -> Visit:
    """Let a visit count, and be seen by its store and region.

    `by` None is the wave's own rule, which a critical or held visit refuses (`needs_a_person`). Of two
    reviewers at once one wins; the other is told `visit_not_in_review`.
    """
    visit = _found(visit_id)
    _must_be_in_review(visit)
    if by is None and (visit.is_critical or visit.is_held):
        raise refused("needs_a_person")
    visit.state, visit.released_at = State.RELEASED, timezone.now()
    visit.save(update_fields=["state", "released_at"])
    record("visit.released", visit, by=by, brand=visit.brand_id, detail={"note": note} if note else {})
    return visit


def release_by_rule(visit_id: UUID) -> Visit | None:
    """Release a graded visit where its wave releases at once and nothing in it needs a person's eye."""
    visit = Visit.objects.select_related("wave").filter(pk=visit_id).first()
    if visit is None or visit.state != State.IN_REVIEW or visit.is_critical or visit.is_held:
        return None
    if visit.wave.release_rule != Wave.ReleaseRule.AT_ONCE:
        return None
    return release(visit_id, by=None)


@transaction.atomic
def send_back(
    visit_id: UUID, *, by: Person, reason: str, due: datetime, answers: Sequence[dict[str, Any]] = ()
) -> SendBack:
    """Ask the shopper to mend a visit until `due`; `answers` are `{name, note}` for single questions.

    The revision that follows closes it. Refused with `invalid` where a name is not in the visit's edition.
    """
    visit = _found(visit_id)
    _must_be_in_review(visit)
    assert visit.current is not None  # a visit in review has been graded
    places = outline_of(visit.edition_id, visit.edition.sha256).places
    unknown = sorted({str(answer["name"]) for answer in answers} - set(places))
    if unknown:
        raise refused("invalid", errors={"answers": unknown})
    sent = SendBack.objects.create(
        visit=visit, revision=visit.current.number, reason=reason, due=due, answers=list(answers), by=by
    )
    visit.state = State.SENT_BACK
    visit.save(update_fields=["state"])
    detail = {"send_back": str(sent.pk), "reason": reason, "due": due.isoformat()}
    record("visit.sent_back", visit, by=by, brand=visit.brand_id, detail=detail)
    return sent


@lru_cache(maxsize=32)
def outline_of(edition_id: int, sha256: str) -> Outline:
    """A printed edition, parsed once a process: it never changes under its hash."""
    printed = Edition.objects.values_list("printed", flat=True).get(pk=edition_id, sha256=sha256)
    return Outline(orjson.loads(bytes(printed)))


def _locked(visit_id: UUID) -> Visit | None:
    return (
        Visit.objects.select_for_update(of=("self",))
        .select_related("brand", "store", "assignment", "current")
        .select_related("edition")
        .defer("edition__printed", "edition__workbook", "current__sealed")
        .filter(pk=visit_id)
        .first()
    )


def _found(visit_id: UUID) -> Visit:
    visit = _locked(visit_id)
    if visit is None:
        raise refused("not_found")
    return visit


def _must_be_in_review(visit: Visit) -> None:
    if visit.state == State.RECEIVED:
        raise refused("visit_not_graded")
    if visit.state != State.IN_REVIEW:
        raise refused("visit_not_in_review")


def _graded(visit: Visit, *, reason: str, by: Person | None) -> Grade:
    """A new snapshot of the visit's current answers; it counts from now on."""
    assert visit.current is not None
    columns = graded(
        outline_of(visit.edition_id, visit.edition.sha256),
        visit.current.answers,
        sealed_at=visit.sealed_at or visit.received_at,
        zone=visit.store.timezone,
        scenario=visit.assignment.scenario,
        bands=visit.brand.bands,
    )
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


def _regraded(visit: Visit, *, reason: str, by: Person | None) -> Grade:
    fresh = _graded(visit, reason=reason, by=by)
    detail = {"grade": fresh.pk, "reason": reason}
    record("visit.regraded", visit, by=by, brand=visit.brand_id, detail=detail)
    return fresh


def _mended(visit: Visit) -> None:
    """A later revision than the one that was sent back is the mending."""
    assert visit.current is not None
    visit.send_backs.filter(mended_at=None, revision__lt=visit.current.number).update(
        mended_at=timezone.now()
    )
