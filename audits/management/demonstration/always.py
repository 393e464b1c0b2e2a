"""Sasha always has a visit to make: whoever tries the demonstration never comes to its end."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.management.demonstration.cast import email_of
from audits.management.demonstration.now import look_ahead
from audits.management.demonstration.programme import write_scenarios
from audits.people.models import Person
from audits.places.models import Brand
from audits.waves.models import Assignment

SASHA, HANA = "Sasha", "Hana"


def renew(visit: UUID | None = None) -> int:
    """Assign Sasha's visits anew once she has made the last of them; the number made.

    Follows each complete visit (`visit`), and the clock, for those whose photos never came or whose time ran out.
    """
    if visit and not Assignment.objects.filter(visits=visit, shopper__email=email_of(SASHA)).exists():
        return 0
    brand = Brand.objects.filter(slug="maison-vaudrey", is_demonstration=True, waves__isnull=False).first()
    cast = {name: Person.objects.filter(email=email_of(name)).first() for name in (SASHA, HANA)}
    if brand is None or not all(cast.values()) or _has_something(cast[SASHA]):
        return 0
    with transaction.atomic():
        here = {name: person for name, person in cast.items() if person}
        return look_ahead(brand, here, write_scenarios(brand), timezone.now(), names=(SASHA,))


def _has_something(sasha: Person | None) -> bool:
    open_ones = Assignment.objects.filter(shopper=sasha, state=Assignment.State.ASSIGNED)
    return open_ones.filter(window_to__gt=timezone.now()).exists()
