"""Makes the demonstration, or says that it is there."""

from collections.abc import Callable
from random import Random

from django.db import transaction
from django.utils import timezone

from audits.insights.services import compute_all
from audits.management.demonstration.network import found_sorel, found_vaudrey, quiet_houses
from audits.management.demonstration.now import look_ahead
from audits.management.demonstration.people import describe_cast, invite_cast, invite_crew, invite_managers
from audits.management.demonstration.planting.listing import Places, keep, kept
from audits.management.demonstration.planting.making import plant_year
from audits.management.demonstration.planting.sizes import draw_sizes
from audits.management.demonstration.planting.telling import told_list
from audits.management.demonstration.planting.verdicts import Hands
from audits.management.demonstration.programme import open_waves, print_checklist, write_scenarios
from audits.management.demonstration.year import every_turn, make_visits, newest_turns, review, settle
from audits.people.models import Person
from audits.places.models import Brand
from audits.waves.models import Wave

Say = Callable[[str], object]
SEED = 1
VAUDREY = "maison-vaudrey"


class OtherSeed(Exception):
    """The demonstration is there, and something else is planted in it."""


@transaction.atomic
def make(say: Say, *, seed: int | None = None) -> None:
    """Everything at once or nothing; a second run only renews what lies ahead.

    Without a seed it is 1, or that of the demonstration that is there. Raises OtherSeed where that is another one.
    """
    seed = _agreed(seed)
    if not Brand.objects.filter(slug=VAUDREY).exists():
        say("· making the demonstration: two brands, 25 stores, a year of visits")
    elif Brand.objects.filter(slug=VAUDREY, waves__isnull=False).exists():
        say("· the demonstration is there already")
    vaudrey, sorel = found_vaudrey(None), found_sorel(None)
    cast = invite_cast(vaudrey, sorel)
    describe_cast(cast)
    if not vaudrey.waves.exists():
        _year_of_vaudrey(vaudrey, cast, seed)
    if not sorel.waves.exists():
        _year_of_sorel(sorel, cast["Zoe"], seed)
    if made := look_ahead(vaudrey, cast, write_scenarios(vaudrey), timezone.now()):
        say(f"· {made} assignments made for the days ahead")


def _agreed(seed: int | None) -> int:
    brand = Brand.objects.filter(slug=VAUDREY).first()
    planted = kept(brand) if brand else None
    if planted is None:
        return SEED if seed is None else seed
    if seed not in (None, planted[0]):
        raise OtherSeed(f"The demonstration is there already, planted from seed {planted[0]}.")
    return planted[0]


def _year_of_vaudrey(brand: Brand, cast: dict[str, Person], seed: int) -> None:
    """The year in which effects are planted, and the list of them."""
    chance = _chance(seed, brand)
    sizes = draw_sizes(chance, quiet_houses(), ("North", "South"))
    crew, waves = invite_crew(brand), _waves(brand, cast["Hana"])
    hands = Hands(crew, cast["Rita"], cast["Hana"], invite_managers(brand, cast["Stella"]))
    scenarios = write_scenarios(brand)
    cells, rho, gaps = plant_year(sizes, waves, scenarios, hands, cast, chance)
    keep(brand, seed, told_list(cells, sizes, Places.of(brand), crew, rho=rho, gaps=gaps), cast["Hana"])
    make_visits(newest_turns(waves[-1]), scenarios, crew, cast["Hana"], chance)
    _finish(brand, waves, cast["Rita"])


def _year_of_sorel(brand: Brand, zoe: Person, seed: int) -> None:
    """Another brand, small, so that a wall between brands can be seen."""
    waves = _waves(brand, zoe)
    make_visits(every_turn(waves), write_scenarios(brand), invite_crew(brand), zoe, _chance(seed, brand))
    _finish(brand, waves, zoe)


def _finish(brand: Brand, waves: list[Wave], reviewer: Person) -> None:
    settle()
    review(waves, reviewer)
    settle()
    compute_all(brand.pk, kinds=())  # what is computed at night, so that the first evening has it


def _waves(brand: Brand, by: Person) -> list[Wave]:
    return open_waves(print_checklist(brand, by), timezone.now().date(), by)


def _chance(seed: int, brand: Brand) -> Random:
    return Random(f"{seed} {brand.slug}")  # noqa: S311 - a demonstration is the same each time
