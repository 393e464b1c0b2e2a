"""Refusals, and everything else that goes wrong, as problem JSON (RFC 9457)."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from audits.refusals import CATALOGUE, Refused, refused
from audits.visits.api.doors import stamped
from audits.visits.keeping import NO_ROOM, StoreAway

log = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"
DISK_FULL = ("disk is full", "No space left")  # as SQLite and PostgreSQL say it
WAITS = {429: 5, 503: 5, 507: 60}  # status → seconds until it is worth trying again

# what a framework raises → which line of the catalogue says it
CODES: list[tuple[type[Exception], str]] = [
    (Http404, "not_found"),
    (exceptions.NotFound, "not_found"),
    (exceptions.NotAuthenticated, "not_signed_in"),
    (exceptions.AuthenticationFailed, "token_invalid"),
    (exceptions.PermissionDenied, "not_allowed"),
    (PermissionDenied, "not_allowed"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.NotAcceptable, "not_acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.ValidationError, "invalid"),
    (exceptions.Throttled, "too_many"),
    (exceptions.ParseError, "unreadable"),
    (RequestDataTooBig, "too_large"),
    (SuspiciousOperation, "unreadable"),
    (OperationalError, "unavailable"),
    (StoreAway, "unavailable"),
]


def document(refusal: Refused) -> dict[str, Any]:
    """The problem document of a refusal."""
    rule = refusal.rule
    return {
        "type": f"/problems/{refusal.code}",
        "title": rule.sentence,
        "status": rule.status,
        "code": refusal.code,
        "remedy": rule.remedy,
        **refusal.extra,
    }


def as_problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The exception handler of every API view. None lets an unknown exception rise to `ProblemMiddleware`."""
    refusal = _refusal(exc)
    if refusal is None:
        return None
    return Response(
        document(refusal),
        status=refusal.rule.status,
        headers=_headers(exc, refusal),
        content_type=CONTENT_TYPE,
    )


def _refusal(exc: Exception) -> Refused | None:
    if isinstance(exc, Refused):
        return exc
    if is_without_room(exc):
        return refused("storage_full")
    if isinstance(exc, StoreAway):
        log.warning("the media store is away: %s", exc)
    for kind, code in CODES:
        if isinstance(exc, kind):
            detail = getattr(exc, "detail", None)
            return refused(code, errors=detail) if code == "invalid" else refused(code)
    return None


def is_without_room(exc: Exception) -> bool:
    """Whether this is a disk that is full, of the media store or of the database."""
    if isinstance(exc, OSError) and exc.errno in NO_ROOM:
        return True
    return isinstance(exc, OperationalError) and any(words in str(exc) for words in DISK_FULL)


def _headers(exc: Exception, refusal: Refused) -> dict[str, str]:
    headers = {}
    if refusal.rule.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    wait = refusal.retry_after or getattr(exc, "wait", None)
    if refusal.rule.status in WAITS:
        headers["Retry-After"] = str(int(wait or WAITS[refusal.rule.status]))
    return headers


def respond(refusal: Refused) -> JsonResponse:
    """The same document outside of the API's views."""
    return JsonResponse(
        document(refusal),
        status=refusal.rule.status,
        headers=_headers(refusal, refusal),
        content_type=CONTENT_TYPE,
    )


class ProblemMiddleware:
    """Turns what escapes a view under /api/ into problem JSON, so that a program never has to read HTML."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        # PostgreSQL keeps no NUL and compares with none: nothing that is asked for has one in it
        if request.path.startswith("/api/") and "%00" in request.META.get("QUERY_STRING", ""):
            return stamped(respond(refused("invalid", errors={"query": ["nul"]})))
        return None

    def process_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse | None:
        if not request.path.startswith(("/api/", "/_allauth/")):
            return None
        refusal = _refusal(exc)
        if refusal is None:
            log.exception("unexpected error at %s", request.path, exc_info=exc)
            if settings.DEBUG_PROPAGATE_EXCEPTIONS:
                return None
            refusal = refused("server_error")
        return respond(refusal)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return respond(refused("unreadable"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return respond(refused("csrf_failed"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where no door is: the phone may have mistyped an address, and learns the server's time all the same."""
    return stamped(respond(refused("not_found")))


def server_error(request: HttpRequest) -> HttpResponse:
    return respond(refused("server_error"))


assert all(code in CATALOGUE for _, code in CODES)
