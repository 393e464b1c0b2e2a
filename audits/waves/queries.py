"""Questions about waves and assignments."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from audits.people.models import Person, Role
from audits.people.queries import brands_read_whole, posts_that, within
from audits.people.roles import May
from audits.waves.models import Assignment, Wave

State = Assignment.State


def visible_to(person: Person, *, brand: str | None = None) -> QuerySet[Wave]:
    """Waves of the brands at which this person may read visits, newest first; of one brand where its id or its
    word in addresses is given."""
    brands = {
        post.brand_id
        for post in posts_that(person, May.SEE_VISITS)
        if brand is None or brand in (str(post.brand_id), post.brand.slug)
    }
    return Wave.objects.filter(brand__in=brands).order_by("-opens", "-number", "id")


def waves_planned_by(person: Person) -> QuerySet[Wave]:
    """Waves of the brands that this person plans for."""
    brands = {post.brand_id for post in posts_that(person, May.PLAN_WAVES)}
    return Wave.objects.filter(brand__in=brands)


def with_counts(waves: list[Wave], person: Person) -> list[Wave]:
    """The waves with `planned`, `received` and `released`: how many visits there are, within her bounds. To whom
    visits are weeks those alone that are released have come in: another one's coming would tell her its day.

    Two queries, each a count over one index: joining both to the wave would multiply them.
    """
    visits, planned = _counts(waves, person, "visits"), _counts(waves, person, "assignments")
    whole = brands_read_whole(person)
    for wave in waves:
        by_state = visits.get(wave.pk, {})
        wave.released = by_state.get("released", 0)
        here = sum(n for state, n in by_state.items() if state != "withdrawn")
        wave.received = here if wave.brand_id in whole else wave.released
        made = planned.get(wave.pk, {})
        wave.planned = sum(n for state, n in made.items() if state != State.WITHDRAWN)
    return waves


def _counts(waves: list[Wave], person: Person, what: str) -> dict[UUID, dict[str, int]]:
    hers = within(person, May.SEE_VISITS, region=f"{what}__store__region", store=f"{what}__store")
    rows = Wave.objects.filter(hers, pk__in=[wave.pk for wave in waves]).order_by()
    counts: dict[UUID, dict[str, int]] = {}
    for wave, state, n in rows.values_list("id", f"{what}__state").annotate(n=Count(what)):
        counts.setdefault(wave, {})[state] = n
    return counts


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


# the fields of AssignmentFacts that are one column each, and where they stand
_FACTS = {
    "id": "id",
    "brand": "brand_id",
    "wave": "wave_id",
    "store": "store_id",
    "shopper": "shopper_id",
    "edition": "edition_id",
    "edition_sha256": "edition__sha256",
    "checklist": "wave__checklist_id",
    "state": "state",
    "timezone": "store__timezone",
    "policy": "brand__policy",
}


def assignment_facts(assignment: UUID) -> AssignmentFacts | None:
    """The facts of an assignment in whatever state, or None."""
    pairs = ("window_from", "window_to", "store__lat", "store__lon")
    row: Any = Assignment.objects.filter(pk=assignment).values(*_FACTS.values(), *pairs).first()
    if row is None:
        return None
    window, where = (row["window_from"], row["window_to"]), (row["store__lat"], row["store__lon"])
    return AssignmentFacts(**{name: row[path] for name, path in _FACTS.items()}, window=window, where=where)


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
    "expense_limit",
    "currency",
    "daypart",
    "claim_until",
    "wave__dayparts",
    "wave__checklist_id",
    "wave__checklist__quiz",
]


def briefed(shopper: Person) -> list[dict[str, Any]]:
    """The shopper's assignments that are still to be visited, the next to close first, as plain rows."""
    return list(
        Assignment.objects.filter(shopper=shopper, state=Assignment.State.ASSIGNED)
        .order_by("window_to", "id")
        .values(*_BRIEFED)
    )
