"""What webhooks are told, and how it is signed. Pure."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import orjson

# Of the journal's verbs those that leave the house: receive, release, edit, re-grade, appeal.
VERBS = (
    "visit.completed",
    "visit.graded",
    "visit.released",
    "visit.sent_back",
    "visit.regraded",
    "visit.reopened",
    "visit.withdrawn",
    "visit.adjusted",
    "visit.adjustment_undone",
    "appeal.made",
    "appeal.decided",
    "appeal.withdrawn",
)
# Told where a rule of alerts says so, and where somebody tests one.
BY_RULE = ("alert.raised", "alert.tested")
LISTENED = (*VERBS, *BY_RULE)
# Members of a line's detail that hold numbers, states and codes; words that people wrote and who wrote them stay.
TOLD = frozenset(
    {"revision", "grade", "state", "was", "outcome", "question", "visit", "appeal", "due", "ground"}
)


def told(detail: Mapping[str, Any]) -> dict[str, Any]:
    """What of a line's detail a program outside may read."""
    return {name: value for name, value in detail.items() if name in TOLD}


def body_of(message: str, content: Mapping[str, Any]) -> bytes:
    """The bytes that are sent and signed; the same at each try."""
    return orjson.dumps({"id": message, **content}, option=orjson.OPT_SORT_KEYS)


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=` and HMAC-SHA-256 of `TIMESTAMP.BODY`, hexadecimal. The time in it ends replays by others."""
    said = f"{timestamp}.".encode() + body
    return "v1=" + hmac.digest(secret.encode(), said, hashlib.sha256).hex()


def headers(secret: str, message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of one try."""
    return {
        "Content-Type": "application/json",
        "Encore-Message": message,
        "Encore-Timestamp": str(timestamp),
        "Encore-Signature": signature(secret, timestamp, body),
    }
