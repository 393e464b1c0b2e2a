"""Writing the rows of sealed bytes, in the caller's transaction.

Locks are taken in one order everywhere: blobs by hash, then the visit. So two requests never wait for each other.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from audits.journal.services import note, write
from audits.visits.envelope import Envelope, PromisedBlob
from audits.visits.looking import Held, HeldVisit
from audits.visits.models import Blob, Photo, Revision, Visit
from audits.visits.rows import insert
from audits.visits.services.judging import Judgement, Sending
from audits.visits.services.progress import advance
from audits.waves.queries import AssignmentFacts
from audits.waves.services import AWAITED, mark_visited

Promised = dict[str, tuple[int, bool]]  # SHA-256 → (key of the blob, whether its bytes are stored)


class Raced(Exception):
    """Somebody else wrote between our look and our writing: look again."""


def store(known: Held, sending: Sending, judgement: Judgement) -> None:
    """Write everything that the judgement asks for. Raises `Raced` when what is known is no longer so."""
    if judgement.standing != Revision.Standing.ACCEPTED:
        _set_aside(sending, judgement)
    elif known.visit is None:
        _store_first(sending, judgement)
    else:
        _store_later(known.visit, sending, judgement)


def _set_aside(sending: Sending, judgement: Judgement) -> None:
    _insert_revision(sending, judgement)
    note(
        "visit.set_aside",
        sending.envelope.visit,
        by=sending.by,
        brand=judgement.brand,
        detail={"revision": sending.envelope.revision, "reason": judgement.reason},
    )


def _store_first(sending: Sending, judgement: Judgement) -> None:
    assert judgement.brand is not None
    blobs = promise_blobs(judgement.brand, sending.envelope.blobs)
    revision = _insert_revision(sending, judgement)
    place_first(revision, blobs, sending, judgement)


def place_first(revision: int, blobs: Promised, sending: Sending, judgement: Judgement) -> None:
    """The visit's own row around its first revision that is here, its photos, its assignment, its lines."""
    facts = judgement.facts
    assert facts is not None
    insert_photos(revision, sending.envelope, blobs)
    counts = sending.envelope.revision == 1
    is_whole = counts and all(is_stored for _, is_stored in blobs.values())
    row = visit_row(sending, judgement, facts)
    row |= {"current_id": revision if counts else None, "completed_at": sending.now if is_whole else None}
    if not insert(Visit, [row]):
        raise Raced
    if facts.state in AWAITED:
        mark_visited(assignment=facts.id, shopper=sending.shopper)
    _tell(sending, judgement, noted=["visit.received"], recorded=["visit.completed"] if is_whole else [])


def _store_later(visit: HeldVisit, sending: Sending, judgement: Judgement) -> None:
    assert judgement.brand is not None
    blobs = promise_blobs(judgement.brand, sending.envelope.blobs)
    unchanged = Visit.objects.select_for_update().filter(
        pk=sending.envelope.visit, state=visit.state, current=visit.current
    )
    row = unchanged.only("id", "marks").first()
    if row is None:
        raise Raced
    revision = _insert_revision(sending, judgement)
    insert_photos(revision, sending.envelope, blobs)
    fresh = [mark for mark in judgement.marks if mark not in row.marks]
    if fresh:
        Visit.objects.filter(pk=row.pk).update(marks=[*row.marks, *fresh])
    _tell(sending, judgement, noted=["visit.received"])
    advance(row.pk, by=sending.by, now=sending.now)


def _tell(sending: Sending, judgement: Judgement, *, noted: list[str], recorded: Sequence[str] = ()) -> None:
    write(
        sending.envelope.visit,
        noted=noted,
        recorded=recorded,
        by=sending.by,
        brand=judgement.brand,
        detail={"revision": sending.envelope.revision},
    )


def revision_row(sending: Sending, judgement: Judgement) -> dict[str, Any]:
    """The row of the sealed bytes."""
    return {
        "visit": sending.envelope.visit,
        "number": sending.envelope.revision,
        "sha256": sending.sha256,
        "sealed": sending.sealed,
        "answers": sending.envelope.answers,
        "standing": judgement.standing.value,
        "reason": judgement.reason,
        "brand_id": judgement.brand,
        "person_id": sending.shopper.pk,
        "received_at": sending.now,
    }


