"""Verbs about people: invite, give a post, make and revoke a token."""

import hashlib
import re
import secrets
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from audits.journal.services import note
from audits.people.bearers import forget_bearer
from audits.people.models import Person, Post, Role, Token

LONGEST_TOKEN = timedelta(days=730)
# no vowels and no look-alikes: an alias is read out on the telephone and is never a word
ALIAS_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    by: Person | None,
    alias: str | None = None,
    language: str = "en",
    password: str | None = None,
) -> Person:
    """The person at this address, made when she is new. Without a password she sets one by mail."""
    address = email.strip()
    known = Person.objects.filter(email__iexact=address).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            person = Person.objects.create_user(
                address, password, name=name, alias=alias or new_alias(), language=language
            )
    except IntegrityError:  # somebody has invited her at this very moment
        return Person.objects.get(email__iexact=address)
    note("person.invited", person, by=by)
    return person


def new_alias() -> str:
    """A shopper's name to everybody but schedulers: says nothing about her."""
    return "Shopper " + "".join(secrets.choice(ALIAS_LETTERS) for _ in range(5))


@transaction.atomic
def post(
    *,
    person: Person,
    brand: UUID,
    role: Role,
    by: Person | None,
    region: UUID | None = None,
    store: UUID | None = None,
    schedules: bool = False,
) -> Post:
    """Give the person a role at a brand, for one region or one store where the role is bound to one."""
    bound = {"region_id": region, "store_id": store}
    given, is_new = Post.objects.get_or_create(
        person=person, brand_id=brand, role=role, **bound, defaults={"schedules": schedules}
    )
    if is_new:
        note("post.given", given, by=by, brand=brand, detail={"person": str(person.pk), "role": str(role)})
    return given


@transaction.atomic
def make_token(
    *, person: Person, name: str, lasts: timedelta, by: Person | None, reads_only: bool = False
) -> tuple[Token, str]:
    """A new token and its text. The text is nowhere kept: only its SHA-256 is."""
    text = "enc_" + secrets.token_urlsafe(32)
    token = Token.objects.create(
        person=person,
        name=name,
        reads_only=reads_only,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        expires_at=timezone.now() + min(lasts, LONGEST_TOKEN),
    )
    note(
        "token.made", token, by=by, detail={"person": str(person.pk), "name": name, "reads_only": reads_only}
    )
    return token, text


@transaction.atomic
def revoke_token(*, token: Token, by: Person) -> None:
    """The token opens nothing from now on; again is harmless."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        note("token.revoked", token, by=by)
        transaction.on_commit(lambda: forget_bearer(token.digest))
    forget_bearer(token.digest)


@transaction.atomic
def speak(*, person: Person, language: str, by: Person) -> None:
    """The language that the person reads: a tag such as `fr` or `pt-BR`."""
    assert is_language(language)
    Person.objects.filter(pk=person.pk).update(language=language)
    person.language = language
    note("person.language_chosen", person, by=by, detail={"language": language})


def is_language(tag: str) -> bool:
    """Whether this is a language tag of the length we keep."""
    return len(tag) <= 8 and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,4})?", tag) is not None


NOBODY = "nobody@invalid"


def nobody() -> Person:
    """Whoever stands where somebody stood whose name is no longer anybody's business. Can't sign in."""
    found, _ = Person.objects.get_or_create(
        email=NOBODY, defaults={"name": "—", "alias": "—", "is_active": False, "password": "!"}
    )
    return found
