"""A rescue file: everything unsent of one phone, put through the same path as if the phone had sent it."""

import base64
import binascii
import hashlib
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson

from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.refusals import Refused, refused
from audits.visits.envelope import is_integer, is_sha256, uuid_or_none
from audits.visits.queries import promised_blob
from audits.visits.receipts import newest_receipt
from audits.visits.services.blobs import receive_blob
from audits.visits.services.receive import receive_visit

MOST_BYTES = 256 * 1024 * 1024
Line = dict[str, Any]


def take_rescue(*, content: bytes, by: Person) -> dict[str, Any]:
    """Take a rescue file apart (docs/phone.md). One bad visit or photo never blocks the others.

    → {person, visits: [{visit, revision, outcome, code?, receipt?, blobs: [{sha256, outcome, code?}]}], drafts}:
    `drafts` is the number of visits that were never sealed, which are for people to read.
    """
    file = _read(content)
    shopper = _shopper(file, by)
    lines = [_take_visit(one, shopper, by) for one in file["visits"]]
    return {"person": str(shopper.pk), "visits": lines, "drafts": len(file["drafts"])}


def _read(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise refused("too_large", limit=MOST_BYTES)
    try:
        file = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise refused("rescue_unreadable") from None
    if not isinstance(file, dict) or file.get("encore_rescue") != 1:
        raise refused("rescue_unreadable")
    lists = {name: file.get(name, []) for name in ("visits", "drafts")}
    if not all(isinstance(found, list) for found in lists.values()):
        raise refused("rescue_unreadable")
    return {"person": file.get("person"), **lists}


def _shopper(file: dict[str, Any], by: Person) -> Person:
    """The file's person, who must work for a brand that `by` minds; else she doesn't exist."""
    key = uuid_or_none(file["person"])
    brands = [post.brand_id for post in posts_that(by, May.SEE_SET_ASIDE)]
    found = Person.objects.filter(pk=key, posts__brand__in=brands).distinct().first() if key else None
    if found is None:
        raise refused("not_found")
    return found


def _take_visit(one: Any, shopper: Person, by: Person) -> Line:
    visit, number = _address(one)
    line: Line = {"visit": str(visit) if visit else None, "revision": number}
    if visit is None or number is None:
        return {**line, "outcome": "refused", "code": "rescue_unreadable", "blobs": []}
    try:
        sealed = _bytes(one.get("sealed_base64"))
        sha256 = hashlib.sha256(sealed).hexdigest()
        if one.get("sha256") != sha256:
            raise refused("digest_mismatch")
        received = receive_visit(
            visit=visit, number=number, sealed=sealed, sha256=sha256, shopper=shopper, by=by
        )
    except Refused as refusal:
        return {**line, "outcome": "refused", "code": refusal.code, "blobs": []}
    blobs = [_take_blob(visit, blob, shopper, by) for blob in _list(one.get("blobs"))]
    receipt = newest_receipt(visit=visit, person=shopper.pk) or received.receipt
    code = {"code": received.code} if received.code else {}
    return {**line, "outcome": received.outcome, **code, "receipt": receipt, "blobs": blobs}


def _address(one: Any) -> tuple[UUID | None, int | None]:
    if not isinstance(one, dict):
        return None, None
    number = one.get("revision")
    return uuid_or_none(one.get("visit")), number if is_integer(number, 1, 2**31 - 1) else None


def _list(value: Any) -> Iterator[Any]:
    return iter(value if isinstance(value, list) else ())


def _bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise refused("rescue_unreadable") from None


def _take_blob(visit: UUID, one: Any, shopper: Person, by: Person) -> Line:
    sha256 = one.get("sha256") if isinstance(one, dict) else None
    if not isinstance(sha256, str) or not is_sha256(sha256):
        return {"sha256": None, "outcome": "refused", "code": "rescue_unreadable"}
    try:
        content = _bytes(one.get("base64"))
        blob = promised_blob(visit=visit, sha256=sha256, shopper=shopper)
        if blob is None:
            raise refused("blob_unknown")
        entered = receive_blob(blob=blob, content=io.BytesIO(content), length=len(content), by=by)
    except Refused as refusal:
        return {"sha256": sha256, "outcome": "refused", "code": refusal.code}
    return {"sha256": sha256, "outcome": "new" if entered.is_new else "again"}
