"""Makes the demonstration, or says that it is there."""

from collections.abc import Callable
from random import Random

from django.db import transaction
from django.utils import timezone

from audits.insights.services import compute_all
from audits.management.demonstration.network import found_sorel, found_vaudrey
from audits.management.demonstration.now import look_ahead
from audits.management.demonstration.people import describe_cast, invite_cast, invite_crew
from audits.management.demonstration.programme import open_waves, print_checklist, write_scenarios
from audits.management.demonstration.year import make_visits, review, settle
from audits.people.models import Person
from audits.places.models import Brand

Say = Callable[[str], object]
SEED = 1


@transaction.atomic
def make(say: Say, *, seed: int = SEED) -> None:
    """Everything at once or nothing; a second run only renews what lies ahead."""
    if not Brand.objects.filter(slug="maison-vaudrey").exists():
        say("· making the demonstration: two brands, 17 stores, a year of visits")
    elif Brand.objects.filter(slug="maison-vaudrey", waves__isnull=False).exists():
        say("· the demonstration is there already")
    vaudrey, sorel = found_vaudrey(None), found_sorel(None)
    cast = invite_cast(vaudrey, sorel)
    describe_cast(cast)
    for brand, hana in ((vaudrey, cast["Hana"]), (sorel, cast["Zoe"])):
        if not brand.waves.exists():
            _year(brand, hana, cast["Rita"] if brand == vaudrey else hana, seed)
    if made := look_ahead(vaudrey, cast, write_scenarios(vaudrey), timezone.now()):
        say(f"· {made} assignments made for the days ahead")


def _year(brand: Brand, hana: Person, rita: Person, seed: int) -> None:
    chance = Random(f"{seed} {brand.slug}")  # noqa: S311 - a demonstration is the same each time
    crew = invite_crew(brand)
    edition = print_checklist(brand, hana)
    waves = open_waves(edition, timezone.now().date(), hana)
    make_visits(waves, write_scenarios(brand), crew, hana, chance)
    settle()
    review(waves, rita)
    settle()
    compute_all(brand.pk, kinds=())  # what is computed at night, so that the first evening has it
