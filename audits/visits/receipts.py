"""Receipts: what the server holds of a revision, computed from rows each time, signed, never cached."""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

import orjson
from django.conf import settings
from django.db import connection

from audits.visits.marks import UNTOLD
from audits.visits.models import Epoch, Revision, Visit
from audits.visits.rows import insert
from audits.visits.statements import Row, as_uuid, ask, db_key

Receipt = dict[str, Any]

_HELD = {
    Revision.Standing.QUARANTINED: "quarantined",
    Revision.Standing.CONFLICT: "quarantined",
    Revision.Standing.WITHDRAWN: "withdrawn",
}
# One statement for everything that a receipt says: the revision, its visit, its photos and their blobs.
_ROWS = """
SELECT r.id, r.visit, r.number, r.sha256, r.standing, r.received_at, v.state, v.marks, c.number,
       b.sha256, b.bytes, b.stored_at IS NOT NULL OR p.gone_at IS NOT NULL OR {here},
       (SELECT value FROM audits_epoch)
FROM audits_revision r
LEFT JOIN audits_visit v ON v.id = r.visit
LEFT JOIN audits_revision c ON c.id = v.current_id
LEFT JOIN audits_photo p ON p.revision_id = r.id
LEFT JOIN audits_blob b ON b.id = p.blob_id
WHERE {where} ORDER BY r.id, p.order
""".replace("p.order", 'p."order"')
_HERS = "r.visit = %(visit)s AND (r.person_id = %(person)s) IS TRUE AND r.standing <> 'conflict'"


def rows_where(where: str, *, here: str = "FALSE") -> str:
    """The statement for the rows that receipts are made of; `here`: what is here though its row doesn't say so yet."""
    return _ROWS.format(where=where, here=here)


def rows_of_newest(*, here: str = "FALSE", when: str = "TRUE") -> str:
    """The same for `newest_of`, with the values `visit` and `person`; none where `when` is not so."""
    return rows_where(f"{_HERS} AND {when}", here=here)


def receipts_where(where: str, values: Sequence[Any]) -> list[Receipt]:
    """The receipts of the revisions `r` (with their visit `v`) that an SQL condition of ours picks."""
    with connection.cursor() as cursor:
        cursor.execute(rows_where(where), values)
        return _from_rows(cursor.fetchall())


def _receipts_of(where: str, **values: Any) -> list[Receipt]:
    """The same for the conditions that each sending asks with: planned once."""
    return _from_rows(ask(rows_where(where), values))


def receipt_rows(
    ask_here: Callable[[str, list[Any]], Iterable[Row]], visits: Sequence[UUID]
) -> dict[str, list[Row]]:
    """For `receipt_from`, of the first revisions that count of several visits: by their ids in hexadecimal.
    `ask_here` asks an SQLite connection."""
    marks = ", ".join("?" * len(visits))
    where = f"r.visit IN ({marks}) AND r.number = 1 AND r.standing = 'accepted'"
    found: dict[str, list[Row]] = {}
    for row in ask_here(rows_where(where), [visit.hex for visit in visits]):
        found.setdefault(row[1], []).append(row)
    return found


def receipt_from(rows: list[tuple[Any, ...]]) -> Receipt:
    """The receipt of one revision from rows with the columns of `_ROWS`, one a promised photo."""
    return _from_rows(rows)[0]


def _from_rows(rows: list[tuple[Any, ...]]) -> list[Receipt]:
    if rows and rows[0][-1] is None:
        return _with_epoch(rows, server_epoch())
    return list(_receipts(rows))


def receipt_of(*, visit: UUID, number: int, sha256: str, person: UUID) -> Receipt | None:
    """The receipt of exactly these bytes of this person."""
    found = _receipts_of(
        "r.visit = %(visit)s AND r.number = %(number)s AND r.sha256 = %(sha256)s AND r.person_id = %(person)s",
        visit=db_key(visit),
        number=number,
        sha256=sha256,
        person=db_key(person),
    )
    return found[0] if found else None


def newest_receipt(*, visit: UUID, person: UUID) -> Receipt | None:
    """The receipt of the newest revision of a visit that this person has sent; conflicts have none."""
    return newest_of(ask(rows_of_newest(), {"visit": db_key(visit), "person": db_key(person)}))


def newest_of(rows: list[Row]) -> Receipt | None:
    """The newest revision's receipt from the rows of all that a person sent of one visit."""
    if not rows:
        return None
    newest = max(row[2] for row in rows)
    return _from_rows([row for row in rows if row[2] == newest])[0]


