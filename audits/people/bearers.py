"""Who comes with a token: looked up once, then known to this process for some seconds.

A token that is revoked, or whose person is shut out, opens doors of other processes for `KEPT` seconds at most;
in the process that revokes it, none from then on.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from audits.people.models import Person, Token

KEPT = 5.0  # seconds
MOST = 2000  # tokens known at once
USE_NOTED = timedelta(minutes=5)  # the moment of a token's last use is as exact as this

# The password's hash stays where it is: whoever asks for it reads it then.
_FIELDS = [field.attname for field in Person._meta.concrete_fields if field.attname != "password"]


@dataclass(slots=True)
class _Known:
    token: int
    expires_at: datetime
    used_at: datetime | None
    reads_only: bool
    person: tuple[Any, ...]
    until: float


_known: dict[str, _Known] = {}


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who carries a token, and how far it reaches."""

    person: Person  # an instance of the caller's own
    expires_at: datetime
    reads_only: bool


def bearer_of(digest: str) -> Bearer | None:
    """Who carries the live token with this hash (SHA-256, hexadecimal)."""
    now = timezone.now()
    known = _known.get(digest)
    if known is None or known.until < time.monotonic():
        known = _look_up(digest)
    if known is None or known.expires_at <= now:
        return None
    if known.used_at is None or now - known.used_at > USE_NOTED:
        known.used_at = now
        Token.objects.filter(pk=known.token).update(used_at=now)
    person = Person.from_db("default", _FIELDS, known.person)
    return Bearer(person, known.expires_at, known.reads_only)


def forget_bearer(digest: str) -> None:
    """Look this token up anew at its next use."""
    _known.pop(digest, None)


def _look_up(digest: str) -> _Known | None:
    asked = time.monotonic()
    forget_bearer(digest)
    live = Token.objects.filter(digest=digest, revoked_at=None, person__is_active=True)
    hers = [f"person__{name}" for name in _FIELDS]
    row = live.values_list("id", "expires_at", "used_at", "reads_only", *hers).first()
    if row is None:
        return None
    if len(_known) >= MOST:
        _known.clear()
    token, expires_at, used_at, reads_only, *person = row
    known = _known[digest] = _Known(token, expires_at, used_at, reads_only, tuple(person), asked + KEPT)
    return known
