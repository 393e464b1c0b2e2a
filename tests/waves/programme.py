"""A wave to be planned: three stores, shoppers with homes and traits, nothing drawn yet."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from audits.people.models import Person, Role
from audits.people.profiles import describe
from audits.waves.models import Assignment, Wave
from tests.cast import Cast, a_person, a_wave

PARIS = {"lat": 48.8566, "lon": 2.3522}


@dataclass
class Programme:
    """The wave, and who shops: Sasha, Sam, Sue."""

    cast: Cast
    wave: Wave
    sue: Person

    @property
    def made(self) -> list[Assignment]:
        """The wave's assignments, by store and state."""
        return list(self.wave.assignments.select_related("store").order_by("store__number", "state", "id"))

    @property
    def address(self) -> str:
        return f"waves/{self.wave.pk}"


def a_programme(cast: Cast, **terms: Any) -> Programme:
    """A wave that opens today for thirty days; everybody lives in Paris and goes anywhere in France."""
    sue = a_person("sue", cast.brand, Role.SHOPPER)
    for shopper, age in ((cast.sasha, "30-44"), (cast.sam, "18-29"), (sue, "30-44")):
        describe(shopper, by=cast.hana, traits={"age": age}, languages=["fr"], reach_km=1000, **PARIS)
    Assignment.objects.filter(pk=cast.assignment.pk).update(state=Assignment.State.WITHDRAWN)
    today = timezone.now().date()
    defaults = {"opens": today, "closes": today + timedelta(days=30), "fee": "40.00"}
    return Programme(cast, a_wave(cast.edition, number=2, **(defaults | terms)), sue)


def an_offer(programme: Programme, store: Any = None, **fields: Any) -> Assignment:
    """An open assignment of the wave, at Lille."""
    now = timezone.now()
    return Assignment.objects.create(
        brand=programme.cast.brand,
        wave=programme.wave,
        store=store or programme.cast.lille,
        edition=programme.cast.edition,
        **(
            {"window_from": now - timedelta(days=1), "window_to": now + timedelta(days=20), "fee": "40.00"}
            | fields
        ),
    )
