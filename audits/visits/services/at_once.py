"""A plain visit, looked at, stored and receipted in one statement: nine sendings of ten, on PostgreSQL.

Plain is what nothing can be said against: the first revision of a visit that isn't here, on an assignment that is
its shopper's and waits for it, with the edition that was handed out, in its window and near its store. Whatever
isn't plain writes nothing here and goes the longer way, which looks, judges, and stores row by row (`storing.py`);
a test holds the rows of both ways against each other.

A statement is a transaction of its own: it needs no BEGIN and no COMMIT, and holds its locks for its own time alone.
Every part hangs on the revision's row, so that nothing at all is written where that one is here already. The
visit's own insert passes over no conflict: another revision of it that came in between fails the statement.
"""

from functools import cache, partial
from typing import Any

import orjson
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from audits.journal.announcing import announce_soon
from audits.journal.models import Entry
from audits.visits.marks import EARTH, FAR, marks_of
from audits.visits.models import Blob, Photo, Revision, Visit
from audits.visits.receipts import Receipt, receipt_from
from audits.visits.rows import default_of, written
from audits.visits.services.judging import Sending
from audits.visits.services.storing import photo_rows
from audits.visits.statements import Row, ask, ask_first, literal

_PLAIN = """
WITH plain AS (
  SELECT a.id, a.brand_id, a.wave_id, a.store_id, a.edition_id,
         CAST(CAST(%(opened_at)s AS timestamptz) AT TIME ZONE s.timezone AS date) AS local_day
  FROM audits_assignment a
  JOIN audits_edition e ON e.id = a.edition_id
  JOIN audits_store s ON s.id = a.store_id
  JOIN audits_brand b ON b.id = a.brand_id
  WHERE a.id = %(assignment)s AND a.shopper_id = %(person)s AND a.state = 'assigned'
    AND e.sha256 = %(edition)s
    AND CAST(%(opened_at)s AS timestamptz) BETWEEN a.window_from AND a.window_to
    AND NOT EXISTS (SELECT FROM audits_visit WHERE id = %(visit)s)
    AND {near}
), r AS (
  INSERT INTO audits_revision {revision} ON CONFLICT DO NOTHING
  RETURNING id, visit, number, sha256, standing, received_at
)"""
# marks.metres, in SQL
_NEAR = f"""(s.lat IS NULL OR s.lon IS NULL OR EXISTS (
      SELECT FROM jsonb_to_recordset(%(places)s) AS p(lat float8, lon float8, accuracy float8)
      WHERE 2 * {EARTH} * asin(least(1, sqrt(sin(radians(s.lat - p.lat) / 2) ^ 2
              + cos(radians(p.lat)) * cos(radians(s.lat)) * sin(radians(s.lon - p.lon) / 2) ^ 2))) - p.accuracy
            <= CASE WHEN jsonb_typeof(b.policy->'far_metres') = 'number' AND (b.policy->>'far_metres')::float8 > 0
               THEN (b.policy->>'far_metres')::float8 ELSE {FAR} END))"""
_PHOTOS = """, named AS (
  SELECT p.* FROM r, jsonb_to_recordset(%(photos)s) AS p(
    sha256 text, bytes bigint, name text, question text, "order" int, mime text, width int, height int,
    taken_at timestamptz)
), b AS (  -- by hash, as everywhere; locked until commit, whether it is new or not
  INSERT INTO audits_blob {blob} ORDER BY p.sha256, p."order" DESC
  ON CONFLICT (sha256, brand_id) DO UPDATE SET bytes = CASE
    WHEN audits_blob.stored_at IS NULL AND audits_blob."offset" = 0 THEN EXCLUDED.bytes
    ELSE audits_blob.bytes END
  RETURNING id, sha256, bytes, stored_at
), p AS (
  INSERT INTO audits_photo {photo} RETURNING "order", blob_id
)"""
_VISIT = """, v AS (
  INSERT INTO audits_visit {visit} RETURNING assignment_id, state, marks, completed_at
), a AS (
  UPDATE audits_assignment SET state = 'visited' FROM v
  WHERE audits_assignment.id = v.assignment_id AND audits_assignment.state = 'assigned'
), e AS (
  INSERT INTO audits_entry {entry} RETURNING id, verb
)
SELECT r.id, r.visit, r.number, r.sha256, r.standing, r.received_at, v.state, v.marks, r.number,
       {told}, (SELECT value FROM audits_epoch), (SELECT id FROM e WHERE verb = 'visit.completed')
FROM r CROSS JOIN v"""
_TOLD = "b.sha256, b.bytes, b.stored_at IS NOT NULL"
_TOLD_OF = ' LEFT JOIN p ON TRUE LEFT JOIN b ON b.id = p.blob_id ORDER BY p."order"'
_LINES = """v, (VALUES (1, 'visit.received', CAST(%(now)s AS timestamptz)), (2, 'visit.completed', NULL))
  AS line(place, verb, handled_at)
  WHERE line.place = 1 OR v.completed_at IS NOT NULL ORDER BY line.place"""


def may_be_plain(sending: Sending) -> bool:
    """Whether it is worth asking, as far as the sealed bytes alone tell."""
    envelope = sending.envelope
    is_first = envelope.revision == 1 and envelope.assignment is not None
    return connection.vendor == "postgresql" and is_first and envelope.opened_at is not None


