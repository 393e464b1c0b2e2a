"""The phone's hot addresses, by token, past what only browsers need (docs/decisions/012-the-hot-path.md).

A request that comes with `Authorization: Bearer` opens no session and needs no CSRF check, no language, no
messages. Whoever comes with a cookie goes through the whole chain to the very same functions.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

from audits.visits.api import VisitBlob, as_tus, put_blob, put_revision, stamped
from config.problems import ProblemMiddleware

Answer = Callable[[HttpRequest], HttpResponse]
_UUID = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
_REVISION = re.compile(rf"/api/v1/visits/{_UUID}/revisions/([0-9]{{1,9}})")
_BLOB = re.compile(rf"/api/v1/visits/{_UUID}/blobs/([^/]+)")
_blob = VisitBlob.as_view()


class Express:
    """The first of all middleware: answers by itself what it knows, and leaves the rest to the chain."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.problems = ProblemMiddleware(get_response)
        self.headers = safety_headers()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        door = _door(request)
        if door is None:
            return self.get_response(request)
        response = stamped(self._answer(request, door))
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response

    def _answer(self, request: HttpRequest, door: Answer) -> HttpResponse:
        try:
            request.get_host()  # refused where it isn't one of ours
            response: Any = door(request)
            return response.render() if hasattr(response, "render") else response
        except Exception as trouble:
            problem = self.problems.process_exception(request, trouble)
            if problem is None:
                raise
            return (
                as_tus(problem, getattr(trouble, "extra", {}))
                if _BLOB.fullmatch(request.path_info)
                else problem
            )


def _door(request: HttpRequest) -> Answer | None:
    """What answers here; None: the chain does."""
    if request.META.get("HTTP_AUTHORIZATION", "")[:7].lower() != "bearer ":
        return None
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return None
    if request.method == "PUT" and (found := _REVISION.fullmatch(request.path_info)):
        visit, number = UUID(found[1]), int(found[2])
        return lambda request: put_revision(request, visit, number)
    if request.method == "PUT" and (found := _BLOB.fullmatch(request.path_info)):
        visit, sha256 = UUID(found[1]), found[2]
        return lambda request: put_blob(request, visit, sha256)
    if found := _BLOB.fullmatch(request.path_info):
        return lambda request: _blob(request, visit=UUID(found[1]), sha256=found[2])
    return None


def _bare(_: HttpRequest) -> HttpResponse:
    return HttpResponse()


def safety_headers() -> dict[str, str]:
    """What the chain's own middleware adds to a bare answer for a safe request; asked once."""
    request = HttpRequest()
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "443", "HTTP_X_FORWARDED_PROTO": "https"}
    answer: Any = _bare
    for middleware in (CSPMiddleware, XFrameOptionsMiddleware, SecurityMiddleware):
        answer = middleware(answer)
    headers = dict(answer(request).headers)
    del headers["Content-Type"]
    return headers
