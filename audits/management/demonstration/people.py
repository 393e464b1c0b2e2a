"""The people of the demonstration and their posts."""

from typing import Any
from uuid import UUID

from audits.management.demonstration.cast import CAST, DOMAIN, PASSWORD, email_of
from audits.people.models import Person, Role
from audits.people.profiles import describe
from audits.people.services import invite, post
from audits.people.shoppers import Consent, ShopperProfile
from audits.places.models import Brand, Region, Store

STELLAS_STORE = "MV-101"
CREW = 10
AGREED = "I may be one of two shoppers who are compared, without my name, by something I have told of myself."
# Paris, Amsterdam, Milan: degrees north, degrees east
HOMES = ((48.8566, 2.3522), (52.3676, 4.9041), (45.4642, 9.19))
AGES = ("18-29", "30-44", "45-64")
REACH_KM = 1300  # by train in a day; these houses are a journey apart


def invite_cast(vaudrey: Brand, sorel: Brand) -> dict[str, Person]:
    """Everybody by first name, each with the known password and a post."""
    cast = {
        name: invite(email=email_of(name), name=f"{name} {family}", by=None, password=PASSWORD)
        for name, family, _ in CAST
    }
    _post_everybody(cast, vaudrey, sorel)
    return cast


def _post_everybody(cast: dict[str, Person], vaudrey: Brand, sorel: Brand) -> None:
    north = Region.objects.get(brand=vaudrey, slug="north")
    south = Region.objects.get(brand=vaudrey, slug="south")
    store = Store.objects.get(brand=vaudrey, number=STELLAS_STORE)
    for name in ("Sasha", "Sam"):
        post(person=cast[name], brand=vaudrey.pk, role=Role.SHOPPER, by=None)
    post(person=cast["Rita"], brand=vaudrey.pk, role=Role.REVIEWER, by=None)
    post(person=cast["Stella"], brand=vaudrey.pk, role=Role.STORE, store=store.pk, by=None)
    post(person=cast["Mona"], brand=vaudrey.pk, role=Role.REGION, region=north.pk, by=None)
    post(person=cast["Otto"], brand=vaudrey.pk, role=Role.REGION, region=south.pk, by=None)
    post(person=cast["Hana"], brand=vaudrey.pk, role=Role.HQ, schedules=True, by=None)
    post(person=cast["Zoe"], brand=sorel.pk, role=Role.HQ, schedules=True, by=None)


def invite_crew(brand: Brand) -> list[Person]:
    """The shoppers who made the year's visits; they don't sign in."""
    crew = []
    for number in range(1, CREW + 1):
        email = f"shopper{number}.{brand.slug}@{DOMAIN}"
        person = invite(email=email, name=f"Shopper {40 + number}", alias=f"Shopper {40 + number}", by=None)
        post(person=person, brand=brand.pk, role=Role.SHOPPER, by=None)
        crew.append(person)
        Consent.objects.get_or_create(person=person, brand=None, kind="study", defaults={"words": AGREED})
        _describe(person, HOMES[number % len(HOMES)], AGES[number % len(AGES)])
    return crew


def invite_managers(brand: Brand, stella: Person) -> dict[UUID, Person]:
    """Store → its manager; but for Stella they don't sign in."""
    found: dict[UUID, Person] = {}
    for store in Store.objects.filter(brand=brand).order_by("number"):
        if store.number == STELLAS_STORE:
            found[store.pk] = stella
            continue
        email = f"manager.{store.number.lower()}@{DOMAIN}"
        person = invite(email=email, name=f"Store manager, {store.city}", by=None)
        post(person=person, brand=brand.pk, role=Role.STORE, store=store.pk, by=None)
        found[store.pk] = person
    return found


def describe_cast(cast: dict[str, Person]) -> None:
    """Where Sasha and Sam live and how far they go: one of the open visits is near enough for each."""
    _describe(cast["Sasha"], HOMES[0], AGES[1])
    _describe(cast["Sam"], HOMES[1], AGES[0])


def _describe(person: Person, home: tuple[float, float], age: str) -> None:
    """A profile, where she hasn't one yet."""
    if not ShopperProfile.objects.filter(pk=person.pk).exists():
        lat, lon = home
        told: dict[str, Any] = {"traits": {"age": age}, "languages": ["en", "fr"], "lat": lat, "lon": lon}
        describe(person, by=person, reach_km=REACH_KM, **told)
