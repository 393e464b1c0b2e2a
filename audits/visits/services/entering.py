"""A blob that is whole: its row says so, visits that waited for nothing else are complete, a receipt tells it.

On PostgreSQL all of that is one statement where nothing stands in its way: no part of it came before, nobody promises
the same content at this moment, and the visits that wait for it wait for nothing else. It is a transaction of its own.
Everything else goes the longer way, which locks the visits before it looks at what they wait for. On SQLite one
writer at a time holds the file: there it is done step by step with whoever else stands in line (`together.py`).
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from audits.journal.announcing import announce_soon
from audits.journal.models import Entry
from audits.people.models import Person
from audits.visits.models import Blob
from audits.visits.receipts import Receipt, newest_of, newest_receipt, rows_of_newest
from audits.visits.services.at_once import insertion
from audits.visits.services.progress import complete_visits_with
from audits.visits.services.together import in_line
from audits.visits.statements import Row, ask, db_key, db_moment

_STORED = """
UPDATE audits_blob SET stored_at = %(now)s, "offset" = bytes WHERE id = %(blob)s AND stored_at IS NULL
RETURNING EXISTS (SELECT 1 FROM audits_chunk WHERE blob_id = audits_blob.id)
"""
_NO_PARTS = "DELETE FROM audits_chunk WHERE blob_id = %(blob)s RETURNING id"

# Who promises a content changes its row, whatever it says: a row that is another than at first sight (`xmin`) belongs
# to a visit that this statement can't see.
_AT_ONCE = """
WITH seen AS MATERIALIZED (
  SELECT id, xmin FROM audits_blob WHERE id = %(blob)s
), stored AS (
  UPDATE audits_blob SET stored_at = %(now)s, "offset" = bytes FROM seen
  WHERE audits_blob.id = seen.id AND audits_blob.xmin = seen.xmin
    AND audits_blob.stored_at IS NULL AND audits_blob."offset" = 0
    AND NOT EXISTS (
      SELECT FROM audits_photo mine
      JOIN audits_visit v ON v.current_id = mine.revision_id AND v.completed_at IS NULL
      JOIN audits_photo other ON other.revision_id = mine.revision_id AND other.blob_id <> mine.blob_id
      JOIN audits_blob b ON b.id = other.blob_id
      WHERE mine.blob_id = %(blob)s AND b.stored_at IS NULL AND other.gone_at IS NULL)
  RETURNING audits_blob.id
), whole AS (
  UPDATE audits_visit SET completed_at = %(now)s FROM stored
  WHERE completed_at IS NULL AND state <> 'withdrawn'
    AND current_id IN (SELECT revision_id FROM audits_photo WHERE blob_id = stored.id)
  RETURNING audits_visit.id, brand_id, current_id
), line AS (
  INSERT INTO audits_entry {line} RETURNING id
), told AS ({told})
SELECT told.*, ARRAY(SELECT id FROM line) FROM told
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """Whose visit a photo was sent for."""

    visit: UUID
    person: UUID

    @property
    def values(self) -> dict[str, Any]:
        """As this database's driver takes them."""
        return {"visit": db_key(self.visit), "person": db_key(self.person)}

    def receipt(self) -> Receipt | None:
        """The newest one, as it is now."""
        return newest_receipt(visit=self.visit, person=self.person)


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a blob's bytes: whether they are new, and the newest receipt of the visit they were sent for."""

    is_new: bool
    receipt: Receipt | None


def enter_photo(blob: Blob, sent: Sent | None, *, by: Person, now: datetime) -> Entered:
    """The bytes of a photo that came in one go are on the disk: enter them."""
    if connection.vendor == "sqlite":
        return in_line(partial(_enter_and_tell, blob, sent, by, now))
    if sent is not None:
        rows = _at_once(blob, sent, by, now)
        if rows:
            return _told(rows)
    return Entered(enter(blob, by=by, now=now), sent.receipt() if sent else None)


def enter(blob: Blob, *, by: Person, now: datetime) -> bool:
    """The bytes of a blob are on the disk: enter them; whether they are new."""
    return in_line(partial(_enter, blob, by, now))


def _enter(blob: Blob, by: Person, now: datetime) -> bool:
    stored = ask(_STORED, {"blob": blob.pk, "now": db_moment(now)})
    for (has_parts,) in stored:
        if has_parts:
            ask(_NO_PARTS, {"blob": blob.pk})
        complete_visits_with(blob.pk, by=by, now=now)
    return bool(stored)


def _enter_and_tell(blob: Blob, sent: Sent | None, by: Person, now: datetime) -> Entered:
    return Entered(_enter(blob, by, now), sent.receipt() if sent else None)


def _at_once(blob: Blob, sent: Sent, by: Person, now: datetime) -> list[Row]:
    """The rows of the receipt with the numbers of the journal's lines; none, and nothing written, where it isn't
    this way's."""
    return ask(_statement(), {"blob": blob.pk, "now": now, "by": by.pk, **sent.values})


def _told(rows: list[Row]) -> Entered:
    for line in rows[0][-1]:
        transaction.on_commit(partial(announce_soon, line, "visit.completed"))
    return Entered(True, newest_of([row[:-1] for row in rows]))


@cache
def _statement() -> str:
    line = {
        "verb": "'visit.completed'",
        "subject": "whole.id",
        "brand_id": "whole.brand_id",
        "by_id": "%(by)s",
        "detail": "jsonb_build_object('revision', r.number)",
    }
    source = "whole JOIN audits_revision r ON r.id = whole.current_id ORDER BY whole.id"
    told = rows_of_newest(here="b.id = (SELECT id FROM stored)", when="EXISTS (SELECT FROM stored)")
    return _AT_ONCE.format(line=insertion(Entry, line, source), told=told)
