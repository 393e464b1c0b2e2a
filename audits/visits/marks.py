"""Facts about a visit that are worth a reviewer's look. Pure: nothing is refused for any of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from audits.visits.envelope import Envelope, Place

CLOCK_TOLERANCE = timedelta(minutes=5)
FAR = 500.0  # metres beyond what the phone says of its own accuracy; a brand's policy may say otherwise
EARTH = 6_371_000.0  # metres, mean radius

# What a shopper's receipt tells her; how far she was from the store is for reviewers alone.
UNTOLD = frozenset({"far"})


def marks_of(
    envelope: Envelope,
    *,
    now: datetime,
    window: tuple[datetime, datetime],
    store: tuple[float | None, float | None],
    far: float = FAR,
) -> list[str]:
    """Codes of what is noteworthy: early, late, far, clock_off, clock_unverified, clock_ahead, times_unread.

    `store` is latitude and longitude in degrees, `far` in metres.
    """
    return [*_times(envelope, now, window), *(["far"] if _is_far(envelope.places, store, far) else [])]


def _times(envelope: Envelope, now: datetime, window: tuple[datetime, datetime]) -> Iterable[str]:
    opened, sealed = envelope.opened_at, envelope.sealed_at
    if opened is None or sealed is None:
        yield "times_unread"
    if opened is not None and opened < window[0]:
        yield "early"
    if opened is not None and opened > window[1]:
        yield "late"
    if envelope.clock_offset is None:
        yield "clock_unverified"
    elif abs(envelope.clock_offset) > CLOCK_TOLERANCE:
        yield "clock_off"
    if sealed is not None and sealed > now + CLOCK_TOLERANCE:
        yield "clock_ahead"


def _is_far(places: Iterable[Place], store: tuple[float | None, float | None], far: float) -> bool:
    lat, lon = store
    if lat is None or lon is None:
        return False
    nearest = min((metres(place, lat, lon) - place.accuracy for place in places), default=0.0)
    return nearest > far


def metres(place: Place, lat: float, lon: float) -> float:
    """Great-circle distance in metres between a place and a point in degrees (haversine)."""
    north = radians(lat - place.lat) / 2
    east = radians(lon - place.lon) / 2
    chord = sin(north) ** 2 + cos(radians(place.lat)) * cos(radians(lat)) * sin(east) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(chord)))
