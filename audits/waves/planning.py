"""What a draw of a wave would do: which visits are still to be given, to whom, and what keeps the rest unfilled."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from audits.refusals import refused
from audits.waves.drawing import Drawn, Facts, Place, Slot, balanced, draw, slots_left, template
from audits.waves.drawing.slots import Made
from audits.waves.gathering import gather, shoppers_of, stores_of
from audits.waves.models import Assignment, Scenario, Wave

State = Assignment.State
LIVE = (State.OPEN, State.ASSIGNED, State.VISITED)


@dataclass(frozen=True, slots=True)
class StoreLine:
    """What a plan knows of a store."""

    id: UUID
    name: str
    city: str
    region: UUID
    region_name: str
    timezone: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A draw before anything is written. `looks` and `scenarios` go with the slots, one each, or are empty."""

    wave: Wave
    seed: int
    stores: list[StoreLine]
    made: dict[int, int]  # row of a store → visits it has already
    slots: list[Slot]
    facts: Facts
    drawn: Drawn
    looks: list[str]
    scenarios: list[Scenario]
    read_at: datetime


def live(wave: Wave) -> QuerySet[Assignment]:
    """The assignments that stand for a visit of each store: not withdrawn, lapsed, or replaced by another."""
    return Assignment.objects.filter(wave=wave, state__in=LIVE, replaced_by=None)


def plan(wave: Wave, *, seed: int, now: datetime, gives: bool = True) -> Plan:
    """Draw without writing. Where it `gives` nothing, every visit is left for the board.

    Refused as `wave_closed` after its last day.
    """
    first = max(wave.opens, now.date())
    if first > wave.closes:
        raise refused("wave_closed")
    stores = _stores(wave)
    made, had = _made(wave, {store.id: row for row, store in enumerate(stores)})
    wanted = template(wave.visits_per_store, wave.quotas)
    slots = [slot for row in range(len(stores)) for slot in slots_left(row, wanted, made.get(row, ()))]
    facts = gather(
        wave,
        first=first,
        last=wave.closes,
        shoppers=shoppers_of(wave.brand_id) if gives else [],
        places=[Place(store.id, store.lat, store.lon) for store in stores],
    )
    return Plan(
        wave=wave,
        seed=seed,
        stores=stores,
        made={row: sum(one.offered is None for one in list_) for row, list_ in made.items()},
        slots=slots,
        facts=facts,
        drawn=draw(facts, slots, seed=seed),
        looks=_looks(wave, slots, had, seed),
        scenarios=_scenarios(wave, slots, seed),
        read_at=now,
    )


def visits_left(wave: Wave) -> int:
    """About how many visits a draw would have to give: enough to know whether it is a long work."""
    stores = stores_of(wave)
    made = live(wave).exclude(state=State.OPEN).filter(store__in=stores).count()
    return max(0, stores.count() * wave.visits_per_store - made)


def _stores(wave: Wave) -> list[StoreLine]:
    columns = ("id", "name", "city", "region_id", "region__name", "timezone", "lat", "lon")
    rows = stores_of(wave).order_by("id").values_list(*columns)
    return [StoreLine(*row) for row in rows]


def _made(wave: Wave, rows: Mapping[UUID, int]) -> tuple[dict[int, list[Made]], dict[int, Counter[str]]]:
    """By store: the assignments that it has, and how often each look was drawn."""
    made: dict[int, list[Made]] = defaultdict(list)
    looks: dict[int, Counter[str]] = defaultdict(Counter)
    columns = ("id", "store_id", "state", "daypart", "wants", "look")
    for key, store, state, daypart, wants, look in live(wave).order_by("id").values_list(*columns):
        if store in rows:
            offered = key if state == State.OPEN else None
            made[rows[store]].append(Made(daypart, wants, offered))
            looks[rows[store]].update([look] if look else [])
    return made, looks


def _looks(wave: Wave, slots: list[Slot], had: Mapping[int, Counter[str]], seed: int) -> list[str]:
    if not wave.draws_look or not wave.looks:
        return []
    fresh = [slot.place for slot in slots if slot.offered is None]
    drawn = iter(balanced(fresh, wave.looks, had, np.random.default_rng([seed, 1])))
    return ["" if slot.offered else next(drawn) for slot in slots]


def _scenarios(wave: Wave, slots: list[Slot], seed: int) -> list[Scenario]:
    kinds = list(wave.scenarios.order_by("id"))
    blocks = [slot.place for slot in slots]
    return balanced(blocks, kinds, {}, np.random.default_rng([seed, 2])) if kinds else []


def days_left(wave: Wave, today: date) -> bool:
    """Whether visits can still be made in this wave."""
    return today <= wave.closes
