"""Whose standing somebody may read: a store, a region or a brand, and the waves that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from audits.people.models import Person, Post, Role
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Brand, Region, Store
from audits.scorecards.models import Scorecard
from audits.waves.models import Wave

Level = Scorecard.Level


@dataclass(frozen=True, slots=True)
class Subject:
    """What a scorecard is of. `region` is the store's or the region itself; a brand has none."""

    level: str
    id: UUID
    name: str
    brand: Brand
    region: Region | None = None
    city: str = ""

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"id": self.id, "name": self.name}
        if self.level == Level.STORE and self.region:
            told |= {"city": self.city, "region": {"id": self.region.pk, "name": self.region.name}}
        return told


def subject_for(person: Person, id: UUID, level: str | None = None) -> Subject | None:
    """The store, region or brand with this id, if this person may read its standing."""
    for name, find in _FIND.items():
        found = find(id) if level in (None, name) else None
        # what isn't hers is looked for to the end, as what isn't there: neither takes longer than the other
        if found and any(_reads(post, found) for post in _posts(person)):
            return found
    return None


def own_subject(person: Person, level: str | None = None) -> Subject | None:
    """Where this person starts: the brand for headquarters, her region, her store."""
    for post in _posts(person):
        own = post.store_id or post.region_id or post.brand_id
        found = subject_for(person, own)
        if found and level in (None, found.level):
            return found
    return None


def brands_of(person: Person) -> list[Brand]:
    """The brands whose scorecards this person reads some of."""
    return list({post.brand_id: post.brand for post in _posts(person)}.values())


def waves_of(brand: Brand) -> list[Wave]:
    """The waves of a brand that have begun or have a standing, newest first; planned ones are nobody's business."""
    standing = Scorecard.objects.filter(wave=OuterRef("pk"), subject=brand.pk, n__gt=0)
    return list(
        Wave.objects.filter(brand=brand)
        .annotate(has_standing=Exists(standing))
        .filter(Q(has_standing=True) | Q(opens__lte=timezone.now().date()))
        .select_related("checklist", "edition")
        .defer("edition__printed", "edition__workbook")
        .order_by("-opens", "-number", "id")
    )


def chosen(waves: Sequence[Any], id: UUID | None) -> Wave | None:
    """The wave asked for; else the newest that has a standing, else the newest."""
    if id is not None:
        return next((wave for wave in waves if wave.pk == id), None)
    return next((wave for wave in waves if wave.has_standing), waves[0] if waves else None)


def last_waves(waves: Sequence[Wave], wave: Wave, most: int = 5) -> list[Wave]:
    """This wave and those of its checklist before it, oldest first."""
    alike = [one for one in waves if one.checklist_id == wave.checklist_id and one.number <= wave.number]
    return sorted(alike, key=lambda one: one.number)[-most:]


def _posts(person: Person) -> list[Post]:
    return posts_that(person, May.SEE_STANDING)


def _reads(post: Post, subject: Subject) -> bool:
    if post.role == Role.STORE:
        return subject.level == Level.STORE and subject.id == post.store_id
    if post.role == Role.REGION:
        return subject.region is not None and subject.region.pk == post.region_id
    return subject.brand.pk == post.brand_id


def _store(id: UUID) -> Subject | None:
    found = Store.objects.select_related("brand", "region").filter(pk=id).first()
    return Subject("store", id, found.name, found.brand, found.region, found.city) if found else None


def _region(id: UUID) -> Subject | None:
    found = Region.objects.select_related("brand").filter(pk=id).first()
    return Subject("region", id, found.name, found.brand, found) if found else None


def _brand(id: UUID) -> Subject | None:
    found = Brand.objects.filter(pk=id).first()
    return Subject("brand", id, found.name, found) if found else None


_FIND = {"store": _store, "region": _region, "brand": _brand}
