"""What simulated phones seal: worked visits, photos of every size, all from a seed. Knows nothing of the server."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

WORKED = Path(__file__).resolve().parent.parent / "tests" / "workbooks" / "worked_visits.json"
SMALL, LARGE = (2_000, 60_000), (300_000, 1_500_000)  # bytes of a photo; the large don't pass a 1 MiB proxy
SHARE_LARGE, SHARE_SEEN, SHARE_CONFLICT = 0.08, 0.05, 0.04


def worked() -> list[dict[str, Any]]:
    """The worked visits of the boutique checklist: answers, scenario, and the exact grade they must get."""
    visits = json.loads(WORKED.read_text("utf-8"))["visits"]
    return [one for one in visits if (one["form"], one["scoring"]) == ("boutique_visit", "points")]


def waits_for_a_person(tale: dict[str, Any]) -> bool:
    """Whether a visit like this is never released by rule: critical, or its shopper was recognised."""
    return bool(tale["expected"]["critical"]) or tale["answers"].get("recognised") == "yes"


@dataclass
class Parcel:
    """One sealed visit: frozen bytes, its photos by hash, and what the phone knows of its arrival."""

    visit: UUID
    told: str  # which worked visit it tells
    assignment: str
    content: bytes
    photos: dict[str, bytes]
    other: bytes | None = None  # what a second tab sealed under the same id
    receipts: list[dict[str, Any]] = field(default_factory=list)  # all that this server gave, in order
    before: list[dict[str, Any]] = field(
        default_factory=list
    )  # given before a backup took the server's place
    conflict_told: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_complete(self) -> bool:
        """Whether a receipt lists every byte of it."""
        if not self.receipts:
            return False
        last = self.receipts[-1]
        return bool(last["state"] == "complete" and not last["missing"])

    def offer_again(self) -> None:
        """What was receipted before may not be there any more: from the beginning."""
        self.before += self.receipts
        self.receipts, self.conflict_told = [], False

    def give_way(self) -> None:
        """A server that lost both met the second tab's bytes first: they are the visit there, these are set aside."""
        assert self.other is not None
        self.content, self.other = self.other, self.content

    @property
    def is_done(self) -> bool:
        return self.is_complete and (self.other is None or self.conflict_told)


def parcels(seed: int, stage: dict[str, Any]) -> Iterator[tuple[str, Parcel]]:
    """`(token, parcel)` of each assignment on stage; the same for the same seed and stage."""
    chance = Random(f"parcels {seed}")
    tales = {one["id"]: one for one in worked()}
    seen: list[bytes] = []
    for line in stage["assignments"]:
        photos = [_photo(chance, seen) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
        visit = _made_on_the_phone(chance)
        tale = tales[line["told"]]
        sealed = [
            _sealed(visit, line["id"], stage["edition"], tale["answers"], photos, note)
            for note in ("", "the second tab")
        ]
        other = sealed[1] if chance.random() < SHARE_CONFLICT else None
        by_hash = {hashlib.sha256(photo).hexdigest(): photo for photo in photos}
        yield line["token"], Parcel(visit, line["told"], line["id"], sealed[0], by_hash, other)


def _made_on_the_phone(chance: Random) -> UUID:
    """A UUIDv7 of now: 48 bits of milliseconds, then version, chance, variant, chance."""
    low = 0b10 << 62 | chance.getrandbits(62)
    return UUID(int=int(time.time() * 1000) << 80 | 7 << 76 | chance.getrandbits(12) << 64 | low)


def _photo(chance: Random, seen: list[bytes]) -> bytes:
    if seen and chance.random() < SHARE_SEEN:
        return chance.choice(seen)  # the same content in two visits, or twice in one
    low, high = LARGE if chance.random() < SHARE_LARGE else SMALL
    content = chance.randbytes(chance.randint(low, high))
    seen[:] = [*seen[-20:], content]
    return content


def _sealed(
    visit: UUID, assignment: str, edition: str, answers: dict[str, Any], photos: list[bytes], note: str
) -> bytes:
    now = datetime.now(UTC)
    kept = {name: value for name, value in answers.items() if not name.endswith("_photo")}
    envelope = {
        "v": 1,
        "visit": str(visit),
        "revision": 1,
        "assignment": assignment,
        "edition": edition,
        "app": "1.0.0",
        "answers": kept | ({"second_tab": note} if note else {}),
        "blobs": [_promise(order, content) for order, content in enumerate(photos)],
        "times": {
            "opened": (now - timedelta(minutes=50)).isoformat(),
            "sealed": now.isoformat(),
            "zone": "Europe/Paris",
            "clock_offset_ms": 120,
            "clock_offset_age_s": 60,
            "monotonic_ms": 3_000_000,
        },
        "places": [],
        "trail": [],
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


def _promise(order: int, content: bytes) -> dict[str, Any]:
    return {
        "name": f"window_photo-{order + 1}.jpg",
        "order": order,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "mime": "image/jpeg",
        "width": 1600,
        "height": 1200,
        "taken_at": datetime.now(UTC).isoformat(),
    }
