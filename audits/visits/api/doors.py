"""What the phone's doors have in common: little on the way in, the server's time and epoch on the way out."""

import base64
import binascii
import time
from typing import Any

import orjson
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from audits.doors import SignedIn
from audits.refusals import refused
from audits.visits.receipts import rfc3339, server_epoch

JSON = "application/json"
_EPOCH_KEPT = 10.0  # seconds; a restored backup comes with new processes anyway
_epoch: tuple[float, str] = (0.0, "")


class JsonAlone(BaseContentNegotiation):
    """There is one form of answer: nothing to negotiate, nothing to refuse."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return JSONRenderer(), JSON


class Unread(BaseParser):
    """Leaves the body where it is: these doors read it themselves. The framework would read it to look for a
    form's CSRF field as soon as a browser comes with its session."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        return {}


class PhoneView(APIView):
    """A door of the phone's: whoever is signed in; every answer carries the server's time and epoch."""

    permission_classes = [SignedIn]
    content_negotiation_class = JsonAlone
    parser_classes = [Unread]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        return stamped(super().finalize_response(request, response, *args, **kwargs))


def stamped(response: HttpResponse) -> HttpResponse:
    """The response with the server's time and epoch."""
    response.headers["Server-Time"] = rfc3339(timezone.now())
    epoch = recent_epoch()
    if epoch:
        response.headers["Server-Epoch"] = epoch
    return response


def recent_epoch() -> str:
    """The epoch as it was at most some seconds ago; empty while the database is away."""
    global _epoch
    now = time.monotonic()
    if now - _epoch[0] > _EPOCH_KEPT or not _epoch[1]:
        try:
            _epoch = (now, server_epoch())
        except DatabaseError:
            return ""
    return _epoch[1]


def answer(document: Any, *, status: int = 200) -> HttpResponse:
    """A document as JSON, past every serializer."""
    return HttpResponse(orjson.dumps(document), status=status, content_type=JSON)


def body_of(request: HttpRequest, *, most: int) -> bytes:
    """The request's body; refused as too large by its announced length before a byte is read."""
    if content_length(request) > most:
        raise refused("too_large", limit=most)
    try:
        return request.body
    except UnreadablePostError:
        raise refused("unreadable") from None  # the line broke in the middle


def json_of(request: Request, *, most: int) -> Any:
    """The request's body as JSON; refused as unreadable."""
    try:
        return orjson.loads(body_of(request._request, most=most))
    except orjson.JSONDecodeError:
        raise refused("unreadable") from None


def content_length(request: HttpRequest | Request) -> int:
    """The announced length of the body in bytes; 0 where none is announced."""
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else 0


def content_digest(header: str) -> bytes | None:
    """The SHA-256 of a `Content-Digest` (RFC 9530: `sha-256=:BASE64:`), or None where it names none."""
    for part in header.split(","):
        name, _, value = part.strip().partition("=")
        if name.strip().lower() == "sha-256" and len(value) > 2 and value[0] == value[-1] == ":":
            return base64_digest(value[1:-1])
    return None


def base64_digest(text: str) -> bytes | None:
    """32 bytes from base64, or None."""
    try:
        digest = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None
    return digest if len(digest) == 32 else None