def store_if_plain(sending: Sending) -> Receipt | None:
    """Store a plain visit; its receipt. None, and nothing written, where it isn't plain or is here already."""
    envelope = sending.envelope
    opened_at = envelope.opened_at
    assert opened_at is not None
    values = {
        "visit": envelope.visit,
        "number": envelope.revision,
        "assignment": envelope.assignment,
        "edition": envelope.edition,
        "sha256": sending.sha256,
        "sealed": sending.sealed,
        "answers": orjson.dumps(envelope.answers).decode(),
        "person": sending.shopper.pk,
        "by": sending.by.pk,
        "now": sending.now,
        "opened_at": opened_at,
        "sealed_at": envelope.sealed_at or sending.now,
        # all that is noteworthy of a visit in its window and near its store: its clock
        "marks": orjson.dumps(
            marks_of(envelope, now=sending.now, window=(opened_at, opened_at), store=(None, None))
        ).decode(),
        "photos": orjson.dumps(photo_rows(envelope)).decode(),
        "places": orjson.dumps(envelope.places).decode(),
    }
    rows = _rows(_statement(bool(envelope.blobs), bool(envelope.places)), values)
    if not rows:
        return None
    completed = rows[0][-1]
    if completed is not None:
        transaction.on_commit(partial(announce_soon, completed, "visit.completed"))
    return receipt_from([row[:-1] for row in rows])


def _rows(sql: str, values: dict[str, Any]) -> list[Row]:
    try:
        if connection.in_atomic_block:
            with transaction.atomic():
                return ask(sql, values)
        return ask_first(sql, values)  # harmless to repeat: what is here isn't stored again
    except IntegrityError as trouble:
        # This very constraint alone means "somebody was faster"; any other is an error, and stays one.
        broken = getattr(getattr(trouble.__cause__, "diag", None), "constraint_name", None)
        if broken == "audits_visit_pkey":
            return []
        raise
    except DataError as trouble:
        if getattr(trouble.__cause__, "sqlstate", None) == _UNKNOWN_ZONE:
            return []  # a store's time zone that PostgreSQL doesn't know
        raise


_UNKNOWN_ZONE = "22023"  # invalid_parameter_value


@cache
def _statement(has_photos: bool, has_places: bool) -> str:
    """The statement, without the parts that there is nothing to do for."""
    own = {name: f"%({name})s" for name in ("sha256", "sealed", "answers", "visit", "number")}
    places = {
        name: f"plain.{name}" for name in ("brand_id", "wave_id", "store_id", "edition_id", "local_day")
    }
    times = {name: f"%({name})s" for name in ("opened_at", "sealed_at", "marks")}
    whole = "CASE WHEN NOT EXISTS (SELECT FROM b WHERE stored_at IS NULL) THEN %(now)s END"
    line = {"verb": "line.verb", "subject": "%(visit)s", "brand_id": "plain.brand_id", "by_id": "%(by)s"}
    detail = "jsonb_build_object('revision', CAST(%(number)s AS int))"
    visit = {"id": "%(visit)s", "assignment_id": "plain.id", "current_id": "r.id", "shopper_id": "%(person)s"}
    when = {"received_at": "%(now)s"}
    parts = _PLAIN + (_PHOTOS if has_photos else "") + _VISIT + (_TOLD_OF if has_photos else "")
    return parts.format(
        near=_NEAR if has_places else "TRUE",
        told=_TOLD if has_photos else "NULL, NULL, FALSE",
        revision=insertion(
            Revision, own | when | {"brand_id": "plain.brand_id", "person_id": "%(person)s"}, "plain"
        ),
        visit=insertion(
            Visit,
            visit | places | times | when | {"completed_at": whole if has_photos else "%(now)s"},
            "r, plain",
        ),
        entry=insertion(
            Entry, line | {"detail": detail, "handled_at": "line.handled_at"}, f"plain, {_LINES}"
        ),
        **(_photos() if has_photos else {}),
    )


def _photos() -> dict[str, str]:
    named = {name: f"p.{name}" for name in ("name", "question", "mime", "width", "height", "taken_at")}
    blob = {"brand_id": "plain.brand_id", "sha256": "p.sha256", "bytes": "p.bytes", "mime": "p.mime"}
    photo = {"revision_id": "r.id", "blob_id": "b.id", "order": 'p."order"'}
    return {
        "blob": insertion(Blob, blob, "plain, named p", distinct="DISTINCT ON (p.sha256)"),
        "photo": insertion(Photo, photo | named, "r, named p JOIN b USING (sha256)"),
    }


def insertion(model: type[Model], given: dict[str, str], source: str, distinct: str = "") -> str:
    """`(columns) SELECT expressions FROM source`; what isn't given gets its field's default."""
    fields = written(model, tuple(given))
    columns = ", ".join(f'"{field.column}"' for field in fields)
    expressions = ", ".join(
        f"CAST({given.get(field.attname) or literal(default_of(field))} AS {field.db_type(connection)})"
        for field in fields
    )
    return f"({columns}) SELECT {distinct} {expressions} FROM {source}"  # noqa: S608 - names of our own columns
