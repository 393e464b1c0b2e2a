"""Plants the year of Maison Vaudrey: everything that its figures are made of, and the list of what was planted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from audits.insights.models import Pair
from audits.insights.services.studies import sealed_order, start_study
from audits.management.demonstration.network import house_of
from audits.management.demonstration.phone import Sealing, send
from audits.management.demonstration.planting.beliefs import Lived, seal
from audits.management.demonstration.planting.cells import ACCENT, AGE, Cell
from audits.management.demonstration.planting.listing import Places
from audits.management.demonstration.planting.money import tell_costs, tell_sales
from audits.management.demonstration.planting.pulse import tell_pulse
from audits.management.demonstration.planting.service import pairs_of
from audits.management.demonstration.planting.sizes import Sizes
from audits.management.demonstration.planting.verdicts import Hands
from audits.management.demonstration.planting.writing import write
from audits.management.demonstration.planting.year import plant
from audits.management.demonstration.year import photos_of, settle
from audits.people.models import Person
from audits.places.models import Brand
from audits.reviews.services import release
from audits.scorecards.services import rebuild
from audits.visits.models import Visit
from audits.waves.models import Assignment, Scenario, Wave
from audits.waves.services import assign

STUDIES = {ACCENT: "An accent from elsewhere", AGE: "Grey hair"}
BY_PHONE = (1, 2)  # turns of the newest wave that come through all doors
Cast = dict[str, Person]


def plant_year(
    sizes: Sizes,
    waves: Sequence[Wave],
    scenarios: Sequence[Scenario],
    hands: Hands,
    cast: Cast,
    chance: Random,
) -> tuple[list[Cell], float, dict[str, float]]:
    """The year's visits and what belongs to them; ρ of the pulse, and the gaps of the two forecasts by region."""
    places, newest = Places.of(waves[0].brand), waves[-1]
    stores = [
        (store, house_of(store)) for store in sorted(places.stores.values(), key=lambda one: one.number)
    ]
    cells = plant(sizes, waves, stores, scenarios, chance)
    tell_costs(places.brand, cast["Hana"])
    tell_sales(places.brand, cells, timezone.now().date(), cast["Hana"], chance)
    gaps = _believe(cells, newest, places, sizes, cast)
    settle()
    assignments = _write(places.brand, cells, hands, chance)
    for study in STUDIES:
        _pair_up(study, pairs_of(cells, study, sizes), assignments, places.brand, cast["Hana"])
    rho = tell_pulse(cells, waves[-2], sizes.together, cast["Hana"], chance)
    for wave in waves:
        rebuild(wave.pk)
    _by_phone([cell for cell in cells if _is_by_phone(cell, newest)], hands, chance)
    return cells, rho, gaps


def _is_by_phone(cell: Cell, newest: Wave) -> bool:
    return cell.plan.wave == newest and cell.plan.number in BY_PHONE


def _believe(cells: Sequence[Cell], wave: Wave, places: Places, sizes: Sizes, cast: Cast) -> dict[str, float]:
    """What Mona and Otto believe of the last wave."""
    gaps = {}
    for name, region in places.regions.items():
        lived = Lived.of([cell for cell in cells if cell.region == name and cell.plan.wave == wave])
        gap = sizes.flattery if name == sizes.flattering else 0.0
        manager = cast["Mona" if name == "North" else "Otto"]
        gaps[name] = seal(lived, by=manager, wave=wave, region=region, gap=gap)
    return gaps


def _write(brand: Brand, cells: Sequence[Cell], hands: Hands, chance: Random) -> dict[Cell, Assignment]:
    newest = cells[-1].plan.wave
    return write(brand, [cell for cell in cells if not _is_by_phone(cell, newest)], hands, chance)


def _pair_up(
    study: str,
    pairs: Sequence[tuple[Cell, Cell]],
    assignments: dict[Cell, Assignment],
    brand: Brand,
    hana: Person,
) -> None:
    made = start_study(brand=brand, name=STUDIES[study], attribute=study, by=hana)
    rows = []
    for bearer, other in pairs:
        is_first = bearer.stepped_in < other.stepped_in
        first, second = (bearer, other) if is_first else (other, bearer)
        rows.append(
            Pair(
                study=made,
                store=bearer.plan.store,
                first=assignments[first],
                second=assignments[second],
                secret=sealed_order(made, bearer_first=is_first),
            )
        )
    Pair.objects.bulk_create(rows)


def _by_phone(cells: Sequence[Cell], hands: Hands, chance: Random) -> None:
    """These are sealed, sent, graded and released as any visit is."""
    visits = [_sent(cell, hands, chance) for cell in cells]
    settle()
    for visit in visits:
        release(visit, by=hands.rita)
    # this year is told in a moment: each verdict gets the day it would have had
    Visit.objects.filter(pk__in=visits).update(released_at=F("received_at") + timedelta(hours=22))
    settle()


def _sent(cell: Cell, hands: Hands, chance: Random) -> UUID:
    plan, shopper = cell.plan, hands.crew[cell.shopper]
    terms: dict[str, Any] = {"fee": plan.wave.fee, "expense_limit": 20, "currency": "EUR", "look": cell.look}
    assignment = assign(
        wave=plan.wave,
        store=plan.store,
        shopper=shopper,
        window_from=cell.stepped_in - timedelta(days=2, hours=3),
        window_to=cell.stepped_in + timedelta(days=1, hours=4),
        by=hands.hana,
        scenario=cell.scenario,
        scenario_values=cell.values,
        **terms,
    )
    photos = photos_of(plan, cell.answers)
    edition = plan.wave.edition.sha256
    return send(Sealing(assignment, shopper, edition, cell.stepped_in, cell.answers, photos), chance)
