"""A visit goes on: its current revision, and the moment when everything promised is here."""

from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from audits.journal.announcing import announce_soon
from audits.journal.models import Entry
from audits.journal.services import record
from audits.people.models import Person
from audits.visits.envelope import read_envelope
from audits.visits.models import Photo, Revision, Visit
from audits.visits.queries import edition_named
from audits.visits.rows import default_of, written
from audits.visits.statements import as_uuid, ask, db_key, db_moment


def advance(visit: UUID, *, by: Person | None, now: datetime) -> None:
    """Let the highest revision without a gap below it count, then see whether it is complete.

    The caller holds the visit's row.
    """
    row = Visit.objects.select_related("current", "wave").get(pk=visit)
    newest = newest_whole(row)
    if newest is not None:
        count_revision(row, newest)
    complete_if_whole(visit, by=by, now=now)


def newest_whole(visit: Visit) -> int | None:
    """Key of the highest revision without a gap below it, or None where that one counts already."""
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


# The visits that wait are locked before anybody looks at what they wait for: of two photos that come at once, one
# finds the other here.
_WAITING = """
SELECT v.id FROM audits_visit v
WHERE v.completed_at IS NULL AND v.current_id IN (SELECT revision_id FROM audits_photo WHERE blob_id = %(blob)s)
ORDER BY v.id FOR UPDATE
"""
_COMPLETE = """
UPDATE audits_visit SET completed_at = %(now)s
WHERE completed_at IS NULL AND state <> 'withdrawn'
  AND current_id IN (SELECT revision_id FROM audits_photo WHERE blob_id = %(blob)s)
  AND NOT EXISTS (SELECT 1 FROM audits_photo p JOIN audits_blob b ON b.id = p.blob_id
                  WHERE p.revision_id = audits_visit.current_id AND b.stored_at IS NULL AND p.gone_at IS NULL)
RETURNING id, brand_id, (SELECT number FROM audits_revision r WHERE r.id = current_id)
"""


def complete_visits_with(blob: int, *, by: Person | None, now: datetime) -> None:
    """After a blob was stored: complete each visit that waited for nothing else."""
    # SQLite's only writer needs no lock
    if connection.vendor == "postgresql" and not ask(_WAITING, {"blob": blob}):
        return
    for visit, brand, revision in sorted(ask(_COMPLETE, {"blob": blob, "now": db_moment(now)})):
        _tell(visit, brand, by, revision)


def _tell(visit: Any, brand: Any, by: Person | None, revision: int) -> None:
    sql, values = _line(connection.vendor)
    told = {
        "verb": "visit.completed",
        "subject": str(as_uuid(visit)),
        "brand_id": brand,
        "by_id": by and db_key(by.pk),
        "detail": orjson.dumps({"revision": revision}).decode(),
    }
    ((line,),) = ask(sql, values | told)
    transaction.on_commit(partial(announce_soon, line, "visit.completed"))


@cache
def _line(_vendor: str) -> tuple[str, dict[str, Any]]:
    """The statement that writes a line of the journal past the machinery for every model; what it leaves unsaid."""
    fields = written(Entry, ("verb", "subject", "brand_id", "by_id", "detail"))
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(f"%({field.attname})s" for field in fields)
    sql = f"INSERT INTO audits_entry ({columns}) VALUES ({values}) RETURNING id"  # noqa: S608 - names of our own columns
    return sql, {field.attname: default_of(field) for field in fields}
