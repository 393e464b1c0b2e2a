"""Sets the stage of a storm in a database of its own: `python -m storm.stage SEED PHONES VISITS` prints JSON;
`python -m storm.stage ground` makes the tables alone."""

import json
import os
import sys
from random import Random
from typing import Any

import django

REGIONS, STORES = 3, 12  # at least
VISITS_PER_STORE = 50  # where that makes more stores


def lay_ground() -> None:
    """The tables, with nothing in them."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def set_stage(seed: int, phones: int, visits: int) -> dict[str, Any]:
    """Lay the ground where there is none; a brand with stores in regions, a wave that releases at once, a shopper
    for each phone, and an assignment for each visit. Tells who has which, and where."""
    from django.db import connection

    from audits.people.models import Role
    from tests.cast import a_brand, a_person, a_region, a_store, a_token, a_wave, an_edition

    if not connection.introspection.table_names():
        lay_ground()
    brand = a_brand("storm", "Storm")
    regions = [a_region(brand, f"Region{n}") for n in range(REGIONS)]
    many = max(STORES, visits // VISITS_PER_STORE)
    stores = [a_store(regions[n % REGIONS], f"S{n}", f"Store {n}", lat=50.0, lon=3.0) for n in range(many)]
    wave = a_wave(an_edition(brand), number=1, release_rule="at_once")
    people = [a_person(f"phone{n}", brand, Role.SHOPPER) for n in range(phones)]
    tokens = [a_token(person) for person in people]
    lines = list(_assignments(seed, visits, wave, stores, people))
    return {
        "edition": wave.edition.sha256,
        "brand": str(brand.pk),
        "wave": str(wave.pk),
        "assignments": [
            {
                "id": str(made.pk),
                "told": told,
                "token": tokens[n % phones],
                "store": str(made.store_id),
                "region": str(made.store.region_id),
            }
            for n, (made, told) in enumerate(lines)
        ],
    }


def _assignments(seed: int, visits: int, wave: Any, stores: list[Any], people: list[Any]) -> Any:
    from datetime import timedelta

    from django.utils import timezone

    from audits.waves.models import Assignment
    from storm.sealing import worked

    chance, now, tales = Random(f"stage {seed}"), timezone.now(), worked()
    told = [chance.choice(tales) for _ in range(visits)]
    made = [
        Assignment(
            brand_id=wave.brand_id,
            wave=wave,
            store=chance.choice(stores),
            shopper=people[n % len(people)],
            edition_id=wave.edition_id,
            state=Assignment.State.ASSIGNED,
            window_from=now - timedelta(days=7),
            window_to=now + timedelta(days=7),
            scenario=tale["scenario"],
        )
        for n, tale in enumerate(told)
    ]
    return zip(
        Assignment.objects.bulk_create(made, batch_size=500), (tale["id"] for tale in told), strict=True
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if sys.argv[1:] == ["ground"]:
        lay_ground()
    else:
        print(json.dumps(set_stage(*map(int, sys.argv[1:4]))))