def _insert_revision(sending: Sending, judgement: Judgement) -> int:
    keys = insert(Revision, [revision_row(sending, judgement)])
    if not keys:
        raise Raced
    return keys[0]


def visit_row(sending: Sending, judgement: Judgement, facts: AssignmentFacts) -> dict[str, Any]:
    """The visit's own row, but for what depends on its first revision's."""
    envelope = sending.envelope
    return {
        "id": envelope.visit,
        "brand_id": facts.brand,
        "wave_id": facts.wave,
        "store_id": facts.store,
        "assignment_id": facts.id,
        "shopper_id": sending.shopper.pk,
        "edition_id": judgement.edition,
        "state": Visit.State.RECEIVED.value,
        "opened_at": envelope.opened_at,
        "sealed_at": envelope.sealed_at or sending.now,
        "local_day": local_day(envelope, facts.timezone),
        "received_at": sending.now,
        "marks": list(judgement.marks),
        "band": "",
        "is_critical": False,
        "is_held": False,
    }


def local_day(envelope: Envelope, zone: str) -> date | None:
    """The day at the store on which the visit was opened, else sealed; None where neither can be read."""
    moment = envelope.opened_at or envelope.sealed_at
    if moment is None:
        return None
    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except (KeyError, ValueError, OverflowError):  # a zone that this machine doesn't know
        return moment.date()


def promise_blobs(brand: UUID, promised: tuple[PromisedBlob, ...]) -> Promised:
    """Rows for every content promised, locked: SHA-256 → (key, whether its bytes are stored)."""
    if not promised:
        return {}
    by_hash = {blob.sha256: blob for blob in promised}
    rows = [
        {"brand_id": brand, "sha256": sha256, "bytes": blob.size, "offset": 0, "mime": blob.mime}
        for sha256, blob in sorted(by_hash.items())
    ]
    insert(Blob, rows)
    # The lock keeps "stored" from changing unseen between here and commit: one of us two completes the visit.
    found = (
        Blob.objects.select_for_update()
        .filter(brand=brand, sha256__in=by_hash)
        .order_by("sha256")
        .values_list("sha256", "id", "stored_at", "bytes", "offset")
    )
    blobs = {}
    for sha256, key, stored_at, size, offset in found:
        blobs[sha256] = (key, stored_at is not None)
        if stored_at is None:
            # Of two promises for one content the later counts while nothing has come: one of them is wrong. Written
            # whatever it says: whoever enters the bytes at this moment sees that the row is another (`entering.py`).
            Blob.objects.filter(pk=key).update(bytes=size if offset else by_hash[sha256].size)
    return blobs


def photo_rows(envelope: Envelope) -> list[dict[str, Any]]:
    """What a row of each promised photo and of its blob holds, in the envelope's order."""
    questions = dict(files_named(envelope.answers)) if envelope.blobs else {}
    return [
        {
            "sha256": blob.sha256,
            "bytes": blob.size,
            "name": blob.name,
            "question": questions.get(blob.name, ""),
            "order": order,
            "mime": blob.mime,
            "width": blob.width,
            "height": blob.height,
            "taken_at": blob.taken_at,
        }
        for order, blob in enumerate(envelope.blobs)
    ]


def insert_photos(revision: int, envelope: Envelope, blobs: Promised) -> None:
    """One row a promised photo, in the envelope's order."""
    rows = photo_rows(envelope)
    for row in rows:
        del row["bytes"]
        row |= {"revision_id": revision, "blob_id": blobs[row.pop("sha256")][0]}
    insert(Photo, rows)


def files_named(answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(file name, question) for every list of names in the answers, repeats included."""
    for question, value in answers.items():
        for part in value if isinstance(value, list) else ():
            if isinstance(part, str):
                yield part, question[:200]
            elif isinstance(part, dict):
                yield from files_named(part)
