"""Sealed bytes, opened: what the phone wrote, checked as far as it must be to be kept. Pure.

Only what can't be read is refused. A strange clock, an unknown assignment or a far place is a fact.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard
from uuid import UUID

import orjson

from audits.refusals import Refused, refused

VERSION = 1
MOST_BYTES = 10 * 1024 * 1024  # of sealed bytes
MOST_BLOBS = 1000  # photos, sounds and files of one revision
MOST_REVISION = 10_000
MOST_DEPTH = 32  # repeats within repeats; far more than any checklist has
_MOST_INTEGER = 2**31 - 1
_MOST_SIZE = 2**53  # bytes of a blob: the largest integer that every JSON reader keeps

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NUL = b"\\u0000"


@dataclass(frozen=True, slots=True)
class PromisedBlob:
    """One photo, sound or file that the envelope promises. `size` in bytes, width and height in px."""

    name: str
    sha256: str
    size: int
    mime: str
    width: int | None
    height: int | None
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the phone was; `accuracy` in metres, 0 where it wasn't told."""

    lat: float
    lon: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Envelope:
    """The sealed bytes in our words. Times are corrected by the phone's clock offset where it knew one."""

    visit: UUID
    revision: int
    assignment: UUID | None  # None: nothing that could be an assignment's id
    edition: str
    app: str
    answers: dict[str, Any]
    blobs: tuple[PromisedBlob, ...]
    opened_at: datetime | None
    sealed_at: datetime | None
    clock_offset: timedelta | None  # server minus phone; None: the phone never knew
    places: tuple[Place, ...]


def read_envelope(sealed: bytes) -> Envelope:
    """Open sealed bytes; refused with `visit_unreadable` and a `reason` where they are none."""
    if len(sealed) > MOST_BYTES:
        raise refused("too_large", limit=MOST_BYTES)
    try:
        document = orjson.loads(sealed)
    except orjson.JSONDecodeError as trouble:
        raise unreadable(f"not JSON: {trouble}") from None
    if not isinstance(document, dict):
        raise unreadable("not an object")
    _check_values(document, sealed)
    return _envelope(document)


def unreadable(reason: str) -> Refused:
    """The refusal of bytes that are no visit; `reason` is for whoever mends the client."""
    return refused("visit_unreadable", reason=reason)


def _check_values(document: dict[str, Any], sealed: bytes) -> None:
    # No database keeps NUL in jsonb; the walk is only taken when the escape occurs at all.
    has_nul = _NUL in sealed
    layer: list[Any] = [document]
    for _ in range(MOST_DEPTH):
        if has_nul and any(isinstance(value, str) and "\0" in value for value in layer):
            raise unreadable("a NUL in a text")
        layer = [part for value in layer if isinstance(value, dict | list) for part in _parts(value, has_nul)]
        if not layer:
            return
    raise unreadable(f"deeper than {MOST_DEPTH}")


def _parts(value: dict[str, Any] | list[Any], with_keys: bool) -> Iterable[Any]:
    if isinstance(value, list):
        return value
    return [*value, *value.values()] if with_keys else value.values()


def _envelope(document: dict[str, Any]) -> Envelope:
    if document.get("v") != VERSION:
        raise unreadable("v is not 1")
    times = _optional(document, "times", dict, {})
    offset = _offset(times.get("clock_offset_ms"))
    return Envelope(
        visit=_visit(document),
        revision=_revision(document),
        assignment=uuid_or_none(document.get("assignment")),
        edition=_text(document, "edition", 64),
        app=_text(document, "app", 80),
        answers=_optional(document, "answers", dict, None),
        blobs=_blobs(_optional(document, "blobs", list, [])),
        opened_at=_moment(times.get("opened"), offset),
        sealed_at=_moment(times.get("sealed"), offset),
        clock_offset=offset,
        places=_places(_optional(document, "places", list, [])),
    )


def _optional(document: dict[str, Any], name: str, kind: type, otherwise: Any) -> Any:
    value = document.get(name, otherwise)
    if not isinstance(value, kind):
        raise unreadable(f"{name} is not of type {kind.__name__}")
    return value


def _visit(document: dict[str, Any]) -> UUID:
    visit = uuid_or_none(document.get("visit"))
    if visit is None:
        raise unreadable("visit is not a UUID")
    return visit


def _revision(document: dict[str, Any]) -> int:
    revision: Any = document.get("revision")
    if not is_integer(revision, 1, MOST_REVISION):
        raise unreadable("revision is not a positive integer")
    return revision


def _text(document: dict[str, Any], name: str, most: int) -> str:
    value = document.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most:
        raise unreadable(f"{name} is not a text of at most {most} characters")
    return value


def _blobs(listed: list[Any]) -> tuple[PromisedBlob, ...]:
    if len(listed) > MOST_BLOBS:
        raise unreadable(f"more than {MOST_BLOBS} blobs")
    return tuple(map(_blob, sorted(map(_object, listed), key=_order)))


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise unreadable("a blob is not an object")
    return value


def _order(blob: dict[str, Any]) -> float:
    order = blob.get("order")
    return order if isinstance(order, int | float) else float("inf")


def _blob(blob: dict[str, Any]) -> PromisedBlob:
    sha256 = blob.get("sha256")
    if not (isinstance(sha256, str) and is_sha256(sha256)):
        raise unreadable("a blob's sha256 is not 64 hexadecimal digits")
    size: Any = blob.get("bytes")
    if not is_integer(size, 0, _MOST_SIZE):
        raise unreadable("a blob's bytes is not a size")
    return PromisedBlob(
        name=_text(blob, "name", 200),
        sha256=sha256,
        size=size,
        mime=_text(blob, "mime", 80),
        width=_pixels(blob.get("width")),
        height=_pixels(blob.get("height")),
        taken_at=_moment(blob.get("taken_at"), None),
    )


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 in lower-case hexadecimal."""
    return _SHA256.fullmatch(text) is not None


def is_integer(value: Any, least: int, most: int) -> TypeGuard[int]:
    """Whether a JSON value is an integer within bounds; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _pixels(value: Any) -> int | None:
    return value if is_integer(value, 0, _MOST_INTEGER) else None


def uuid_or_none(value: Any) -> UUID | None:
    """The UUID that a JSON value writes in its usual form, or None."""
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _offset(value: Any) -> timedelta | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return timedelta(milliseconds=value)
    except OverflowError:
        return None


def _moment(value: Any, offset: timedelta | None) -> datetime | None:
    """An RFC 3339 instant in UTC, corrected; None where it can't be read: that is a fact, too."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return None if moment.tzinfo is None else (moment + (offset or timedelta())).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _places(listed: list[Any]) -> tuple[Place, ...]:
    found = (_place(value) for value in listed)
    return tuple(place for place in found if place is not None)


def _place(value: Any) -> Place | None:
    if not isinstance(value, dict):
        return None
    lat, lon, accuracy = value.get("lat"), value.get("lon"), value.get("accuracy", 0)
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return Place(float(lat), float(lon), float(accuracy) if isinstance(accuracy, int | float) else 0.0)
