"""The demonstration's phone: seals answers and sends them by the path that real ones take."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from random import Random
from typing import Any
from uuid import UUID

from audits.management.demonstration.pictures import Picture
from audits.people.models import Person
from audits.visits.models import Blob
from audits.visits.services import receive_blob, receive_visit
from audits.waves.models import Assignment

APP = "1.0.0+demonstration"


@dataclass(slots=True)
class Sealing:
    """What is about to be sealed, on one assignment."""

    assignment: Assignment
    shopper: Person
    edition: str  # its hash
    stepped_in: datetime
    answers: dict[str, Any]
    photos: dict[str, list[Picture]] = field(default_factory=dict)  # question → pictures


def send(sealing: Sealing, chance: Random) -> UUID:
    """Seal and send: answers first, then every photo that isn't there. The visit's id."""
    visit = UUID(int=chance.getrandbits(128), version=4)
    sealed_at = sealing.stepped_in + timedelta(minutes=chance.randint(60, 110))
    sealed = seal(visit, sealing, sealed_at)
    arrived = sealed_at.astimezone(UTC) + timedelta(seconds=chance.randint(20, 5000))
    receive_visit(
        visit=visit,
        number=1,
        sealed=sealed,
        sha256=hashlib.sha256(sealed).hexdigest(),
        shopper=sealing.shopper,
        now=arrived,
    )
    for pictures in sealing.photos.values():
        for picture in pictures:
            deliver(picture, sealing.assignment.brand_id, sealing.shopper, arrived)
    return visit


def deliver(picture: Picture, brand: UUID, shopper: Person, arrived: datetime) -> None:
    """Send a promised picture, where it isn't there yet."""
    blob = Blob.objects.get(brand=brand, sha256=picture.sha256)
    if blob.stored_at is None:
        receive_blob(
            blob=blob,
            content=BytesIO(picture.content),
            length=len(picture.content),
            by=shopper,
            now=arrived + timedelta(seconds=30),
        )


def seal(visit: UUID, sealing: Sealing, sealed_at: datetime) -> bytes:
    """The bytes, as the phone would write them (docs/phone.md, sealed bytes)."""
    assignment, store = sealing.assignment, sealing.assignment.store
    names = {question: names_of(question, pictures) for question, pictures in sealing.photos.items()}
    opened = sealing.stepped_in - timedelta(minutes=12)
    envelope = {
        "v": 1,
        "visit": str(visit),
        "revision": 1,
        "assignment": str(assignment.pk),
        "edition": sealing.edition,
        "app": APP,
        "answers": {**sealing.answers, **names},
        "blobs": _blobs(sealing, names),
        "times": {
            "opened": opened.isoformat(timespec="milliseconds"),
            "sealed": sealed_at.isoformat(timespec="milliseconds"),
            "zone": store.timezone,
            "clock_offset_ms": 0,
            "clock_offset_age_s": 600,
            "monotonic_ms": int((sealed_at - opened).total_seconds() * 1000),
        },
        "places": [{"at": opened.isoformat(), "lat": store.lat, "lon": store.lon, "accuracy": 12}],
        "trail": [
            {"seq": seq, "at": (opened + timedelta(seconds=40 * seq)).isoformat(), "name": name}
            for seq, name in enumerate(sealing.answers)
        ],
    }
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()


def names_of(question: str, pictures: list[Picture]) -> list[str]:
    """The file names that the answer uses."""
    return [f"{question}-{n}.jpg" for n, _ in enumerate(pictures, 1)]


def _blobs(sealing: Sealing, names: dict[str, list[str]]) -> list[dict[str, Any]]:
    taken = sealing.stepped_in - timedelta(minutes=2)
    named = [
        (name, picture)
        for question, pictures in sealing.photos.items()
        for name, picture in zip(names[question], pictures, strict=True)
    ]
    return [
        {
            "name": name,
            "order": order,
            "sha256": picture.sha256,
            "bytes": len(picture.content),
            "mime": "image/jpeg",
            "width": picture.width,
            "height": picture.height,
            "taken_at": taken.isoformat(timespec="milliseconds"),
        }
        for order, (name, picture) in enumerate(named)
    ]
