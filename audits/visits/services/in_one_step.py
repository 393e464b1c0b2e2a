"""Plain first revisions, written in one statement of SQLite: what `at_once.py` is on PostgreSQL.

SQLite has one writer at a time, so what counts is how long each one holds the file. One statement holds it for its
own time alone; several hold it while Python's threads wait for each other in between. A trigger makes one of them:
a view of this connection takes the values, and its trigger writes every row. Nothing of that is in the file.
"""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import orjson
from django.db.models import Field, Model

from audits.journal.models import Entry
from audits.visits.models import Blob, Photo, Revision, Visit
from audits.visits.rows import default_of, written
from audits.visits.services.judging import Judgement, Sending
from audits.visits.services.storing import local_day, photo_rows
from audits.waves.services import AWAITED

# What the view takes of each visit: first what its sending says, then what it was judged by.
_SAID = (
    *("visit", "number", "sha256", "sealed", "answers", "person", "received_at", "opened_at", "sealed_at"),
    *("photos", "subject", "by_whom"),
)
_JUDGED = ("brand", "wave", "store", "assignment", "edition", "local_day", "marks")
_NAMES = (*_SAID, *_JUDGED)
_REVISION = """(SELECT id FROM audits_revision
  WHERE visit = NEW.visit AND number = NEW.number AND standing = 'accepted')"""
_TRIGGER = """
CREATE TEMP TRIGGER receive INSTEAD OF INSERT ON receiving BEGIN
  INSERT INTO audits_revision {revision};
  INSERT INTO audits_blob {blob} FROM json_each(NEW.photos) p WHERE TRUE
    ON CONFLICT (sha256, brand_id) DO UPDATE SET bytes = excluded.bytes
    WHERE stored_at IS NULL AND "offset" = 0;
  INSERT INTO audits_photo {photo} FROM json_each(NEW.photos) p
    CROSS JOIN audits_blob b ON b.sha256 = p.value ->> 'sha256' AND b.brand_id = NEW.brand;
  INSERT INTO audits_visit {visit};
  UPDATE audits_assignment SET state = 'visited', shopper_id = NEW.person
    WHERE id = NEW.assignment AND state IN ({awaited});
  INSERT INTO audits_entry {received};
  INSERT INTO audits_entry {completed}
    WHERE EXISTS (SELECT 1 FROM audits_visit WHERE id = NEW.visit AND completed_at IS NOT NULL);
END"""
# CROSS JOIN: in this order. SQLite would look through every blob of the brand for each that is promised.
_WHOLE = f"""CASE WHEN NOT EXISTS (SELECT 1 FROM audits_photo p JOIN audits_blob b ON b.id = p.blob_id
  WHERE p.revision_id = {_REVISION} AND b.stored_at IS NULL) THEN NEW.received_at END"""  # noqa: S608 - our own words

Values = tuple[Any, ...]


def said_by(sending: Sending) -> Values:
    """What a sending says by itself, as this database keeps it."""
    envelope = sending.envelope
    return (
        envelope.visit.hex,
        envelope.revision,
        sending.sha256,
        sending.sealed,
        orjson.dumps(envelope.answers).decode(),
        sending.shopper.pk.hex,
        _kept(sending.now),
        _kept(envelope.opened_at),
        _kept(envelope.sealed_at or sending.now),
        orjson.dumps([row | {"taken_at": _kept(row["taken_at"])} for row in photo_rows(envelope)]).decode()
        if envelope.blobs
        else "[]",
        str(envelope.visit),
        sending.by.pk.hex,
    )


def judged_by(sending: Sending, judgement: Judgement) -> Values:
    """What follows from an accepted first revision's assignment."""
    facts = judgement.facts
    assert facts is not None
    day = local_day(sending.envelope, facts.timezone)
    return (
        facts.brand.hex,
        facts.wave.hex,
        facts.store.hex,
        facts.id.hex,
        judgement.edition,
        day and day.isoformat(),
        orjson.dumps(judgement.marks).decode(),
    )


def write_all(raw: sqlite3.Connection, rows: Sequence[Values]) -> None:
    """Write visits that aren't here, with all their rows, in the transaction of this connection."""
    values = [value for row in rows for value in row]
    try:
        raw.execute(_statement(len(rows)), values)
    except sqlite3.OperationalError as trouble:
        if "no such table: temp.receiving" not in str(trouble):
            raise
        _prepare(raw)
        raw.execute(_statement(len(rows)), values)


@cache
def _statement(count: int) -> str:
    row = f"({', '.join('?' * len(_NAMES))})"
    return f"INSERT INTO temp.receiving VALUES {', '.join([row] * count)}"  # noqa: S608 - marks alone


def _prepare(raw: sqlite3.Connection) -> None:
    """The view and its trigger, once a connection."""
    raw.execute(f"CREATE TEMP VIEW receiving AS SELECT {', '.join(f'NULL AS {name}' for name in _NAMES)}")
    raw.execute(_trigger())


@cache
def _trigger() -> str:
    named = ("name", "question", "order", "mime", "width", "height", "taken_at")
    promised = {name: f"p.value ->> '{name}'" for name in ("sha256", "bytes", "mime")}
    line = {"subject": "NEW.subject", "brand_id": "NEW.brand", "by_id": "NEW.by_whom"}
    line["detail"] = "json_object('revision', NEW.number)"
    times = _new("opened_at", "sealed_at", "local_day", "received_at", "marks")
    visit = {"id": "NEW.visit", "shopper_id": "NEW.person", "current_id": _REVISION, "completed_at": _WHOLE}
    places = {f"{name}_id": f"NEW.{name}" for name in ("brand", "wave", "store", "assignment", "edition")}
    sealed = _new("visit", "number", "sha256", "sealed", "answers", "received_at")
    return _TRIGGER.format(
        revision=_insert(Revision, sealed | {"person_id": "NEW.person", "brand_id": "NEW.brand"}),
        blob=_insert(Blob, {"brand_id": "NEW.brand", **promised}),
        photo=_insert(
            Photo,
            {
                "revision_id": _REVISION,
                "blob_id": "b.id",
                **{name: f"p.value ->> '{name}'" for name in named},
            },
        ),
        visit=_insert(Visit, visit | places | times),
        awaited=", ".join(f"'{state}'" for state in AWAITED),
        received=_insert(Entry, line | {"verb": "'visit.received'", "handled_at": "NEW.received_at"}),
        completed=_insert(Entry, line | {"verb": "'visit.completed'", "handled_at": "NULL"}),
    )


def _new(*names: str) -> dict[str, str]:
    return {name: f"NEW.{name}" for name in names}


def _insert(model: type[Model], given: dict[str, str]) -> str:
    """`(columns) SELECT expressions`; what isn't given gets its field's default."""
    fields = written(model, tuple(given))
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return f"({columns}) SELECT {', '.join(given.get(field.attname) or _literal(field) for field in fields)}"


def _literal(field: "Field[Any, Any]") -> str:
    value = default_of(field)
    if value is None or isinstance(value, int):
        return "NULL" if value is None else str(int(value))
    return "'" + str(value).replace("'", "''") + "'"


def _kept(moment: datetime | None) -> str | None:
    """An instant as this database keeps it."""
    return None if moment is None else str(moment.astimezone(UTC).replace(tzinfo=None))
