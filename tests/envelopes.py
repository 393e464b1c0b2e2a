"""Sealed visits as a phone makes them, and the calls that send them."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from tests.cast import Cast

API = "/api/v1"
ANSWERS: dict[str, Any] = {
    "visit_outcome": "done",
    "greeting": "yes",
    "minutes_waited": 4,
    "acts": ["name", "smile"],
    "note": "Émilie 👋 said “bonjour”",
}


def photo_bytes(n: int = 1, size: int = 600) -> bytes:
    """Content that is the same for the same number; no picture, which no receipt asks about."""
    return (f"photo {n} ".encode() * size)[:size]


@dataclass
class Sealed:
    """One sealed revision: its address, its bytes, its photos by hash."""

    visit: UUID
    revision: int
    content: bytes
    photos: dict[str, bytes] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def address(self) -> str:
        return f"{API}/visits/{self.visit}/revisions/{self.revision}"

    def blob(self, sha256: str) -> str:
        return f"{API}/visits/{self.visit}/blobs/{sha256}"


def seal(
    *,
    assignment: UUID | str | None,
    edition: str,
    visit: UUID | None = None,
    revision: int = 1,
    answers: dict[str, Any] | None = None,
    photos: Sequence[bytes] = (),
    **members: Any,
) -> Sealed:
    """A sealed visit. `members` overrule those of the envelope."""
    visit = visit or uuid4()
    now = datetime.now(UTC)
    envelope = {
        "v": 1,
        "visit": str(visit),
        "revision": revision,
        "assignment": assignment and str(assignment),
        "edition": edition,
        "app": "1.0.0",
        "answers": ANSWERS if answers is None else answers,
        "blobs": [_blob(order, content) for order, content in enumerate(photos)],
        "times": {
            "opened": (now - timedelta(minutes=50)).isoformat(),
            "sealed": now.isoformat(),
            "zone": "Europe/Paris",
            "clock_offset_ms": 120,
            "clock_offset_age_s": 60,
            "monotonic_ms": 3_000_000,
        },
        "places": [{"at": now.isoformat(), "lat": 50.6366, "lon": 3.0635, "accuracy": 12}],
        "trail": [{"seq": 0, "at": now.isoformat(), "name": "greeting"}],
    } | members
    content = json.dumps(envelope, ensure_ascii=False).encode()
    return Sealed(visit, revision, content, {hashlib.sha256(photo).hexdigest(): photo for photo in photos})


def _blob(order: int, content: bytes) -> dict[str, Any]:
    return {
        "name": f"shop_window-{order + 1}.jpg",
        "order": order,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "mime": "image/jpeg",
        "width": 1600,
        "height": 1200,
        "taken_at": datetime.now(UTC).isoformat(),
    }


def sashas(cast: Cast, **members: Any) -> Sealed:
    """A visit on Sasha's assignment."""
    return seal(**({"assignment": cast.assignment.pk, "edition": cast.edition.sha256} | members))


def content_digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def checksum(content: bytes) -> str:
    return f"sha256 {base64.b64encode(hashlib.sha256(content).digest()).decode()}"


class Phone:
    """What a shopper's phone does, over HTTP, as one person."""

    def __init__(self, client: Client, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def put(self, sealed: Sealed, *, digest: str | None = None, content: bytes | None = None) -> Any:
        body = sealed.content if content is None else content
        headers = self.headers | {"Content-Digest": digest or content_digest(body)}
        return self.client.put(sealed.address, body, content_type="application/json", headers=headers)

    def head(self, sealed: Sealed, sha256: str) -> Any:
        return self.client.head(sealed.blob(sha256), headers=self.headers | {"Tus-Resumable": "1.0.0"})

    def patch(self, sealed: Sealed, sha256: str, offset: int, part: bytes, **more: str) -> Any:
        headers = self.headers | {
            "Tus-Resumable": "1.0.0",
            "Upload-Offset": str(offset),
            "Upload-Checksum": checksum(part),
        }
        return self.client.patch(
            sealed.blob(sha256),
            part,
            content_type="application/offset+octet-stream",
            headers=headers | {name.replace("_", "-"): value for name, value in more.items()},
        )

    def put_blob(self, sealed: Sealed, sha256: str, content: bytes | None = None) -> Any:
        body = sealed.photos[sha256] if content is None else content
        return self.client.put(
            sealed.blob(sha256), body, content_type="application/octet-stream", headers=self.headers
        )

    def receipt(self, visit: UUID) -> Any:
        return self.client.get(f"{API}/visits/{visit}/receipt", headers=self.headers)

    def get(self, path: str, **headers: str) -> Any:
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(f"{API}/{path}", headers=self.headers | more)

    def post(self, path: str, document: Any) -> Any:
        return self.client.post(
            f"{API}/{path}", document, content_type="application/json", headers=self.headers
        )


def phone_of(cast: Cast, name: str) -> Phone:
    """The phone of one of the cast."""
    return Phone(Client(), cast.bearer(getattr(cast, name)))
