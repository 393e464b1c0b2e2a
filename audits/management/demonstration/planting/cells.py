"""The year's visits before anybody has answered anything: where, when, by whom, dressed how, in which pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from audits.management.demonstration.answers import Finding, answers_of
from audits.management.demonstration.network import House
from audits.management.demonstration.planting.sizes import PAIRED_WAVES, SHOPPERS, Sizes
from audits.management.demonstration.year import TREND, WARMTH, Plan, moment_of
from audits.places.models import Store
from audits.waves.models import Scenario, Wave

UP, DOWN = "dressed_up", "dressed_down"
ACCENT, AGE = "accent", "age"  # the attributes of the two studies
Answers = dict[str, Any]


@dataclass(slots=True, eq=False)
class Cell:
    """One visit of the plan. `counted` are the answers that count where an appeal has put one in another's place."""

    plan: Plan
    region: str
    shopper: int  # her place among the crew
    look: str
    scenario: Scenario
    stepped_in: datetime
    study: str = ""  # accent, age
    is_bearer: bool = False
    answers: Answers = field(default_factory=dict)
    appeals: dict[str, Any] = field(
        default_factory=dict
    )  # question → the answer put instead, None where it stands
    grade: dict[str, Any] = field(default_factory=dict)

    @property
    def wave(self) -> int:
        """The number of its wave."""
        return self.plan.wave.number

    @property
    def house(self) -> House:
        """The house it is a visit of."""
        return self.plan.house

    @property
    def values(self) -> dict[str, str]:
        """The scenario's values, with the look that was drawn."""
        return self.scenario.scenario_values | {"scenario_look": self.look}

    @property
    def counted(self) -> Answers:
        """The answers that the grade is made of."""
        return self.answers | {name: said for name, said in self.appeals.items() if said is not None}

    @property
    def warmth(self) -> float:
        """How likely something went beyond, from about ½ to 2."""
        return float(2 ** (2 * self.house.warmth))


def lay_out(
    waves: Sequence[Wave],
    stores: Sequence[tuple[Store, House]],
    scenarios: Sequence[Scenario],
    chance: Random,
) -> list[Cell]:
    """Six visits a store and wave, looks blocked by store and wave, a pair of each study in the first three waves."""
    used: Counter[int] = Counter()
    cells: list[Cell] = []
    for wave in waves:
        for at, (store, house) in enumerate(stores):
            cells += _of_store(wave, store, house, at, scenarios, used, chance)
    return cells


def _of_store(
    wave: Wave,
    store: Store,
    house: House,
    at: int,
    scenarios: Sequence[Scenario],
    used: Counter[int],
    chance: Random,
) -> Iterator[Cell]:
    turns = range(1, 7) if house.visits == 6 else (5, 6)
    shoppers, studies = _shoppers(wave.number, house, used, chance), _studies(wave.number, house)
    looks = _looks(flip=bool((at + wave.number) % 2))
    alike: dict[str, tuple[Scenario, datetime]] = {}
    for turn in turns:
        study = studies.get(turn, "")
        plan = Plan(wave, store, house, turn)
        scenario, moment = alike.get(study, (chance.choice(scenarios), moment_of(plan, chance)))
        if study in alike:
            moment = _within_the_week(moment, wave, chance)
        elif study:
            alike[study] = (scenario, moment)
        yield Cell(
            plan=plan,
            region=store.region.name,
            shopper=shoppers[turn],
            look=looks[turn],
            scenario=scenario,
            stepped_in=moment,
            study=study,
            is_bearer=turn in (1, 3),
        )


def _within_the_week(first: datetime, wave: Wave, chance: Random) -> datetime:
    """When the second of a pair comes: on another weekday of the wave, in the same part of the day."""
    way = -1 if (first.date() - wave.opens).days > 7 else 1
    moment = first + timedelta(days=way * chance.randint(1, 4), minutes=chance.randint(-20, 20))
    return moment + timedelta(days=way * (moment.weekday() == 6))


def _looks(*, flip: bool) -> dict[int, str]:
    """Three of each; both of a pair are dressed alike."""
    first, second = (DOWN, UP) if flip else (UP, DOWN)
    return {1: first, 2: first, 3: second, 4: second, 5: UP, 6: DOWN}


def _studies(wave: int, house: House) -> dict[int, str]:
    return {1: ACCENT, 2: ACCENT, 3: AGE, 4: AGE} if wave in PAIRED_WAVES and house.visits == 6 else {}


def bears(study: str, shopper: int) -> bool:
    """Whether she has the attribute: the first half of the crew an accent, every other one grey hair."""
    return shopper < SHOPPERS // 2 if study == ACCENT else shopper % 2 == 0


def _shoppers(wave: int, house: House, used: Counter[int], chance: Random) -> dict[int, int]:
    """Different ones for each turn, whoever has been out least first; pairs are one attribute apart."""
    free = list(range(SHOPPERS))
    chance.shuffle(free)
    free.sort(key=lambda one: used[one])
    found: dict[int, int] = {}
    turns = [1, 2, 3, 4, 5, 6] if house.visits == 6 else [5, 6]
    for turn in turns:
        study = _studies(wave, house).get(turn)
        fits = [one for one in free if not study or bears(study, one) == (turn in (1, 3))]
        found[turn] = fits[0]
        free.remove(fits[0])
        used[fits[0]] += 1
    return found


def answer(cells: Sequence[Cell], sizes: Sizes, chance: Random) -> None:
    """Answers as any shopper of the house would find them; what is planted is laid over them."""
    for cell in cells:
        house, era = cell.house, min(cell.wave, len(TREND)) - 1
        usual = house.standard + TREND[era] + chance.gauss(0, 0.05)
        kept = 0.97 if house.number in (*sizes.stores.kept, sizes.stores.careless) else usual
        finding = Finding(
            chance=chance,
            kept=kept,
            warmth=house.warmth + WARMTH[era],
            stepped_in=cell.stepped_in,
            scenario=cell.values,
            critical=cell.plan.is_critical,
        )
        cell.answers = answers_of(finding)
