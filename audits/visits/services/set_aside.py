"""Taking in what was set aside: headquarters decides, nothing is thrown away."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from audits.journal.services import note, record
from audits.people.models import Person
from audits.refusals import refused
from audits.visits.envelope import Envelope, read_envelope
from audits.visits.models import Revision, Visit
from audits.visits.queries import edition_named
from audits.visits.services.judging import Judgement, Sending
from audits.visits.services.progress import advance, count_revision, newest_whole
from audits.visits.services.storing import Promised, Raced, insert_photos, place_first, promise_blobs
from audits.waves.queries import AssignmentFacts, assignment_facts

Standing = Revision.Standing


def accept_set_aside(
    *, revision: int, by: Person, assignment: UUID | None = None, now: datetime | None = None
) -> UUID:
    """Let a revision that was set aside count; the visit's id. Its photos are promised from now on.

    `assignment` names the one it belongs to where the phone named none that fits. What counted before with the
    same number is kept as a conflict. Refused as `cannot_accept` with a `reason`.
    """
    moment = now or timezone.now()
    try:
        return _accept(revision, assignment, by=by, now=moment)
    except Raced:  # the visit came by itself while nobody saw it here: now it is seen
        return _accept(revision, assignment, by=by, now=moment)


@transaction.atomic
def _accept(revision: int, assignment: UUID | None, *, by: Person, now: datetime) -> UUID:
    # Her own row stays free: a sending of hers that we wait for looks at it before it comes to its end.
    row = Revision.objects.select_for_update(of=("self",)).select_related("person").get(pk=revision)
    if row.standing == Standing.ACCEPTED:
        return row.visit
    if row.brand_id is None:
        raise refused("cannot_accept", reason="brand_unknown")
    envelope = read_envelope(bytes(row.sealed))
    blobs = promise_blobs(row.brand_id, envelope.blobs)
    visit = Visit.objects.select_for_update().filter(pk=row.visit).first()
    if visit is None:
        _accept_first(row, envelope, blobs, assignment, by=by, now=now)
    else:
        _accept_instead(row, visit, envelope, blobs, by=by, now=now)
    note("visit.accepted", row.visit, by=by, brand=row.brand_id, detail={"revision": row.number})
    return row.visit


def _accept_first(
    row: Revision, envelope: Envelope, blobs: Promised, assignment: UUID | None, *, by: Person, now: datetime
) -> None:
    facts = _facts(row, assignment or envelope.assignment)
    named = envelope.edition
    edition = facts.edition if named == facts.edition_sha256 else edition_named(facts.checklist, named)
    if edition is None:
        raise refused("cannot_accept", reason="edition_unknown")
    reason = row.reason
    _let_count(row)
    sending = Sending(envelope, bytes(row.sealed), row.sha256, row.person, by, now)
    judgement = Judgement(Standing.ACCEPTED, "", facts.brand, facts, edition, (reason,))
    place_first(row.pk, blobs, sending, judgement)


def _facts(row: Revision, assignment: UUID | None) -> AssignmentFacts:
    facts = assignment_facts(assignment) if assignment else None
    if facts is None or facts.brand != row.brand_id:
        raise refused("cannot_accept", reason="assignment_unknown")
    return facts


def _accept_instead(
    row: Revision, visit: Visit, envelope: Envelope, blobs: Promised, *, by: Person, now: datetime
) -> None:
    if visit.shopper_id != row.person_id:
        raise refused("cannot_accept", reason="visit_of_another")
    if visit.state == Visit.State.WITHDRAWN:
        raise refused("cannot_accept", reason="visit_withdrawn")
    same = Revision.objects.filter(visit=row.visit, number=row.number, standing=Standing.ACCEPTED)
    replaced = same.values_list("pk", flat=True).first()
    same.update(standing=Standing.CONFLICT, reason="replaced")
    _let_count(row)
    insert_photos(row.pk, envelope, blobs)
    counts = replaced is not None and replaced == visit.current_id
    if visit.state == Visit.State.RELEASED and (counts or newest_whole(visit) is not None):
        _reopen(visit, by=by)
    if counts:
        count_revision(visit, row.pk)
    advance(visit.pk, by=by, now=now)


def _let_count(row: Revision) -> None:
    """Raises `Raced` where another content of this revision has begun to count meanwhile."""
    row.standing, row.reason = Standing.ACCEPTED, ""
    try:
        row.save(update_fields=["standing", "reason"])
    except IntegrityError:
        raise Raced from None


def _reopen(visit: Visit, *, by: Person) -> None:
    """A released visit whose answers are others now counts no longer until those are released in turn."""
    Visit.objects.filter(pk=visit.pk).update(state=Visit.State.RECEIVED, released_at=None)
    record("visit.reopened", visit, by=by, brand=visit.brand_id)
