"""The staff's pulse: five items by anonymous links, one answer each. Nothing is kept that could tell who or when."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from audits.insights.models import Pulse, PulseAnswer, PulseLink
from audits.insights.staff import ENOUGH, ITEMS, LEAST, MOST
from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Store
from audits.refusals import refused
from audits.waves.models import Wave

MOST_LINKS = 20_000  # told at once


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as it is told once, to whoever made it."""

    store: str
    key: str


@transaction.atomic
def make_links(
    *, wave: Wave, closes: date, by: Person, each: int, stores: Collection[UUID] = ()
) -> list[MadeLink]:
    """So many new links for each open store of the brand, or for these: told now and never again.

    A store's pulse of the wave keeps the day that it closes; asked again there are more links.
    Refused: `invalid` for more than 20,000 at once.
    """
    wanted = Store.objects.filter(brand=wave.brand_id, is_open=True)
    if stores:
        wanted = wanted.filter(pk__in=stores)
    chosen = list(wanted.order_by("name", "pk"))
    if len(chosen) * each > MOST_LINKS:
        raise refused("invalid", errors={"each": [f"At most {MOST_LINKS} links at once."]})
    fresh = [Pulse(store=store, wave=wave, closes=closes) for store in chosen]
    Pulse.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    made = _links(wave, chosen, each)
    note("pulses.made", wave, by=by, brand=wave.brand_id, detail={"links": len(made)})
    return made


def _links(wave: Wave, stores: Sequence[Store], each: int) -> list[MadeLink]:
    pulses = Pulse.objects.filter(wave=wave, store__in=stores)
    by_store = dict(pulses.values_list("store", "pk"))
    made = [(store, secrets.token_urlsafe(24)) for store in stores for _ in range(each)]
    rows = [PulseLink(digest=_digest(key), pulse_id=by_store[store.pk]) for store, key in made]
    PulseLink.objects.bulk_create(rows, batch_size=500)
    pulses.update(links=F("links") + each)
    return [MadeLink(store.name, key) for store, key in made]


def told_pulses(wave: Wave) -> list[dict[str, Any]]:
    """The pulses of a wave, with how many answered where there are enough to say so."""
    rows = Pulse.objects.filter(wave=wave).select_related("store").annotate(told=Count("answers"))
    return [
        {
            "store": {"id": str(one.store_id), "name": one.store.name},
            "closes": one.closes,
            "links": one.links,
            "answers": one.told if one.told >= ENOUGH else None,
        }
        for one in rows.order_by("store__name", "pk")
    ]


def pulse_of(key: str) -> dict[str, Any]:
    """What the link asks. Refused with `not_found` for a key that isn't there, or that was used."""
    pulse = _unused(key).pulse
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


@transaction.atomic
def answer_pulse(*, key: str, marks: Sequence[int]) -> None:
    """Keep one person's marks, one an item, 1 to 5, and forget the link.

    Refused: `not_found` (no such link, or used), `pulse_closed`, `invalid`.
    """
    link = _unused(key)
    today = timezone.now().date()
    if link.pulse.closes < today:
        raise refused("pulse_closed")
    if len(marks) != len(ITEMS) or any(not LEAST <= mark <= MOST for mark in marks):
        raise refused("invalid", errors={"items": [f"{len(ITEMS)} × {LEAST}–{MOST}"]})
    if not PulseLink.objects.filter(digest=link.digest).delete()[0]:  # two at once: the first one counts
        raise refused("not_found")
    PulseAnswer.objects.create(pulse=link.pulse, items=list(marks), on=today)


def _unused(key: str) -> PulseLink:
    rows = PulseLink.objects.select_related("pulse__store__brand")
    link = rows.filter(digest=_digest(key)).first()
    if link is None:
        raise refused("not_found")
    return link


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
