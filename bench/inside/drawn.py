"""`python -m bench.inside.drawn BRAND SHOPPERS`: plans and draws a wave of all the brand's stores.

Shoppers live around the same cities as the stores, reach 150 km, have at most so many visits that they could just
make them all, and a history of stays; every tenth has a companion. Prints seconds and counts.
"""

import sys
import time
from datetime import timedelta
from random import Random

import orjson
from django.utils import timezone

from audits.management.volume.places import CITIES
from audits.people.models import Person, Post, Role
from audits.people.shoppers import Companion, ShopperProfile
from audits.places.models import Brand, Store
from audits.waves.drawing import forbidden
from audits.waves.draws import make_draw
from audits.waves.models import Assignment, Draw, Wave
from audits.waves.planning import plan

HISTORY = 20_000  # visits that the shoppers made before


def main(slug: str, count: int) -> None:
    random = Random(1)
    brand = Brand.objects.get(slug=slug)
    shoppers = make_shoppers(brand, count, random)
    wave = make_wave(brand, stores=Store.objects.filter(brand=brand).count(), shoppers=count)
    make_history(wave, shoppers, random)
    started = time.perf_counter()
    found = plan(wave, seed=1, now=timezone.now())
    planned = time.perf_counter() - started
    started = time.perf_counter()
    forbidden(found.facts)
    floor = time.perf_counter() - started
    draw = Draw.objects.create(wave=wave, seed=1)
    started = time.perf_counter()
    make_draw(draw.pk)
    told = {"planned": planned, "floor": floor, "drawn": time.perf_counter() - started}
    draw.refresh_from_db()
    counts = {name: draw.report[name] for name in ("wanted", "drawn", "opened")}
    print(orjson.dumps(told | {"counts": counts}).decode())


def make_shoppers(brand: Brand, count: int, random: Random) -> list[Person]:
    """So many shoppers with profiles."""
    people = Person.objects.bulk_create(
        Person(email=f"drawn-{n}@{brand.slug}.example", name=f"Drawn {n}", alias=f"Drawn {n}", language="en")
        for n in range(count)
    )
    Post.objects.bulk_create(Post(person=one, brand=brand, role=Role.SHOPPER) for one in people)
    ShopperProfile.objects.bulk_create(_profile(one, n, random) for n, one in enumerate(people))
    Companion.objects.bulk_create(
        Companion(person=people[n], other=people[n + 10]) for n in range(0, count - 10, 10)
    )
    return people


def _profile(person: Person, number: int, random: Random) -> ShopperProfile:
    _, _, _, lat, lon = CITIES[number % len(CITIES)]
    return ShopperProfile(
        person=person,
        traits={"age": random.choice(("18-29", "30-44", "45-64"))},
        languages=["en"],
        lat=lat + random.uniform(-0.3, 0.3),
        lon=lon + random.uniform(-0.3, 0.3),
        reach_km=150,
    )


def make_wave(brand: Brand, *, stores: int, shoppers: int) -> Wave:
    """A wave that begins today, its most visits a shopper just enough for all stores."""
    last = Wave.objects.filter(brand=brand).latest("number")
    today = timezone.now().date()
    return Wave.objects.create(
        brand=brand,
        checklist_id=last.checklist_id,
        edition_id=last.edition_id,
        number=last.number + 1,
        name="Drawn",
        opens=today,
        closes=today + timedelta(days=60),
        rules={"store_days": 180, "companion_days": 90, "most_visits": -(-stores // shoppers) + 1},
    )


def make_history(wave: Wave, shoppers: list[Person], random: Random) -> None:
    """Visits made two months ago, in the wave before."""
    last = Wave.objects.get(brand=wave.brand_id, checklist=wave.checklist_id, number=wave.number - 1)
    stores = list(Store.objects.filter(brand=wave.brand_id).values_list("pk", flat=True))
    then = timezone.now() - timedelta(days=60)
    Assignment.objects.bulk_create(
        (
            Assignment(
                brand_id=wave.brand_id,
                wave=last,
                store_id=random.choice(stores),
                shopper=random.choice(shoppers),
                edition_id=wave.edition_id,
                state="visited",
                window_from=then,
                window_to=then + timedelta(days=5),
            )
            for _ in range(HISTORY)
        ),
        batch_size=2000,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
