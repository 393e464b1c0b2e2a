"""Drawn pictures of stored blobs, kept beside them so that each is drawn once."""

from contextlib import suppress

from audits.pictures import SIZES, redrawn
from audits.refusals import refused
from audits.visits.keeping import keep_as, open_kept, open_named
from audits.visits.models import Blob

# Drawn anew at each asking: looked at seldom, and as large as the blob itself
_NOT_KEPT = frozenset({"whole"})
VERSION = 1  # of how pictures are drawn: another number, another file


def drawn(blob: Blob, *, size: str) -> bytes:
    """The picture as JPEG in one of `pictures.SIZES`. Refused as picture_unreadable, picture_too_large."""
    name = _name(blob, size)
    kept = _kept(name)
    if kept is not None:
        return kept
    try:
        with open_kept(blob.brand_id, blob.sha256) as file:
            picture = redrawn(file, size=size, bytes_=blob.bytes)
    except FileNotFoundError:
        raise refused("unavailable") from None  # the media store lost it
    if size not in _NOT_KEPT:
        _keep(name, picture)
    return picture


def _keep(name: str, picture: bytes) -> None:
    """Kept for the next reader. Without room, or a store that takes it now, it is drawn again then."""
    with suppress(OSError), keep_as(name) as keeping:
        keeping.write(picture)
        keeping.finish()


def drawn_names(blob: Blob) -> list[str]:
    """Where pictures drawn of this blob may lie, in this version and those before."""
    return [_name(blob, size, version) for version in range(1, VERSION + 1) for size in SIZES]


def _name(blob: Blob, size: str, version: int = VERSION) -> str:
    return f"pictures/{version}/{blob.brand_id}/{blob.sha256[:2]}/{blob.sha256}-{size}.jpg"


def raw(blob: Blob) -> bytes:
    """The stored bytes themselves."""
    try:
        with open_kept(blob.brand_id, blob.sha256) as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise refused("unavailable") from None


def _kept(name: str) -> bytes | None:
    try:
        with open_named(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
