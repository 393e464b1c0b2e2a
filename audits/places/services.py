"""Verbs about places: found a brand, open a region, open a store."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Brand, Region, Store


@transaction.atomic
def found_brand(*, slug: str, name: str, by: Person | None, **facts: Any) -> Brand:
    """The brand with this word, founded when it is new."""
    brand, new = Brand.objects.get_or_create(slug=slug, defaults={"name": name, **facts})
    if new:
        note("brand.founded", brand, by=by, brand=brand.pk)
    return brand


@transaction.atomic
def open_region(*, brand: Brand, name: str, by: Person | None) -> Region:
    """The brand's region of this name, opened when it is new."""
    region, new = Region.objects.get_or_create(brand=brand, slug=region_slug(name), defaults={"name": name})
    if new:
        note("region.opened", region, by=by, brand=brand.pk)
    return region


def region_slug(name: str) -> str:
    """The word that tells regions apart: letters of any script, lower case, at most 80."""
    return slugify(name, allow_unicode=True)[:80] or "-"


@transaction.atomic
def open_store(
    *, brand: Brand, region: Region, number: str, name: str, by: Person | None, **facts: Any
) -> Store:
    """The brand's store of this number, opened when it is new."""
    store, new = Store.objects.get_or_create(
        brand=brand, number=number, defaults={"region": region, "name": name, **facts}
    )
    if new:
        note("store.opened", store, by=by, brand=brand.pk)
    return store
