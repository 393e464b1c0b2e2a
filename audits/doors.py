"""What every door of the API has in common: who comes in, and whether this role may pass at all.

The only place outside the rooms' `api.py` that knows HTTP. It stands on people alone.
"""

import hashlib
from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone
from rest_framework import authentication, permissions
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from audits.people.models import Person
from audits.people.queries import may, token_of
from audits.people.roles import May
from audits.refusals import refused

if TYPE_CHECKING:  # the framework imports this module while its own views are loading
    from rest_framework.views import APIView


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer TOKEN`, for programs."""

    def authenticate(self, request: Request) -> tuple[Person, Any] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        found = token_of(hashlib.sha256(token.strip().encode()).hexdigest())
        if found is None:
            raise refused("token_invalid")
        now = timezone.now()
        if found.used_at is None or (now - found.used_at).total_seconds() > 300:
            type(found).objects.filter(pk=found.pk).update(used_at=now)
        return found.person, found

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


class SignedIn(permissions.BasePermission):
    """Somebody is signed in."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not isinstance(request.user, Person):
            raise refused("not_signed_in")
        return True


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
