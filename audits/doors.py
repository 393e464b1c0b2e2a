"""What every door of the API has in common: who comes in, and whether this role may pass at all.

The only place outside the rooms' `api.py` that knows HTTP. It stands on people alone.
"""

import gzip
import hashlib
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any, cast

import orjson
from django.http import HttpRequest, HttpResponse
from rest_framework import authentication, parsers, permissions
from rest_framework.exceptions import ParseError, PermissionDenied
from rest_framework.request import Request

from audits.people.bearers import Bearer, bearer_of
from audits.people.models import Person
from audits.people.queries import may
from audits.people.roles import May
from audits.people.second_factor import lacks_second_factor
from audits.refusals import refused

if TYPE_CHECKING:  # the framework imports this module while its own views are loading
    from rest_framework.views import APIView

_WORTH_PACKING = 500  # bytes


def bearer(request: HttpRequest) -> Person | None:
    """Who comes with `Authorization: Bearer TOKEN`; None without such a header. Refused as `carried` says."""
    known = carried(request)
    return None if known is None else known.person


def carried(request: HttpRequest) -> Bearer | None:
    """The same with how far her token reaches. Refused: `token_invalid`, `token_reads_only`."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    known = bearer_of(hashlib.sha256(token.strip().encode()).hexdigest())
    if known is None:
        raise refused("token_invalid")
    if known.reads_only and request.method not in permissions.SAFE_METHODS:
        raise refused("token_reads_only")
    return known


class Document(parsers.BaseParser):
    """A JSON object and nothing else, read strictly: UTF-8, no NaN, no lone surrogates, no NUL (which no database
    keeps), no deeper than a reader can follow. What can't be read is `unreadable`; NUL is `invalid`."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        content = stream.read()
        try:
            document = orjson.loads(content)
        except orjson.JSONDecodeError:
            raise ParseError from None
        if not isinstance(document, dict):
            raise ParseError
        if b"u0000" in content and _has_nul(document):
            raise refused("invalid", errors={"document": ["nul"]})
        return document


def _has_nul(value: object) -> bool:
    layer = [value]
    while layer:
        one = layer.pop()
        if isinstance(one, str) and "\0" in one:
            return True
        if isinstance(one, dict):
            layer += [*one, *one.values()]
        elif isinstance(one, list):
            layer += one
    return False


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer TOKEN`, for programs."""

    def authenticate(self, request: Request) -> tuple[Person, Bearer] | None:
        known = carried(request._request)
        return None if known is None else (known.person, known)

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class SessionAuthentication(authentication.SessionAuthentication):
    """A browser's session with its CSRF token. No session reads as nobody, which answers 401."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied:  # its own code: the phone asks for a fresh token and goes on
            raise refused("csrf_failed") from None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def awaits_second_factor(request: Request) -> bool:
    """Whether she must set up a second factor first. Never for a program: its token was made behind that door."""
    if not isinstance(request.successful_authenticator, SessionAuthentication):
        return False
    return lacks_second_factor(person_of(request), request.session)


class SignedIn(permissions.BasePermission):
    """Somebody is signed in, with a second factor where her post needs one."""

    needs_factor = True

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not isinstance(request.user, Person):
            raise refused("not_signed_in")
        if self.needs_factor and awaits_second_factor(request):
            raise refused("second_factor_needed")
        return True


class AtTheDoor(SignedIn):
    """Somebody is signed in and may not have her second factor yet."""

    needs_factor = False


def only(*acts: May) -> type[permissions.BasePermission]:
    """A permission: somebody is signed in and holds a post that may do one of these acts."""

    class Only(SignedIn):
        may = acts

        def has_permission(self, request: Request, view: "APIView") -> bool:
            super().has_permission(request, view)
            return any(may(person_of(request), act) for act in acts)

    return Only


def person_of(request: Request) -> Person:
    """Who is asking; only behind `SignedIn`."""
    return cast(Person, request.user)


def packed(
    request: HttpRequest | Request,
    body: bytes,
    *,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The body as it goes over the line: gzip where the other side reads it and it is worth it. Only for answers
    that repeat nothing of the question beside a secret (BREACH)."""
    encoding = {}
    if len(body) >= _WORTH_PACKING and "gzip" in request.headers.get("Accept-Encoding", ""):
        body, encoding = gzip.compress(body, compresslevel=9, mtime=0), {"Content-Encoding": "gzip"}
    told = {"Vary": "Accept-Encoding", **encoding, **(headers or {})}
    return HttpResponse(body, content_type=content_type, headers=told)
