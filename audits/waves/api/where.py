"""The regions and stores that a wave is told to go to, read with the brand's own eyes."""

from collections.abc import Mapping
from uuid import UUID

from audits.places.models import Region, Store
from audits.waves.api.reading import invalid

MOST_TOLD = 20  # unknown numbers that a refusal repeats


def places_named(where: Mapping[str, list[str]], brand: UUID) -> dict[str, list[str]]:
    """What the wave keeps: `regions` and `stores` by id. Stores may be named by their numbers, too.

    Refused as `invalid` where one of them is not the brand's.
    """
    for name, kind in (("regions", Region), ("stores", Store)):
        keys = where.get(name, [])
        if keys and kind.objects.filter(brand=brand, pk__in=keys).count() != len(keys):
            raise invalid("where", f"{name}_unknown")
    stores = {*where.get("stores", []), *_numbered(where.get("numbers", []), brand)}
    kept = {"regions": sorted(where.get("regions", [])), "stores": sorted(stores)}
    return {name: keys for name, keys in kept.items() if keys}


def _numbered(numbers: list[str], brand: UUID) -> set[str]:
    if not numbers:
        return set()
    found = dict(Store.objects.filter(brand=brand, number__in=numbers).values_list("number", "id"))
    unknown = [number for number in numbers if number not in found]
    if unknown:
        raise invalid("numbers", ", ".join(unknown[:MOST_TOLD]))
    return {str(key) for key in found.values()}
