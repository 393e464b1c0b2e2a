"""A visit's first revision, stored in one statement: the plain case, nine sendings of ten, on PostgreSQL.

It writes what `storing.place_first` writes, row by row, and reads its receipt back from the rows it wrote. A
statement is a transaction of its own: it needs no BEGIN and no COMMIT, and holds its locks for its own time alone.

Every part hangs on the revision's row, so that nothing at all is written where that one is here already. The
visit's own insert passes over no conflict: another revision of it that came in between fails the statement.
"""

from functools import cache, partial
from typing import Any

import orjson
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from audits.journal.announcing import announce_soon
from audits.journal.models import Entry
from audits.visits.models import Blob, Photo, Revision, Visit
from audits.visits.receipts import Receipt, receipt_from
from audits.visits.rows import default_of, written
from audits.visits.services.judging import Judgement, Sending
from audits.visits.services.storing import Raced, photo_rows, revision_row, visit_row
from audits.visits.statements import ask, literal
from audits.waves.services import AWAITED

_STATEMENT = """
WITH r AS (
  INSERT INTO audits_revision {revision} ON CONFLICT DO NOTHING
  RETURNING id, visit, number, sha256, standing, received_at
), named AS (
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
), v AS (
  INSERT INTO audits_visit {visit} RETURNING state, marks, completed_at
), a AS (
  UPDATE audits_assignment SET state = 'visited', shopper_id = %(r_person_id)s
  WHERE id = %(v_assignment_id)s AND state = ANY(%(awaited)s) AND EXISTS (SELECT FROM v)
), e AS (
  INSERT INTO audits_entry {entry} RETURNING id, verb
)
SELECT r.id, r.visit, r.number, r.sha256, r.standing, r.received_at, v.state, v.marks, r.number,
       b.sha256, b.bytes, b.stored_at IS NOT NULL, (SELECT value FROM audits_epoch),
       (SELECT id FROM e WHERE verb = 'visit.completed')
FROM r CROSS JOIN v LEFT JOIN p ON TRUE LEFT JOIN b ON b.id = p.blob_id ORDER BY p."order"
"""
_LINES = """v, (VALUES (1, 'visit.received', CAST(%(r_received_at)s AS timestamptz)), (2, 'visit.completed', NULL))
  AS line(place, verb, handled_at)
  WHERE line.place = 1 OR v.completed_at IS NOT NULL ORDER BY line.place"""


def stores_at_once(sending: Sending) -> bool:
    """Whether this database can, and this is a first revision."""
    return connection.vendor == "postgresql" and sending.envelope.revision == 1


def store_at_once(sending: Sending, judgement: Judgement) -> Receipt:
    """Store an accepted first revision of a visit that isn't here; its receipt. Raises `Raced` when it is."""
    assert judgement.facts is not None
    revision = revision_row(sending, judgement)
    visit = visit_row(sending, judgement, judgement.facts)
    values = {
        **{f"r_{name}": value for name, value in revision.items()},
        **{f"v_{name}": value for name, value in visit.items()},
        "r_answers": orjson.dumps(sending.envelope.answers).decode(),
        "v_marks": orjson.dumps(judgement.marks).decode(),
        "photos": orjson.dumps(photo_rows(sending.envelope)).decode(),
        "by": sending.by.pk,
        "subject": str(sending.envelope.visit),
        "awaited": list(map(str, AWAITED)),
    }
    rows = _rows(_statement(tuple(revision), tuple(visit)), values)
    if not rows:
        raise Raced
    completed = rows[0][-1]
    if completed is not None:
        transaction.on_commit(partial(announce_soon, completed, "visit.completed"))
    return receipt_from([row[:-1] for row in rows])


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    try:
        return ask(sql, values)
    except IntegrityError as trouble:
        # This very constraint alone means "somebody was faster"; any other is an error, and stays one.
        broken = getattr(getattr(trouble.__cause__, "diag", None), "constraint_name", None)
        if broken == "audits_visit_pkey":
            raise Raced from None
        raise


@cache
def _statement(revision: tuple[str, ...], visit: tuple[str, ...]) -> str:
    """The statement for rows that name these columns."""
    whole = "CASE WHEN NOT EXISTS (SELECT FROM b WHERE stored_at IS NULL) THEN %(r_received_at)s END"
    named = {name: f"p.{name}" for name in ("name", "question", "mime", "width", "height", "taken_at")}
    line = {"verb": "line.verb", "subject": "%(subject)s", "brand_id": "%(r_brand_id)s", "by_id": "%(by)s"}
    detail = "jsonb_build_object('revision', CAST(%(r_number)s AS int))"
    return _STATEMENT.format(
        revision=_insert(Revision, {name: f"%(r_{name})s" for name in revision}, ""),
        visit=_insert(
            Visit,
            {name: f"%(v_{name})s" for name in visit} | {"current_id": "r.id", "completed_at": whole},
            "r",
        ),
        blob=_insert(
            Blob,
            {"brand_id": "%(r_brand_id)s", "sha256": "p.sha256", "bytes": "p.bytes", "mime": "p.mime"},
            "named p",
            distinct="DISTINCT ON (p.sha256)",
        ),
        photo=_insert(
            Photo,
            {"revision_id": "r.id", "blob_id": "b.id", "order": 'p."order"'} | named,
            "r, named p JOIN b USING (sha256)",
        ),
        entry=_insert(Entry, line | {"detail": detail, "handled_at": "line.handled_at"}, _LINES),
    )


def _insert(model: type[Model], given: dict[str, str], source: str, distinct: str = "") -> str:
    """`(columns) SELECT expressions FROM source`; what isn't given gets its field's default."""
    fields = written(model, tuple(given))
    columns = ", ".join(f'"{field.column}"' for field in fields)
    expressions = ", ".join(
        f"CAST({given.get(field.attname) or literal(default_of(field))} AS {field.db_type(connection)})"
        for field in fields
    )
    words = f"SELECT {distinct} {expressions}"
    return f"({columns}) {words} FROM {source}" if source else f"({columns}) {words}"
