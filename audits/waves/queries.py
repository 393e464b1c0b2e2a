"""Questions about waves and assignments."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from audits.people.models import Person, Role
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.waves.models import Assignment, Wave


def visible_to(person: Person) -> QuerySet[Wave]:
    """Waves of the brands at which this person may read visits, newest first."""
    brands = {post.brand_id for post in posts_that(person, May.SEE_VISITS)}
    return Wave.objects.filter(brand__in=brands).order_by("-opens", "-number", "id")


def with_counts(waves: QuerySet[Wave], person: Person) -> QuerySet[Wave]:
    """The waves with `planned`, `received` and `released`: how many visits, within what she may see."""
    visits = _own(person, region="visits__store__region", store="visits__store")
    known = Q(visits__isnull=False) & visits & ~Q(visits__state="withdrawn")
    planned = _own(person, region="assignments__store__region", store="assignments__store")
    return waves.annotate(
        received=Count("visits", filter=known, distinct=True),
        released=Count("visits", filter=known & Q(visits__state="released"), distinct=True),
        planned=Count(
            "assignments",
            filter=planned & ~Q(assignments__state=Assignment.State.WITHDRAWN),
            distinct=True,
        ),
    )


def _own(person: Person, *, region: str, store: str) -> Q:
    """A filter within one wave: her stores, her regions, or everything where a post has no such bound."""
    bounds = Q(pk__in=[])
    for post in posts_that(person, May.SEE_VISITS):
        if post.role == Role.REGION:
            bounds |= Q(**{region: post.region_id})
        elif post.role == Role.STORE:
            bounds |= Q(**{store: post.store_id})
        else:
            bounds |= Q(brand=post.brand_id)
    return bounds


def knows_plans(person: Person, brand: UUID) -> bool:
    """Whether she may learn of planned visits: a store's reader never does, or visits would be expected."""
    return any(
        post.role != Role.STORE for post in posts_that(person, May.SEE_VISITS) if post.brand_id == brand
    )


def assignments_within(person: Person) -> QuerySet[Assignment]:
    """Assignments of the brands whose waves this person plans."""
    brands = {post.brand_id for post in posts_that(person, May.PLAN_WAVES)}
    return Assignment.objects.filter(brand__in=brands)


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """What receiving a visit must know of its assignment, in one query. Latitude and longitude in degrees."""

    id: UUID
    brand: UUID
    wave: UUID
    store: UUID
    shopper: UUID | None
    edition: int
    edition_sha256: str
    checklist: UUID
    state: str
    window: tuple[datetime, datetime]
    timezone: str
    where: tuple[float | None, float | None]
    policy: dict[str, Any]


_FACTS = [
    "id",
    "brand_id",
    "wave_id",
    "store_id",
    "shopper_id",
    "edition_id",
    "edition__sha256",
    "wave__checklist_id",
    "state",
    "window_from",
    "window_to",
    "store__timezone",
    "store__lat",
    "store__lon",
    "brand__policy",
]


def assignment_facts(assignment: UUID) -> AssignmentFacts | None:
    """The facts of an assignment in whatever state, or None."""
    row = Assignment.objects.filter(pk=assignment).values_list(*_FACTS).first()
    if row is None:
        return None
    *head, window_from, window_to, timezone, lat, lon, policy = row
    return AssignmentFacts(*head, (window_from, window_to), timezone, (lat, lon), policy)


_BRIEFED = [
    "id",
    "state",
    "brand_id",
    "store_id",
    "store__name",
    "store__address",
    "store__city",
    "store__lat",
    "store__lon",
    "store__timezone",
    "wave__checklist__title",
    "edition__sha256",
    "edition_id",
    "window_from",
    "window_to",
    "scenario",
    "brief",
    "fee",
    "currency",
]


def briefed(shopper: Person) -> list[dict[str, Any]]:
    """The shopper's assignments that are still to be visited, the next to close first, as plain rows."""
    return list(
        Assignment.objects.filter(shopper=shopper, state=Assignment.State.ASSIGNED)
        .order_by("window_to", "id")
        .values(*_BRIEFED)
    )
