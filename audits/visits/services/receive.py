"""Receiving sealed bytes: stored once, whatever the network does."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from audits.people.models import Person
from audits.refusals import refused
from audits.visits.envelope import read_envelope
from audits.visits.looking import Held, look
from audits.visits.models import Revision
from audits.visits.receipts import Receipt, accepted_receipt, receipt_of
from audits.visits.services.at_once import may_be_plain, store_if_plain
from audits.visits.services.judging import Judgement, Sending, judge
from audits.visits.services.storing import Raced, store
from audits.visits.services.together import may_stand_in_line, store_together

Outcome = Literal["new", "again", "quarantined", "conflict", "withdrawn"]
# Each attempt that loses a race finds more rows on its next look, and somebody else has got further: ten revisions
# at once may lose nine. So many in a row is no race.
ATTEMPTS = 20
OUTCOMES: dict[str, Outcome] = {
    Revision.Standing.QUARANTINED: "quarantined",
    Revision.Standing.CONFLICT: "conflict",
    Revision.Standing.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Received:
    """What became of sealed bytes. `code` names the refusal's line of a conflict, else it is empty."""

    outcome: Outcome
    receipt: Receipt
    code: str = ""


def receive_visit(
    *,
    visit: UUID,
    number: int,
    sealed: bytes,
    sha256: str,
    shopper: Person,
    by: Person | None = None,
    now: datetime | None = None,
) -> Received:
    """Store revision `number` of a visit, once: the same bytes again find the same receipt.

    `sha256` is that of `sealed` and was checked by the caller. `by` is who brings it where that isn't the
    shopper herself (a rescue file). Refused only when the bytes can't be read or name another address.
    """
    envelope = read_envelope(sealed)
    if (envelope.visit, envelope.revision) != (visit, number):
        raise refused("visit_mismatch", visit=str(envelope.visit), revision=envelope.revision)
    sending = Sending(
        envelope=envelope,
        sealed=sealed,
        sha256=sha256,
        shopper=shopper,
        by=by or shopper,
        now=now or timezone.now(),
    )
    is_old = is_too_old(envelope.app, settings.MINIMUM_APP)
    receipt = None if is_old else _store_if_plain(sending)
    return Received("new", receipt) if receipt else _receive(sending, is_old=is_old)


def _store_if_plain(sending: Sending) -> Receipt | None:
    """The short way of each database; None where it isn't one for this sending, which has changed nothing then."""
    if may_be_plain(sending):
        return store_if_plain(sending)
    return store_together(sending) if may_stand_in_line(sending) else None


def _receive(sending: Sending, *, is_old: bool) -> Received:
    """The longer way: look at what is here, judge, store row by row."""
    envelope, shopper = sending.envelope, sending.shopper
    for _ in range(ATTEMPTS):
        known = look(visit=envelope.visit, number=envelope.revision, assignment=envelope.assignment)
        mine = known.mine(sending.sha256, shopper.pk)
        if mine is not None:
            return _again(sending, mine.standing, mine.reason)
        if is_old:
            raise refused("client_too_old", minimum=settings.MINIMUM_APP)
        try:
            return _store(known, sending, judge(known, sending))
        except Raced:
            continue
    # Rows are in the way, and none of them is this visit's: not "again", and nothing to be receipted.
    raise IntegrityError(
        f"revision {envelope.revision} of visit {envelope.visit} could not be stored, and is not here either"
    )


def is_too_old(app: str, minimum: str) -> bool:
    """Whether a version such as `1.4.0+build` is below the minimum. One that names no numbers can't be told."""
    return bool(_version(app)) and _version(app) < _version(minimum)


def _version(text: str) -> tuple[int, ...]:
    found = re.match(r"\d{1,9}(?:\.\d{1,9})*", text)
    return tuple(map(int, found[0].split("."))) if found else ()


def _store(known: Held, sending: Sending, judgement: Judgement) -> Received:
    with transaction.atomic():
        store(known, sending, judgement)
        return _stored(sending, judgement)


def _stored(sending: Sending, judgement: Judgement) -> Received:
    if judgement.standing == Revision.Standing.ACCEPTED:
        return Received("new", _receipt(sending))
    return _answer(sending, judgement.standing, judgement.reason)


def _again(sending: Sending, standing: str, reason: str) -> Received:
    if standing == Revision.Standing.ACCEPTED:
        return Received("again", _receipt(sending))
    return _answer(sending, standing, reason)


def _answer(sending: Sending, standing: str, reason: str) -> Received:
    outcome = OUTCOMES[standing]
    if outcome != "conflict":
        return Received(outcome, _receipt(sending))
    envelope = sending.envelope
    counts = accepted_receipt(visit=envelope.visit, number=envelope.revision, person=sending.shopper.pk)
    code = "revision_conflict" if reason == "revision_conflict" else "content_conflict"
    return Received("conflict", counts or _receipt(sending), code=code)


def _receipt(sending: Sending) -> Receipt:
    envelope = sending.envelope
    found = receipt_of(
        visit=envelope.visit,
        number=envelope.revision,
        sha256=sending.sha256,
        person=sending.shopper.pk,
    )
    assert found is not None  # it was written in this transaction, or read a moment ago
    return found
