"""Questions of the board: which open assignments are near a shopper, and why she may take one or not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import cos, radians
from typing import Any
from uuid import UUID

from django.db.models import ExpressionWrapper, F, FloatField, OrderBy, Q, QuerySet

from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.people.shoppers import ShopperProfile
from audits.waves.drawing import Place, Rule, Ruling, Shopper, rulings
from audits.waves.drawing.eligibility import distance_km
from audits.waves.gathering import gather, rules_of
from audits.waves.models import Assignment, Invitation, Wave

State = Assignment.State
MOST_LOOKED_AT = 1000  # open assignments that one look at the board weighs
KM_A_DEGREE = 111.2
# How much farther than her reach the board looks, so that "too far" can be read there too
BEYOND = 2.0


@dataclass(frozen=True, slots=True)
class Offer:
    """An open assignment as one shopper sees it. `km` from her home; `against` are the rules that forbid."""

    assignment: UUID
    km: float | None
    invited: bool
    against: tuple[Ruling, ...]

    @property
    def may(self) -> bool:
        """Whether she could claim it now."""
        return not self.against

    @property
    def wants_quiz_alone(self) -> bool:
        """Whether the quiz is all that is between them."""
        return bool(self.against) and all(one.rule == Rule.QUIZ for one in self.against)


def open_to(person: Person, now: datetime) -> QuerySet[Assignment]:
    """The open assignments of the brands that she shops for."""
    brands = {post.brand_id for post in posts_that(person, May.SHOP)}
    return Assignment.objects.filter(
        brand__in=brands, state=State.OPEN, window_to__gt=now, wave__closes__gte=now.date()
    )


def offers_for(person: Person, *, now: datetime) -> list[Offer]:
    """What the board shows her: what she may have first, then the nearest."""
    invited = set(_invitations(person).values_list("assignment_id", flat=True))
    near, first = _near(person)
    looked_at = near | Q(pk__in=invited) if near else Q()  # Django drops an empty Q from an "or"
    rows = list(
        open_to(person, now)
        .filter(looked_at)
        .order_by(*first, "window_to", "id")
        .only("id", "wave_id", "store_id", "wants", "window_from", "window_to", "store__lat", "store__lon")
        .select_related("store")[:MOST_LOOKED_AT]
    )
    offers = [offer for wave, own in _by_wave(rows) for offer in _weighed(wave, own, person, invited, now)]
    return sorted(offers, key=lambda one: (not one.may, not one.invited, one.km is None, one.km or 0.0))


def _invitations(person: Person) -> QuerySet[Invitation]:
    return Invitation.objects.filter(person=person, declined_at=None, assignment__state=State.OPEN)


def _near(person: Person) -> tuple[Q, list[OrderBy]]:
    """Stores in a box around her home, and those whose place is unknown; and an order that begins at her home."""
    home = ShopperProfile.objects.filter(pk=person.pk).values_list("lat", "lon", "reach_km").first()
    lat, lon, reach = home or (None, None, 0)
    if lat is None or lon is None:
        return Q(), []
    north, narrow = reach * BEYOND / KM_A_DEGREE, max(0.05, cos(radians(lat)))
    east = north / narrow
    box = Q(store__lat__range=(lat - north, lat + north))
    if abs(lon) + east < 180:
        box &= Q(store__lon__range=(lon - east, lon + east))
    up, across = F("store__lat") - lat, (F("store__lon") - lon) * narrow
    flat = ExpressionWrapper(up * up + across * across, output_field=FloatField())
    return box | Q(store__lat=None) | Q(wave__rules__reach=False), [flat.asc(nulls_last=True)]


def _by_wave(rows: Sequence[Assignment]) -> Iterable[tuple[Wave, list[Assignment]]]:
    groups: dict[UUID, list[Assignment]] = defaultdict(list)
    for row in rows:
        groups[row.wave_id].append(row)
    waves = Wave.objects.select_related("brand").in_bulk(list(groups))
    return ((waves[key], own) for key, own in groups.items())


def _weighed(
    wave: Wave, rows: list[Assignment], person: Person, invited: set[UUID], now: datetime
) -> Iterable[Offer]:
    first, last = _days(rows, now)
    places = {row.store_id: Place(row.store_id, row.store.lat, row.store.lon) for row in rows}
    facts = gather(
        wave,
        first=first,
        last=last,
        shoppers=[person],
        places=list(places.values()),
        rules=replace(rules_of(wave), needs_quiz=True),
    )
    (her,) = facts.shoppers
    for row in rows:
        place = places[row.store_id]
        against = tuple(one for one in rulings(facts, her, place, row.wants) if not one.allows)
        yield Offer(row.pk, distance_km(her, place.lat, place.lon), row.pk in invited, against)


def _days(rows: Sequence[Assignment], now: datetime) -> tuple[date, date]:
    """From the first day to the last on which one of them could be visited."""
    first = max(now, min(row.window_from for row in rows)).date()
    return first, max(first, max(row.window_to for row in rows).date())


def weigh(
    assignment: Assignment, shoppers: Iterable[Person], *, now: datetime
) -> list[tuple[Shopper, float | None, list[Ruling]]]:
    """Each shopper with her distance in km and every rule's word on this assignment. Claiming asks this too."""
    first, last = _days([assignment], now)
    store = assignment.store
    place = Place(store.pk, store.lat, store.lon)
    facts = gather(
        assignment.wave,
        first=first,
        last=last,
        shoppers=shoppers,
        places=[place],
        rules=replace(rules_of(assignment.wave), needs_quiz=True),
    )
    return [
        (one, distance_km(one, place.lat, place.lon), rulings(facts, one, place, assignment.wants))
        for one in facts.shoppers
    ]


def told_to_her(ruling: Ruling) -> dict[str, Any]:
    """A rule as the shopper herself reads it: nothing of what is kept about her or others."""
    hidden = {
        Rule.BARRED: ("reason", "at"),
        Rule.TRAITS: ("hers",),
        Rule.QUOTA: ("hers",),
        Rule.COMPANION: ("until",),
    }.get(ruling.rule, ())
    return {"rule": str(ruling.rule), "fact": {k: v for k, v in ruling.fact.items() if k not in hidden}}
