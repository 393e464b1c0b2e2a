"""Questions about people and their posts."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audits.people.models import Person, Post, Role
from audits.people.roles import ROLES, WEEK_READERS, May, roles_that
from audits.people.shoppers import Consent


def posts_that(person: Person, may: May) -> list[Post]:
    """The person's posts that allow the act, one query a person and request (kept on the instance)."""
    allowed = roles_that(may)
    return [post for post in posts_of(person) if post.role in allowed]


def posts_of(person: Person) -> list[Post]:
    """All posts of a person with their brands; read once an instance."""
    if person.kept_posts is None:
        person.kept_posts = list(person.posts.select_related("brand").order_by("id"))
    return person.kept_posts


def posts_in_full(person: Person) -> QuerySet[Post]:
    """All posts with brand, region and store, in one query."""
    return person.posts.select_related("brand", "region", "store").order_by("id")


def brands_of_visits(person: Person) -> list[UUID]:
    """The brands of which this person reads visits."""
    return sorted({post.brand_id for post in posts_that(person, May.SEE_VISITS)})


def brands_read_whole(person: Person) -> list[UUID]:
    """Those of which she reads all visits, by their days; of others she reads what is released, by its week."""
    posts = posts_that(person, May.SEE_VISITS)
    return sorted({post.brand_id for post in posts if post.role not in WEEK_READERS})


def acts_of(person: Person) -> list[str]:
    """Everything that one or another of her posts allows, by name."""
    return sorted({str(act) for post in posts_of(person) for act in ROLES[Role(post.role)]})


def kinds_taken_back(person: Person) -> list[str]:
    """The kinds of consent that she gave once and gives no longer."""
    told = dict[str, bool]()
    for kind, withdrawn_at in Consent.objects.filter(person=person).values_list("kind", "withdrawn_at"):
        told[kind] = told.get(kind, True) and withdrawn_at is not None
    return sorted(kind for kind, is_back in told.items() if is_back)


def who_took_back(kind: str, brand: UUID) -> list[UUID]:
    """The people who gave a consent for this brand or for all once, and give it no longer. Whoever was erased is not
    among them: what stays of her stays under an alias that leads nowhere."""
    of = Consent.objects.filter(kind=kind, person__is_active=True).filter(Q(brand=None) | Q(brand=brand))
    gives = of.filter(withdrawn_at=None).values("person")
    gone = of.exclude(person__in=gives).values_list("person_id", flat=True)
    return list(gone.distinct().order_by("person_id"))


def may(person: Person, act: May) -> bool:
    """Whether any of the person's posts allows the act."""
    return bool(posts_that(person, act))


def within(
    person: Person, act: May, *, brand: str = "brand", region: str = "region", store: str = "store"
) -> Q:
    """A filter for the rows that the person may do `act` on: whole brands, her regions, her stores.

    The names say how brand, region and store are reached from the rows that are filtered, for example
    `within(mona, May.SEE_VISITS, region="store__region")` for visits.
    """
    q = Q(pk__in=[])
    for post in posts_that(person, act):
        q |= _bound(post, brand, region, store)
    return q


def _bound(post: Post, brand: str, region: str, store: str) -> Q:
    if post.role == Role.REGION:
        return Q(**_equals(region, post.region_id))
    if post.role == Role.STORE:
        return Q(**_equals(store, post.store_id))
    return Q(**_equals(brand, post.brand_id))


def _equals(path: str, value: Any) -> dict[str, Any]:
    return {path: value}


def may_see_shoppers(person: Person, brand_id: Any) -> bool:
    """Whether the person is one of the brand's schedulers, to whom alone shoppers have names."""
    return any(post.schedules and post.brand_id == brand_id for post in posts_of(person))


def people_of(person: Person) -> QuerySet[Person]:
    """The people whom this person keeps: those with a post at a brand she keeps people for."""
    brands = [post.brand_id for post in posts_that(person, May.KEEP_PEOPLE)]
    return Person.objects.filter(posts__brand__in=brands).distinct()
