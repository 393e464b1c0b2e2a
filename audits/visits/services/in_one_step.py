"""An accepted first revision, stored in one step of SQLite: what `at_once.py` is on PostgreSQL.

SQLite has one writer at a time, so what counts is how long each one holds the file. One statement holds it for its
own time alone; several hold it while Python's threads wait for each other in between. A trigger makes one of them:
a view of this connection takes the values, and its trigger writes every row. Nothing of that is in the file.
"""

from datetime import datetime
from functools import cache, partial
from threading import Lock
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Field, Model

from audits.journal.announcing import announce_soon
from audits.journal.models import Entry
from audits.visits.models import Blob, Photo, Revision, Visit
from audits.visits.rows import default_of, written
from audits.visits.services.judging import Judgement, Sending
from audits.visits.services.storing import Raced, photo_rows, revision_row, visit_row
from audits.visits.statements import ask, db_key, db_moment
from audits.waves.services import AWAITED

_RACED = "raced"
_REVISION = """(SELECT id FROM audits_revision
  WHERE visit = NEW.r_visit AND number = NEW.r_number AND standing = 'accepted')"""
_TRIGGER = """
CREATE TEMP TRIGGER receive INSTEAD OF INSERT ON receiving BEGIN
  INSERT INTO audits_revision {revision} WHERE TRUE ON CONFLICT DO NOTHING;
  SELECT RAISE(ABORT, '{raced}') WHERE changes() = 0;
  INSERT INTO audits_blob {blob} FROM json_each(NEW.photos) p WHERE TRUE
    ON CONFLICT (sha256, brand_id) DO UPDATE SET bytes = excluded.bytes
    WHERE stored_at IS NULL AND "offset" = 0;
  INSERT INTO audits_photo {photo} FROM json_each(NEW.photos) p
    JOIN audits_blob b ON b.sha256 = p.value ->> 'sha256' AND b.brand_id = NEW.r_brand_id;
  INSERT INTO audits_visit {visit};
  UPDATE audits_assignment SET state = 'visited', shopper_id = NEW.r_person_id
    WHERE id = NEW.v_assignment_id AND state IN ({awaited});
  INSERT INTO audits_entry {received};
  INSERT INTO audits_entry {completed}
    WHERE EXISTS (SELECT 1 FROM audits_visit WHERE id = NEW.r_visit AND completed_at IS NOT NULL);
END"""
_WHOLE = f"""CASE WHEN NOT EXISTS (SELECT 1 FROM audits_photo p JOIN audits_blob b ON b.id = p.blob_id
  WHERE p.revision_id = {_REVISION} AND b.stored_at IS NULL) THEN NEW.r_received_at END"""  # noqa: S608 - our own words
_COMPLETED = "SELECT id FROM audits_entry WHERE subject = %(subject)s AND verb = 'visit.completed'"
# The threads of a process stand in line here. Those of others are waited for by SQLite, which sleeps and tries again.
_turn = Lock()


def steps_at_once(sending: Sending) -> bool:
    """Whether this database does it so, and this is a first revision."""
    return connection.vendor == "sqlite" and sending.envelope.revision == 1


def store_in_one_step(sending: Sending, judgement: Judgement) -> None:
    """Store an accepted first revision of a visit that isn't here. Raises `Raced` when it is."""
    assert judgement.facts is not None
    subject = str(sending.envelope.visit)
    values = {
        **_prefixed("r_", revision_row(sending, judgement)),
        **_prefixed("v_", visit_row(sending, judgement, judgement.facts)),
        "photos": _taken([_taken_in(row) for row in photo_rows(sending.envelope)]),
        "subject": subject,
        "by": db_key(sending.by.pk),
        "detail": _taken({"revision": sending.envelope.revision}),
    }
    try:
        _write(values)
    except IntegrityError as trouble:
        if str(trouble) in (_RACED, "UNIQUE constraint failed: audits_visit.id"):
            raise Raced from None
        raise
    for (line,) in ask(_COMPLETED, {"subject": subject}):
        transaction.on_commit(partial(announce_soon, line, "visit.completed"))


def _write(values: dict[str, Any]) -> None:
    names = tuple(values)
    try:
        with _turn:
            ask(_statement(names), values)
    except OperationalError as trouble:
        if "no such table: temp.receiving" not in str(trouble):
            raise
        _prepare(names)
        with _turn:
            ask(_statement(names), values)


@cache
def _statement(names: tuple[str, ...]) -> str:
    marks = ", ".join(f"%({name})s" for name in names)
    return f"INSERT INTO temp.receiving ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our own columns


def _prepare(names: tuple[str, ...]) -> None:
    """The view and its trigger, once a connection."""
    columns = ", ".join(f"NULL AS {name}" for name in names)
    ask(f"CREATE TEMP VIEW receiving AS SELECT {columns}", {})
    ask(_trigger(names), {})


@cache
def _trigger(names: tuple[str, ...]) -> str:
    revision = {name[2:]: f"NEW.{name}" for name in names if name[:2] == "r_"}
    visit = {name[2:]: f"NEW.{name}" for name in names if name[:2] == "v_"}
    named = ("name", "question", "order", "mime", "width", "height", "taken_at")
    promised = {name: f"p.value ->> '{name}'" for name in ("sha256", "bytes", "mime")}
    line = {"subject": "NEW.subject", "brand_id": "NEW.r_brand_id", "by_id": "NEW.by", "detail": "NEW.detail"}
    return _TRIGGER.format(
        raced=_RACED,
        revision=_insert(Revision, revision),
        blob=_insert(Blob, {"brand_id": "NEW.r_brand_id", **promised}),
        photo=_insert(
            Photo, {"revision_id": _REVISION, "blob_id": "b.id", **{n: f"p.value ->> '{n}'" for n in named}}
        ),
        visit=_insert(Visit, visit | {"current_id": _REVISION, "completed_at": _WHOLE}),
        awaited=", ".join(f"'{state}'" for state in AWAITED),
        received=_insert(Entry, line | {"verb": "'visit.received'", "handled_at": "NEW.r_received_at"}),
        completed=_insert(Entry, line | {"verb": "'visit.completed'", "handled_at": "NULL"}),
    )


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


def _prefixed(prefix: str, row: dict[str, Any]) -> dict[str, Any]:
    return {f"{prefix}{name}": _taken(value) for name, value in row.items()}


def _taken_in(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"taken_at": _taken(row["taken_at"])}


def _taken(value: Any) -> Any:
    """A value as this database keeps it: hexadecimal ids, naive times in UTC, JSON as text."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return db_moment(value)
    if isinstance(value, dict | list | tuple):
        return orjson.dumps(value).decode()
    return value
