"""Compute what is dear, over the waves of a year: ratchet, equity, questions, sales, severity, inside. Idempotent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from audits.insights.catalogue import NIGHTLY
from audits.insights.kinds import network
from audits.insights.kinds.network import StorePulse
from audits.insights.kinds.questions import questions
from audits.insights.kinds.routine import Counts, ratchet
from audits.insights.models import Insight
from audits.insights.queries import (
    aliases_of,
    appeals_in,
    asked_in,
    facts_of,
    first_waves,
    tags_of,
    waves_of_year,
)
from audits.insights.sales_growth import store_months
from audits.insights.services.computing import Progress, compute_wave, compute_year, row_of, silent
from audits.insights.services.keeping import freshen_facts, rebuild_facts
from audits.insights.services.studies import equity_of
from audits.insights.shapes import Told
from audits.insights.staff import pulse_by_store
from audits.journal.models import Entry
from audits.journal.services import record
from audits.places.models import Brand, Region, Store
from audits.scorecards.models import Scorecard
from audits.waves.models import Wave

NIGHT = time(2)  # by the brand's own clock


def ask_for_tonight() -> int:
    """Ask for the insights of every brand whose last night's are not there; the workers do the rest.

    A brand's night begins at two o'clock on its own clock. One that is asked for already, or has no results
    yet, is left alone. The number asked for.
    """
    asked = 0
    for brand in Brand.objects.order_by("pk"):
        if _is_due(brand, timezone.now()):
            record("insights.due", brand, brand=brand.pk, detail={"night": True})
            asked += 1
    return asked


def _is_due(brand: Brand, now: datetime) -> bool:
    here = now.astimezone(ZoneInfo(brand.timezone))
    night = datetime.combine(here.date(), NIGHT, here.tzinfo)
    night -= timedelta(days=1) if night > here else timedelta()
    waiting = Entry.objects.filter(handled_at=None, verb="insights.due", subject=str(brand.pk))
    done = Insight.objects.filter(brand=brand, kind="questions", wave=None, computed_at__gte=night)
    return not done.exists() and not waiting.exists() and bool(waves_of_year(brand))


def compute_all(brand_id: UUID, *, kinds: Collection[str] = (), progress: Progress = silent) -> int:
    """Everything of a brand that isn't computed at once, or these kinds alone; the number of rows written."""
    brand = Brand.objects.filter(pk=brand_id).first()
    waves = waves_of_year(brand) if brand else []
    if brand is None or not waves:
        return 0
    for wave in waves:
        _complete(wave)
        progress(f"facts of wave {wave.number}", 0)
    wanted = [kind for kind in NIGHTLY if not kinds or kind in kinds]
    written = 0
    if not kinds or set(kinds) - set(NIGHTLY):
        written += compute_year(brand, progress=progress)
        written += sum(compute_wave(wave, progress=progress) for wave in waves)
    for kind in wanted:
        rows = list(_COMPUTE[kind](brand, waves))
        with transaction.atomic():
            Insight.objects.filter(brand=brand, wave=None, kind=kind).delete()
            Insight.objects.bulk_create(rows)
        written += len(rows)
        progress(kind, len(rows))
    return written


def _complete(wave: Wave) -> None:
    """Facts of visits that came without reactions (a seeded brand, a restored backup) are read now."""
    cards = Scorecard.objects.filter(wave=wave, level="store", n__gt=0).count()
    kept = Insight.objects.filter(wave=wave, kind="facts", n__gt=0).count()
    if kept < cards:
        rebuild_facts(wave)
    else:
        freshen_facts(wave)


def _ratchet(brand: Brand, waves: Sequence[Wave]) -> Iterator[Insight]:
    acts = tags_of(waves[-1].edition_id, waves[-1].edition.sha256).acts
    regions = dict(Store.objects.filter(brand=brand).values_list("pk", "region"))
    numbers = {wave.pk: wave.number for wave in waves}
    first = first_waves(waves)
    parts = {region: Counts(acts) for region in set(regions.values())}
    for store, by_wave in facts_of(waves):
        for wave, visits in by_wave:
            for visit in visits:
                shopper = visit["shopper"]
                tenure = numbers[wave] - first.get(shopper, numbers[wave]) if shopper else None
                parts[regions[store]].add(visit, wave=numbers[wave], tenure=tenure)
    whole = Counts(acts)
    for counts in parts.values():
        whole.add_counts(counts)
    named = [{"number": wave.number, "name": wave.name} for wave in waves]
    yield row_of(brand, "ratchet", "brand", brand.pk, ratchet(whole, named))
    for region, counts in parts.items():
        yield row_of(brand, "ratchet", "region", region, ratchet(counts, named))


def _equity(brand: Brand, waves: Sequence[Wave]) -> Iterator[Insight]:
    yield row_of(brand, "equity", "brand", brand.pk, equity_of(brand))


def _questions(brand: Brand, waves: Sequence[Wave]) -> Iterator[Insight]:
    found = questions(asked_in(waves), appeals_in(waves))
    yield row_of(brand, "questions", "brand", brand.pk, found)


def _sales(brand: Brand, waves: Sequence[Wave]) -> Iterator[Insight]:
    yield row_of(brand, "sales", "brand", brand.pk, network.sales(store_months(brand, waves)))


def _severity(brand: Brand, waves: Sequence[Wave]) -> Iterator[Insight]:
    visits = [
        (visit["percent"], str(store), visit["shopper"])
        for store, by_wave in facts_of(waves)
        for _, told in by_wave
        for visit in told
        if visit["percent"] is not None and visit["shopper"]
    ]
    names = {str(key): name for key, name in Store.objects.filter(brand=brand).values_list("pk", "name")}
    aliases = aliases_of({shopper for _, _, shopper in visits})
    yield row_of(brand, "severity", "brand", brand.pk, network.severity(visits, names, aliases))


def _inside(brand: Brand, waves: Sequence[Wave]) -> Iterator[Insight]:
    pulses = pulse_by_store(brand, waves)
    stores = {key: (name, region) for key, name, region in _places(pulses)}
    by_region: dict[UUID, list[StorePulse]] = defaultdict(list)
    for store, by_wave in facts_of(waves, list(stores)):
        pillars = [visit["pillars"] for _, told in by_wave for visit in told]
        name, region = stores[store]
        lived = {key: [one[key] for one in pillars if key in one] for key in ("empowerment", "emotion")}
        by_region[region].append(StorePulse(str(store), name, pulses[store], lived))
    everything = [point for points in by_region.values() for point in points]
    yield row_of(brand, "inside", "brand", brand.pk, network.inside(everything))
    for region in Region.objects.filter(brand=brand).values_list("pk", flat=True):
        told: Told = network.inside(by_region.get(region, []))
        yield row_of(brand, "inside", "region", region, told)


def _places(stores: Collection[UUID]) -> Iterator[tuple[UUID, str, UUID]]:
    return iter(Store.objects.filter(pk__in=stores).values_list("pk", "name", "region"))


_COMPUTE = {
    "ratchet": _ratchet,
    "equity": _equity,
    "questions": _questions,
    "sales": _sales,
    "severity": _severity,
    "inside": _inside,
}
