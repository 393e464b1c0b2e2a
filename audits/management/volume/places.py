"""The brand `volume`: its regions, stores, people and waves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from audits.checklists.models import Edition
from audits.checklists.services import import_workbook
from audits.management.volume.filling import fill
from audits.people.models import Person, Role
from audits.people.services import invite, post
from audits.places.models import Brand, Region, Store
from audits.places.services import found_brand, open_region
from audits.waves.models import Wave
from audits.waves.services import open_wave

WORKBOOK = Path(__file__).parent.parent / "workbooks" / "boutique_visit.xlsx"
STORES_A_REGION = 400
SHOPPERS = 40
WAVE_DAYS = 91
# city, country, zone, degrees north, degrees east
CITIES = (
    ("Paris", "FR", "Europe/Paris", 48.8566, 2.3522),
    ("Lyon", "FR", "Europe/Paris", 45.764, 4.8357),
    ("Genève", "CH", "Europe/Zurich", 46.2044, 6.1432),
    ("Milano", "IT", "Europe/Rome", 45.4642, 9.19),
    ("London", "GB", "Europe/London", 51.5072, -0.1276),
    ("دبي", "AE", "Asia/Dubai", 25.2048, 55.2708),
    ("الرياض", "SA", "Asia/Riyadh", 24.7136, 46.6753),
    ("東京", "JP", "Asia/Tokyo", 35.6764, 139.65),
    ("New York", "US", "America/New_York", 40.7128, -74.006),
    ("São Paulo", "BR", "America/Sao_Paulo", -23.5558, -46.6396),
)
STORE_COLUMNS = (
    "id",
    "brand_id",
    "region_id",
    "number",
    "name",
    "address",
    "city",
    "state",
    "country",
    "postcode",
    "phone",
    "timezone",
    "lat",
    "lon",
    "is_open",
    "columns",
)


@dataclass(frozen=True, slots=True)
class Network:
    """What visits are made in: the new stores of a brand, and its waves."""

    brand: Brand
    edition: Edition
    regions: dict[str, str]  # store → region, keys as text
    shoppers: list[Person]
    waves: list[Wave]


def found_network(slug: str, *, stores: int, waves: int, random: Random) -> Network:
    """The brand with so many stores more, its people, and waves of a quarter each, the last one open today."""
    brand = found_brand(slug=slug, name=slug.replace("-", " ").title(), by=None)
    content = WORKBOOK.read_bytes()
    import_workbook(brand=brand, filename=WORKBOOK.name, content=content, by=None, publish=True)
    edition = Edition.objects.filter(checklist__brand=brand).latest("id")
    regions = [
        open_region(brand=brand, name=f"Region {number:02d}", by=None)
        for number in range(1, 2 + max(0, stores - 1) // STORES_A_REGION)
    ]
    made = list(_stores(brand, regions, stores, random))
    fill(Store, STORE_COLUMNS, made)
    shoppers = _people(brand, regions[0])
    regions_of = {row[0]: row[2] for row in made}
    return Network(brand, edition, regions_of, shoppers, _waves(brand, edition, waves))


def _stores(brand: Brand, regions: list[Region], count: int, random: Random) -> Iterator[tuple[Any, ...]]:
    first = Store.objects.filter(brand=brand).count() + 1
    for number in range(first, first + count):
        city, country, zone, lat, lon = CITIES[number % len(CITIES)]
        place = (round(lat + random.uniform(-0.2, 0.2), 5), round(lon + random.uniform(-0.2, 0.2), 5))
        region = regions[(number - first) * len(regions) // count]
        names = (f"V{number:05d}", f"{city} {number:05d}", "", city, "", country, "", "", zone)
        key = UUID(int=random.getrandbits(128), version=4).hex
        yield (key, brand.pk.hex, region.pk.hex, *names, *place, True, "{}")


def _people(brand: Brand, region: Region) -> list[Person]:
    """Shoppers, and one person for each other role; they come in by tokens, so they need no passwords."""

    def invited(name: str, alias: str) -> Person:
        return invite(email=f"{alias}@{brand.slug}.example", name=name, by=None, password=None)

    post(person=invited("Hana", "hq"), brand=brand.pk, role=Role.HQ, schedules=True, by=None)
    post(person=invited("Mona", "region"), brand=brand.pk, role=Role.REGION, region=region.pk, by=None)
    post(person=invited("Rita", "reviewer"), brand=brand.pk, role=Role.REVIEWER, by=None)
    shoppers = [invited(f"Shopper {number}", f"shopper-{number}") for number in range(1, SHOPPERS + 1)]
    for shopper in shoppers:
        post(person=shopper, brand=brand.pk, role=Role.SHOPPER, by=None)
    return shoppers


def _waves(brand: Brand, edition: Edition, count: int) -> list[Wave]:
    known = list(Wave.objects.filter(brand=brand, edition=edition).order_by("number"))
    if known:
        return known
    today = timezone.now().date()
    return [
        _wave(edition, number, today - timedelta(days=WAVE_DAYS * (count - number) + 60))
        for number in range(1, count + 1)
    ]


def _wave(edition: Edition, number: int, opens: date) -> Wave:
    return open_wave(
        checklist=edition.checklist,
        edition=edition,
        name=f"Wave {number}",
        opens=opens,
        closes=opens + timedelta(days=WAVE_DAYS - 1),
        by=None,
        visits_per_store=3,
    )
