"""Who needs a second factor, and has none."""

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings

from audits.people.models import Person
from audits.people.queries import posts_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: Person) -> bool:
    """Whether she has an authenticator app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists()


def lacks_second_factor(person: Person, session: Any) -> bool:
    """Whether one of her posts needs a second factor (`SECOND_FACTOR_ROLES`) that she has not set up.

    Who came by the house's own sign-in is asked for nothing more: the house asks its people for what it wants.
    """
    needing: frozenset[str] = settings.SECOND_FACTOR_ROLES
    if not needing or not any(post.role in needing for post in posts_of(person)):
        return False
    came_by = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    if any(way.get("method") == "socialaccount" for way in came_by):
        return False
    return not has_second_factor(person)
