"""Who holds which post where, for those who keep a brand's people."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from audits.journal.services import note, record
from audits.people import services
from audits.people.models import Person, Post, Role
from audits.people.queries import may_see_shoppers, posts_that
from audits.people.roles import May
from audits.places.models import Brand, Region, Store
from audits.refusals import refused


def kept_by(person: Person) -> QuerySet[Post]:
    """The posts that she may read and take: shoppers' only where she schedules."""
    brands = {post.brand_id for post in posts_that(person, May.KEEP_PEOPLE)}
    named = {brand for brand in brands if may_see_shoppers(person, brand)}
    return Post.objects.filter(
        Q(brand__in=named) | Q(brand__in=brands) & ~Q(role=Role.SHOPPER)
    ).select_related("person", "brand", "region", "store")


def kept_brand(person: Person, named: str | None) -> Brand:
    """The brand of this id or word whose people she keeps; her only one where none is named."""
    brands = {post.brand_id: post.brand for post in posts_that(person, May.KEEP_PEOPLE)}
    found = [one for one in brands.values() if not named or named in (str(one.pk), one.slug)]
    if len(found) != 1:
        raise refused("invalid", errors={"brand": ["unknown" if named else "needed"]})
    return found[0]


@transaction.atomic
def give(*, brand: Brand, role: Role, email: str, by: Person, **facts: Any) -> Post:
    """Invite somebody to a post and have her told by mail; again it only tells her again.

    `facts`: `name`, `language`, `schedules`, and `region` or `store` (ids) where the role has such a bound.
    Refused: `not_allowed` where shoppers have no names to `by`; `invalid` for a place that isn't the brand's.
    """
    schedules = bool(facts.get("schedules")) and role == Role.HQ
    if (role == Role.SHOPPER or schedules) and not may_see_shoppers(by, brand.pk):
        raise refused("not_allowed")
    region = _bound("region", Region, brand, facts.get("region"), needed=role == Role.REGION)
    store = _bound("store", Store, brand, facts.get("store"), needed=role == Role.STORE)
    person = services.invite(email=email, name=facts["name"], language=facts["language"], by=by)
    post = services.post(
        person=person, brand=brand.pk, role=role, by=by, region=region, store=store, schedules=schedules
    )
    welcome(post=post, by=by)
    return post


def _bound(name: str, kind: Any, brand: Brand, key: UUID | None, *, needed: bool) -> UUID | None:
    if not needed:
        return None
    if key is None or not kind.objects.filter(pk=key, brand=brand).exists():
        raise refused("invalid", errors={name: ["unknown" if key else "needed"]})
    return key


def welcome(*, post: Post, by: Person) -> None:
    """Have her told by mail that she is invited, and how she comes in."""
    record("post.welcomed", post, by=by, brand=post.brand_id, detail={"person": str(post.person_id)})


@transaction.atomic
def take(*, post: Post, by: Person) -> None:
    """The post ends at once. Refused: `own_post`, so that no brand is left without headquarters by a slip."""
    if post.person_id == by.pk:
        raise refused("own_post")
    detail = {"person": str(post.person_id), "role": post.role}
    note("post.taken", post, by=by, brand=post.brand_id, detail=detail)
    post.delete()
