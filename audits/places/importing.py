"""Verbs of a spreadsheet of stores: receive it, map it anew, take it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Brand, Region, Store, StoreImport
from audits.places.services import region_slug
from audits.places.spreadsheet.judging import Row
from audits.places.spreadsheet.reading import Sheet, Unreadable, read
from audits.places.spreadsheet.verdict import Answers, Verdict, decide, missing, propose
from audits.refusals import refused

LARGEST = 50 * 1024 * 1024  # bytes of a spreadsheet
BATCH = 500  # rows in one INSERT
WORDS = ("name", "address", "city", "state", "country", "postcode", "phone")


def read_sheet(content: bytes) -> Sheet:
    """The sheet in these bytes, or a refusal."""
    if len(content) > LARGEST:
        raise refused("spreadsheet_too_large")
    try:
        return read(content)
    except Unreadable as trouble:
        raise refused("spreadsheet_unreadable", reason=str(trouble)) from None


def receive(*, brand: Brand, filename: str, content: bytes, by: Person | None) -> tuple[StoreImport, Verdict]:
    """Keep the spreadsheet with the mapping that its headings propose; nothing is taken yet."""
    sheet = read_sheet(content)
    mapping, name = propose(sheet), filename[:200]
    with transaction.atomic():
        kept = StoreImport.objects.create(
            brand=brand, by=by, filename=name, content=content, mapping=mapping, report={"answers": {}}
        )
        note("stores.uploaded", kept, by=by, brand=brand.pk, detail={"filename": name})
    return kept, decide(sheet, mapping, _answers({}))


def verdict_of(kept: StoreImport) -> Verdict:
    """Judged anew from the bytes that were kept: a mapping changes everything. Reading takes seconds, so never in a
    transaction, which would keep every phone waiting on SQLite."""
    return decide(read_sheet(bytes(kept.content)), kept.mapping, _answers(kept.report.get("answers", {})))


def _answers(said: Mapping[str, Any]) -> Answers:
    return Answers(said.get("swap_coordinates"), frozenset(said.get("may_be_missing", ())))


def map_anew(
    *, kept: StoreImport, mapping: Mapping[str, str] | None, answers: Mapping[str, Any] | None, by: Person
) -> Verdict:
    """Other headings, or answers to what was asked."""
    if mapping is not None:
        kept.mapping = dict(mapping)
    if answers is not None:
        kept.report = {**kept.report, "answers": {**kept.report.get("answers", {}), **answers}}
    with transaction.atomic():
        open_still = StoreImport.objects.filter(pk=kept.pk, taken_at=None)
        if not open_still.update(mapping=kept.mapping, report=kept.report):
            raise refused("import_taken")
        note("stores.mapped", kept, by=by, brand=kept.brand_id)
    return verdict_of(kept)


def take(*, kept: StoreImport, by: Person) -> dict[str, int]:
    """Take the spreadsheet once: the counts of new, updated and refused rows."""
    if kept.taken_at is not None:
        raise refused("import_taken")
    verdict, region = verdict_of(kept), kept.report.get("answers", {}).get("region")
    with transaction.atomic():
        if not StoreImport.objects.filter(pk=kept.pk, taken_at=None).update(taken_at=timezone.now()):
            raise refused("import_taken")
        counts = take_rows(brand=kept.brand, verdict=verdict, region=region, by=by)
        StoreImport.objects.filter(pk=kept.pk).update(report={**kept.report, "taken": counts})
    return counts


@transaction.atomic
def take_rows(*, brand: Brand, verdict: Verdict, region: str | None, by: Person | None) -> dict[str, int]:
    """Write the rows that may be taken, by store number, in one transaction and one journal line.

    A column that has no heading leaves what is known of a store as it was.
    """
    if lacking := missing(verdict.mapping):
        raise refused("mapping_incomplete", columns=lacking)
    rows = verdict.taken
    regions = _regions(brand, {row.region for row in rows}, region)
    known = set(Store.objects.filter(brand=brand).values_list("number", flat=True))
    Store.objects.bulk_create(
        (_store(brand, row, regions) for row in rows),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["brand", "number"],
        update_fields=_written(verdict.mapping),
    )
    updated = sum(row.number in known for row in rows)
    counts = {"taken": len(rows) - updated, "updated": updated, "refused": len(verdict.rows) - len(rows)}
    note("stores.imported", brand, by=by, brand=brand.pk, detail=counts)
    return counts


def _written(mapping: Mapping[str, str]) -> list[str]:
    """The fields of a known store that this spreadsheet speaks of."""
    own = [column for column in (*WORDS, "timezone", "lat", "lon", "region") if column in mapping]
    return [*own, "columns"]


def _store(brand: Brand, row: Row, regions: Mapping[str, UUID]) -> Store:
    return Store(
        brand=brand,
        region_id=regions[row.region],
        number=row.number,
        timezone=row.timezone or brand.timezone,
        lat=row.lat,
        lon=row.lon,
        columns=row.columns,
        **{word: getattr(row, word) for word in WORDS},
    )


def _regions(brand: Brand, names: Iterable[str], default: str | None) -> dict[str, UUID]:
    """The region of each name, opened where it is new. No name is the default region."""
    first = brand.regions.order_by("name").values_list("name", flat=True).first()
    spoken = {name: name or default or first or brand.name for name in names}
    wanted = {region_slug(title): title for title in spoken.values()}
    known = dict(Region.objects.filter(brand=brand, slug__in=wanted).values_list("slug", "pk"))
    new = [Region(brand=brand, slug=slug, name=title) for slug, title in wanted.items() if slug not in known]
    known |= {region.slug: region.pk for region in Region.objects.bulk_create(new)}
    return {name: known[region_slug(title)] for name, title in spoken.items()}
