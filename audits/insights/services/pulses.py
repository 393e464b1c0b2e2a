"""The staff's pulse: five items by an anonymous link. Nothing is kept that could tell who or at what hour."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from audits.insights.models import Pulse, PulseAnswer
from audits.insights.staff import ENOUGH, ITEMS, LEAST, MOST
from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Store
from audits.refusals import refused
from audits.waves.models import Wave


@transaction.atomic
def make_pulses(*, wave: Wave, closes: date, by: Person, stores: Collection[UUID] = ()) -> int:
    """A link for each open store of the brand, or for these; what is there already stays. The number made."""
    wanted = Store.objects.filter(brand=wave.brand_id, is_open=True)
    if stores:
        wanted = wanted.filter(pk__in=stores)
    have = set(Pulse.objects.filter(wave=wave).values_list("store", flat=True))
    fresh = [
        Pulse(store_id=store, wave=wave, key=secrets.token_urlsafe(24), closes=closes)
        for store in wanted.order_by("pk").values_list("pk", flat=True)
        if store not in have
    ]
    Pulse.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    note("pulses.made", wave, by=by, brand=wave.brand_id, detail={"links": len(fresh)})
    return len(fresh)


def told_pulses(wave: Wave) -> list[dict[str, Any]]:
    """The links of a wave, with how many answered where there are enough to say so."""
    rows = Pulse.objects.filter(wave=wave).select_related("store").annotate(told=Count("answers"))
    return [
        {
            "store": {"id": str(one.store_id), "name": one.store.name},
            "key": one.key,
            "closes": one.closes,
            "answers": one.told if one.told >= ENOUGH else None,
        }
        for one in rows.order_by("store__name", "pk")
    ]


def pulse_of(key: str) -> dict[str, Any]:
    """What the link asks. Refused with `not_found` for a key that isn't there."""
    pulse = _found(key)
    brand = pulse.store.brand
    return {
        "brand": {"name": brand.name, "colour": brand.colour, "language": brand.language},
        "store": pulse.store.name,
        "closes": pulse.closes,
        "items": list(ITEMS),
        "least": LEAST,
        "most": MOST,
        "is_open": pulse.closes >= timezone.now().date(),
    }


def answer_pulse(*, key: str, marks: Sequence[int]) -> None:
    """Keep one person's marks, one an item, 1 to 5. Refused: `not_found`, `pulse_closed`, `invalid`."""
    pulse = _found(key)
    today = timezone.now().date()
    if pulse.closes < today:
        raise refused("pulse_closed")
    if len(marks) != len(ITEMS) or any(not LEAST <= mark <= MOST for mark in marks):
        raise refused("invalid", errors={"items": [f"{len(ITEMS)} × {LEAST}–{MOST}"]})
    PulseAnswer.objects.create(pulse=pulse, items=list(marks), on=today)


def _found(key: str) -> Pulse:
    pulse = Pulse.objects.select_related("store__brand").filter(key=key).first()
    if pulse is None:
        raise refused("not_found")
    return pulse