def receipts_for(*, person: UUID, visits: Iterable[UUID]) -> list[Receipt]:
    """The receipts of all revisions of these visits that this person has sent, conflicts left out."""
    keys = [db_key(visit) for visit in visits]
    if not keys:
        return []
    marks = ", ".join(["%s"] * len(keys))
    return receipts_where(
        f"(r.person_id = %s) IS TRUE AND r.standing <> 'conflict' AND r.visit IN ({marks})",
        [db_key(person), *keys],
    )


def accepted_receipt(*, visit: UUID, number: int, person: UUID) -> Receipt | None:
    """The receipt of the revision with this number that counts; the visit's newest where it has none."""
    found = receipts_where(
        "r.visit = %s AND (r.person_id = %s) IS TRUE AND r.standing = 'accepted'",
        [db_key(visit), db_key(person)],
    )
    same = [receipt for receipt in found if receipt["revision"] == number]
    return same[0] if same else max(found, key=lambda receipt: receipt["revision"], default=None)


def _with_epoch(rows: list[tuple[Any, ...]], epoch: str) -> list[Receipt]:
    return list(_receipts([(*row[:-1], epoch) for row in rows]))


def _receipts(rows: Iterable[tuple[Any, ...]]) -> Iterator[Receipt]:
    for _, lines in groupby(rows, key=lambda row: row[0]):
        yield _receipt(list(lines))


def _receipt(rows: list[tuple[Any, ...]]) -> Receipt:
    key, visit, number, sha256, standing, received_at, state, marks, counts, *_, epoch = rows[0]
    blobs = {name: (size, bool(stored)) for *_, name, size, stored, _ in rows if name is not None}
    missing = [name for name, (_, is_stored) in blobs.items() if not is_stored]
    waits = standing == Revision.Standing.ACCEPTED and (counts is None or number > counts)
    receipt = {
        "receipt": str(uuid5(as_uuid(epoch), str(key))),
        "visit": str(as_uuid(visit)),
        "revision": number,
        "sha256": sha256,
        "received_at": rfc3339(received_at),
        "state": _state(standing, state, missing),
        "blobs": {
            name: {"bytes": size, "state": "stored" if is_stored else "awaited"}
            for name, (size, is_stored) in blobs.items()
        },
        "missing": missing,
        "findings": _findings(standing, marks, waits),
        "server_epoch": str(as_uuid(epoch)),
    }
    return {**receipt, "signature": signature(receipt)}


def _state(standing: str, visit_state: str | None, missing: list[str]) -> str:
    if standing in _HELD:
        return _HELD[Revision.Standing(standing)]
    if visit_state == Visit.State.WITHDRAWN:
        return "withdrawn"
    return "awaiting_blobs" if missing else "complete"


def _findings(standing: str, marks: Any, waits: bool) -> list[str]:
    if standing != Revision.Standing.ACCEPTED:
        return []  # whose visit this is has not been told: neither are its marks
    told = orjson.loads(marks) if isinstance(marks, str | bytes) else marks or []
    return [mark for mark in told if mark not in UNTOLD] + (["revision_waits"] if waits else [])


def rfc3339(moment: datetime | str) -> str:
    """An instant in UTC as the wire writes it; SQLite hands out text or naive times, all of them UTC."""
    read = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    aware = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    return aware.isoformat(timespec="microseconds").replace("+00:00", "Z")


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(f"audits.visits.receipt:{secret}".encode()).digest()


def signature(receipt: Receipt) -> str:
    """The server's own word over a receipt (HMAC-SHA-256 of all its other members), hexadecimal."""
    said = {name: value for name, value in receipt.items() if name != "signature"}
    message = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    return hmac.digest(_key(settings.SECRET_KEY), message, "sha256").hex()


def is_our_word(receipt: Any) -> bool:
    """Whether a receipt that is shown back was ours, even if a restored backup knows nothing of it."""
    if not isinstance(receipt, dict) or not isinstance(receipt.get("signature"), str):
        return False
    try:
        return hmac.compare_digest(signature(receipt).encode(), receipt["signature"].encode())
    except (TypeError, ValueError):  # members that JSON can't write again
        return False


def server_epoch() -> str:
    """The epoch of this database; made at the first question. A restored backup gets another."""
    found = Epoch.objects.values_list("value", flat=True).first()
    if found is None:
        insert(Epoch, [{"id": 1, "value": Epoch().value}])
        found = Epoch.objects.values_list("value", flat=True).get()
    return str(found)
