"""The facts behind a draw or a claim, read from the rooms: shoppers, places, where everybody was or will be."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Count, Q, QuerySet

from audits.checklists.models import Edition
from audits.people.models import Person, Role
from audits.people.shoppers import Bar as BarRow
from audits.people.shoppers import Companion
from audits.places.models import Brand, Store
from audits.waves.drawing import Bar, Facts, Place, Rules, Shopper, Stay
from audits.waves.models import Assignment, QuizPass, Wave

State = Assignment.State
COUNTS = Q(state__in=(State.ASSIGNED, State.VISITED)) | Q(visits__isnull=False)
NEVER_THERE = "closed"  # a visit with this outcome locks nobody out: no one saw her
_PROFILE = ("traits", "languages", "lat", "lon", "reach_km", "rating", "is_available")


@lru_cache(maxsize=512)
def edition_languages(edition: int) -> tuple[str, ...]:
    """Codes of the languages an edition is printed in. It is immutable: read once a process."""
    printed = Edition.objects.values_list("printed", flat=True).get(pk=edition)
    return tuple(language["code"] for language in orjson.loads(bytes(printed))["languages"])


def rules_of(wave: Wave) -> Rules:
    """The wave's rules. An edition in a language without a name asks for none."""
    spoken = tuple(code for code in edition_languages(wave.edition_id) if code != "und")
    return Rules.read(wave.rules, languages=spoken)


def shoppers_of(brand: UUID) -> QuerySet[Person]:
    """The people who shop for a brand."""
    return Person.objects.filter(posts__brand=brand, posts__role=Role.SHOPPER, is_active=True).distinct()


def open_stores(brand: UUID) -> QuerySet[Store]:
    """The stores that a visit can be made at."""
    return Store.objects.filter(brand=brand, is_open=True)


def stores_of(wave: Wave) -> QuerySet[Store]:
    """The open stores that a wave goes to: those of its regions and those it names; every one where it says nothing."""
    stores, regions, named = open_stores(wave.brand_id), wave.where.get("regions"), wave.where.get("stores")
    if not regions and not named:
        return stores
    return stores.filter(Q(region__in=regions or []) | Q(pk__in=named or []))


def gather(
    wave: Wave,
    *,
    first: date,
    last: date,
    shoppers: Iterable[Person],
    places: Sequence[Place],
    rules: Rules | None = None,
) -> Facts:
    """The facts of these shoppers for visits between two days. A handful of queries, whatever their number."""
    people = {person.pk: person for person in shoppers}
    rules = rules or rules_of(wave)
    circles = _circles(people)
    known = set(people) | {one for circle in circles.values() for one in circle}
    return Facts(
        first=first,
        last=last,
        rules=rules,
        shoppers=_shoppers(wave, people, circles),
        places=places,
        stays=list(_stays(wave, known, first=first, last=last, rules=rules)),
        bars=_bars(wave.brand_id, people),
    )


def places_of(stores: QuerySet[Store]) -> list[Place]:
    """The stores' places in an order that is always the same."""
    return [Place(*row) for row in stores.order_by("id").values_list("id", "lat", "lon")]


def _shoppers(wave: Wave, people: dict[UUID, Person], circles: dict[UUID, set[UUID]]) -> list[Shopper]:
    profiles = Person.objects.filter(pk__in=people).values_list("pk", *(f"profile__{n}" for n in _PROFILE))
    passed = _passed(wave, people)
    has = _had_in(wave, people)
    made = (
        _shopper(people[key], dict(zip(_PROFILE, row, strict=True)), frozenset(circles.get(key, ())))
        for key, *row in profiles.order_by("pk")
    )
    return [replace(one, passed=passed is None or one.id in passed, has=has.get(one.id, 0)) for one in made]


def _shopper(person: Person, profile: dict[str, Any], companions: frozenset[UUID]) -> Shopper:
    if profile["reach_km"] is None:  # she has no profile yet: her language is all that is known of her
        return Shopper(person.pk, languages=(person.language,), companions=companions)
    rating = profile["rating"]
    return Shopper(
        id=person.pk,
        is_available=profile["is_available"],
        traits=profile["traits"],
        languages=tuple(profile["languages"]) or (person.language,),
        lat=profile["lat"],
        lon=profile["lon"],
        reach_km=profile["reach_km"],
        rating=None if rating is None else float(rating),
        companions=companions,
    )


def _passed(wave: Wave, people: Iterable[UUID]) -> set[UUID] | None:
    """Who passed the checklist's quiz; None where it has none."""
    tries = QuizPass.objects.filter(quiz=wave.checklist_id, passed=True, person__in=list(people))
    has_quiz = Wave.objects.filter(pk=wave.pk, checklist__quiz__isnull=False).exists()
    return set(tries.values_list("person_id", flat=True)) if has_quiz else None


def _had_in(wave: Wave, people: Iterable[UUID]) -> dict[UUID, int]:
    hers = Assignment.objects.filter(wave=wave, state__in=(State.ASSIGNED, State.VISITED))
    rows = hers.filter(shopper__in=list(people)).order_by().values_list("shopper")
    return dict(rows.annotate(n=Count("id")))


def _circles(people: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Shopper → her companions, whoever of the two named the other."""
    keys = list(people)
    circles: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Companion.objects.filter(Q(person__in=keys) | Q(other__in=keys))
    for person, other in rows.values_list("person_id", "other_id"):
        circles[person].add(other)
        circles[other].add(person)
    return circles


def _bars(brand: UUID, people: Iterable[UUID]) -> list[Bar]:
    rows = BarRow.objects.filter(brand=brand, person__in=list(people), lifted_at=None).order_by("id")
    return [
        Bar(person, store, reason, at.date())
        for person, store, reason, at in rows.values_list("person_id", "store_id", "reason", "at")
    ]


def _stays(wave: Wave, people: set[UUID], *, first: date, last: date, rules: Rules) -> Iterable[Stay]:
    """Visits made and to be made, near enough in time to lock somebody out."""
    reach = timedelta(days=rules.longest + 2)
    rivals = _competitors(wave.brand_id) if rules.competitor_days else []
    rows = (
        Assignment.objects.filter(COUNTS, brand__in=[wave.brand_id, *rivals], shopper__in=people)
        .exclude(visits__outcome=NEVER_THERE)
        .filter(window_to__gte=_midnight(first - reach), window_from__lte=_midnight(last + reach))
        .order_by("id", "visits__id")
        .values_list("shopper_id", "brand_id", "store_id", "window_from", "window_to", "visits__local_day")
    )
    for shopper, brand, store, window_from, window_to, day in rows:
        at = store if brand == wave.brand_id else None
        yield Stay(shopper, at, day or window_from.date(), day or window_to.date())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _competitors(brand: UUID) -> list[UUID]:
    """Brands whose visits lock this one's shoppers out, by its own policy."""
    policy = Brand.objects.values_list("policy", flat=True).get(pk=brand)
    slugs = policy.get("competitors") or []
    return list(Brand.objects.filter(slug__in=slugs).exclude(pk=brand).values_list("id", flat=True))
