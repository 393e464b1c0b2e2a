"""Receiving photos: in parts that any web process can go on with, or whole; kept under their hash."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from audits.people.models import Person
from audits.refusals import refused
from audits.visits.keeping import MOST_BYTES, keep
from audits.visits.models import Blob, Chunk
from audits.visits.services.entering import Entered, Sent, enter, enter_photo

MOST_CHUNK = 4 * 1024 * 1024  # of one part
_PIECE = 256 * 1024


def add_chunk(*, blob: Blob, offset: int, content: bytes, by: Person, now: datetime | None = None) -> int:
    """Append a part of a blob at `offset`; the offset after it. The last part makes the blob whole.

    Refused: `blob_wrong_offset` (with the right one), `blob_wrong_length`, `blob_wrong_hash` of the whole.
    """
    with transaction.atomic():
        row = Blob.objects.select_for_update().get(pk=blob.pk)
        if row.offset != offset:
            raise refused("blob_wrong_offset", offset=row.offset)
        check_size(row.bytes)
        if offset + len(content) > row.bytes:
            raise refused("blob_wrong_length", bytes=row.bytes)
        if content:
            Chunk.objects.create(blob=row, offset=offset, content=content)
            row.offset = offset + len(content)
            row.save(update_fields=["offset"])
    # The parts are safe: the whole is made outside of their transaction, and made again if this dies here.
    finish_blob(blob=row, by=by, now=now)
    return row.offset


def finish_blob(*, blob: Blob, by: Person, now: datetime | None = None) -> None:
    """Where every part is here: hash the whole, keep it, and complete the visits that waited for it.

    A whole with another hash is thrown away, so that it starts again from 0 (`blob_wrong_hash`).
    """
    if blob.stored_at is not None or blob.offset != blob.bytes:
        return
    found = hashlib.sha256()
    with keep(brand=blob.brand_id, sha256=blob.sha256) as kept:
        for piece in _pieces(blob):
            found.update(piece)
            kept.write(piece)
        if found.hexdigest() == blob.sha256:
            kept.finish()
    if found.hexdigest() == blob.sha256:
        enter(blob, by=by, now=now or timezone.now())
    elif _start_again(blob):
        raise refused("blob_wrong_hash", offset=0)


def receive_blob(
    *,
    blob: Blob,
    content: BinaryIO,
    length: int,
    by: Person,
    sent: Sent | None = None,
    now: datetime | None = None,
) -> Entered:
    """Receive a blob of `length` bytes in one go; `sent` asks for a receipt of the visit it was sent for. Refused
    where length or hash are not those promised: nothing changes then, parts that came before stay."""
    check_size(max(length, blob.bytes))
    if length != blob.bytes:
        raise refused("blob_wrong_length", bytes=blob.bytes)
    found = hashlib.sha256()
    with keep(brand=blob.brand_id, sha256=blob.sha256) as kept:
        for piece in _read(content, length):
            found.update(piece)
            kept.write(piece)
        if found.hexdigest() != blob.sha256:
            raise refused("blob_wrong_hash", offset=blob.offset)
        kept.finish()
    return enter_photo(blob, sent, by=by, now=now or timezone.now())


def check_size(size: int) -> None:
    """Refused as too large above the limit for one blob."""
    if size > MOST_BYTES:
        raise refused("too_large", limit=MOST_BYTES)


def _pieces(blob: Blob) -> Iterator[bytes]:
    # By key, one at a time: a whole of 64 MB never stands in memory.
    for key in list(blob.chunks.order_by("offset").values_list("id", flat=True)):
        content = Chunk.objects.filter(pk=key).values_list("content", flat=True).first()
        if content is None:
            return  # another request has made it whole in the meantime, or thrown it away
        yield bytes(content)


def _read(content: BinaryIO, length: int) -> Iterable[bytes]:
    left = length
    while left > 0:
        piece = content.read(min(_PIECE, left))
        if not piece:
            raise refused("unreadable")  # the line broke: fewer bytes than were announced
        left -= len(piece)
        yield piece


@transaction.atomic
def _start_again(blob: Blob) -> bool:
    """Throw the parts away. False where another request has settled it."""
    row = Blob.objects.select_for_update().get(pk=blob.pk)
    if row.stored_at is not None or row.offset != row.bytes:
        return False
    row.chunks.all().delete()
    row.offset = 0
    row.save(update_fields=["offset"])
    return True
