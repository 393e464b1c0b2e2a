"""Web push (RFC 8030): encrypted for one browser (RFC 8291), signed with this server's key (RFC 8292). No rows."""

import base64
import binascii
import time
from functools import cache
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02

from audits.messages.targets import post

KEPT_FOR = 24 * 60 * 60  # seconds that the push service keeps a message for a phone that is off
GONE = (404, 410)  # the browser has unsubscribed


def push(*, endpoint: str, p256dh: str, auth: str, content: bytes) -> int:
    """The push service's status; 201 is a receipt. `content` of at most 3,900 bytes. Raises `Unreachable`."""
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(KEPT_FOR),
        "Urgency": "normal",
        **_signed(endpoint),
    }
    return post(endpoint, sealed_for(p256dh=p256dh, auth=auth, content=content), headers)


def sealed_for(*, p256dh: str, auth: str, content: bytes) -> bytes:
    """Readable by the browser with these keys alone. ValueError where they are none."""
    sealed: bytes = http_ece.encrypt(
        content,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=_bytes(p256dh),
        auth_secret=_bytes(auth),
        version="aes128gcm",
    )
    return sealed


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether these are a browser's keys: a point of P-256, and 16 bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except ValueError:
        return False


def public_key() -> str:
    """This server's key as browsers ask for it (`applicationServerKey`), base64url without padding."""
    point = _vapid().public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def _signed(endpoint: str) -> dict[str, str]:
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + 12 * 60 * 60,
        "sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}",
    }
    signed: dict[str, str] = _vapid().sign(claims)
    return signed


@cache
def _vapid() -> Vapid02:
    return Vapid02.from_raw(settings.VAPID_KEY.encode())


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, UnicodeEncodeError) as trouble:
        raise ValueError(str(trouble)) from None
