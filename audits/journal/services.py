"""Writing the journal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from audits.journal.announcing import announce_soon
from audits.journal.models import Entry


class NotYet(Exception):
    """Raised by a heavy reaction that is to come again at `until`: its line stays, and sweep announces it then."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def record(
    verb: str,
    subject: object,
    *,
    by: object | None = None,
    brand: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one line in the caller's transaction; after commit its number is announced to the workers.

    `subject` is what was acted upon: a model instance (its key is written) or an id. `by` is a Person or None.
    """
    return write(subject, recorded=[verb], by=by, brand=brand, detail=detail)[0]


def note(
    verb: str,
    subject: object,
    *,
    by: object | None = None,
    brand: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Write a line that nothing follows: for readers alone, handled from the start, announced to nobody."""
    return write(subject, noted=[verb], by=by, brand=brand, detail=detail)[0]


def write(
    subject: object,
    *,
    noted: Sequence[str] = (),
    recorded: Sequence[str] = (),
    by: object | None = None,
    brand: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> list[Entry]:
    """Several lines on one subject in one statement: first those to `note`, then those to `record`."""
    now = timezone.now()
    entries = [
        Entry(
            verb=verb,
            subject=str(getattr(subject, "pk", subject)),
            by_id=getattr(by, "pk", None),
            brand_id=brand,
            detail=dict(detail or {}),
            handled_at=now if verb in noted else None,
        )
        for verb in (*noted, *recorded)
    ]
    for entry, key in zip(entries, _insert(entries), strict=True):
        entry.pk, entry._state.adding = key, False
    for entry in entries[len(noted) :]:
        transaction.on_commit(partial(announce_soon, entry.pk, entry.verb))
    return entries


_NAMES = ("verb", "subject", "brand_id", "by_id", "detail", "handled_at", "attempts", "trouble")
_WRITTEN = [field for field in Entry._meta.concrete_fields if field.attname in _NAMES]


def _insert(entries: Sequence[Entry]) -> list[int]:
    """Write the rows past the machinery for any model: every act of everybody's comes by here. Their numbers."""
    row = f"({', '.join(['%s'] * len(_WRITTEN))})"
    values = [
        field.get_db_prep_save(getattr(entry, field.attname), connection=connection)
        for entry in entries
        for field in _WRITTEN
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audits_entry ({', '.join(str(field.column) for field in _WRITTEN)}) "  # noqa: S608 - our own names
            f"VALUES {', '.join([row] * len(entries))} RETURNING id",
            values,
        )
        return [key for (key,) in cursor.fetchall()]
