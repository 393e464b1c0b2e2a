"""Keep the standing of stores, regions and brands: mark what is stale, recompute it whole."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, islice
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.journal.services import record
from audits.people.models import Person
from audits.places.models import Store
from audits.scorecards.adding import Line, of_lines
from audits.scorecards.models import Scorecard
from audits.scorecards.queries import counted_of_wave, counted_visits, lines_below, neighbours
from audits.scorecards.reckoning import of_store
from audits.visits.models import Visit
from audits.waves.models import Wave

Level = Scorecard.Level


@transaction.atomic
def mark_stale(
    *,
    wave: UUID,
    brand: UUID,
    store: UUID | None = None,
    region: UUID | None = None,
    by: Person | None = None,
) -> bool:
    """Mark one scorecard as standing on something that has changed: a store's, a region's, else the brand's.

    True, with a journal line `scorecard.stale`, for the first mark only; further marks until it is recomputed
    add nothing. The row is locked even when it is marked already: else a recomputation that is just reading
    would miss what this transaction is about to commit.
    """
    subject = store or region or brand
    level = Level.STORE if store else Level.REGION if region else Level.BRAND
    card = _row(level, subject, wave=wave, brand=brand, region=region)
    if card.stale_at is not None:
        return False
    Scorecard.objects.filter(pk=card.pk).update(stale_at=timezone.now())
    record("scorecard.stale", card, by=by, brand=brand)
    return True


def visit_changed(visit_id: UUID) -> None:
    """Mark the store's scorecard of the visit's wave, and of the wave after it, whose change stands on it."""
    visit = Visit.objects.select_related("wave").filter(pk=visit_id).first()
    if visit is None:
        return
    mark_stale(wave=visit.wave_id, brand=visit.brand_id, store=visit.store_id)
    _, after = neighbours(visit.wave)
    if after and Scorecard.objects.filter(subject=visit.store_id, wave=after).exists():
        mark_stale(wave=after.pk, brand=visit.brand_id, store=visit.store_id)


@transaction.atomic
def refresh(scorecard_id: int) -> Scorecard | None:
    """Recompute one scorecard whole, and mark the one above it; None where nothing was stale.

    The mark is cleared first, under the row's lock: what changes from now on marks it anew.
    """
    card = Scorecard.objects.select_for_update().filter(pk=scorecard_id, stale_at__isnull=False).first()
    if card is None:
        return None
    card.stale_at = None
    columns, region = _reckoned(card)
    if card.region_id and region != card.region_id:
        mark_stale(wave=card.wave_id, brand=card.brand_id, region=card.region_id)
    card.region_id = region
    for name, value in columns.items():
        setattr(card, name, value)
    card.computed_at = timezone.now()
    card.save()
    _mark_above(card)
    return card


@transaction.atomic
def rebuild(wave_id: UUID) -> int:
    """Every scorecard of a wave from nothing, in one pass over its visits; the number of rows written.

    For volumes that came without reactions (a seeded brand, a restored backup). Same numbers as `refresh`, at
    the memory of one store's visits and of the numbers kept for each store.
    """
    wave = Wave.objects.select_related("brand").get(pk=wave_id)
    Scorecard.objects.filter(wave=wave).delete()
    below: dict[Any, list[Line]] = {}
    cards = _store_cards(wave)
    while batch := list(islice(cards, 500)):
        Scorecard.objects.bulk_create(batch)
        for card in batch:
            below.setdefault(card.region_id, []).append(_line(card))
    above = cards_above(wave, below)
    Scorecard.objects.bulk_create(above)
    return sum(map(len, below.values())) + len(above)


def cards_above(wave: Wave, below: Mapping[Any, Sequence[Line]]) -> list[Scorecard]:
    """The rows of a wave's regions, and its brand's, from the lines of their stores (region → lines)."""
    regions = [
        _card(wave, Level.REGION, region, None, region, of_lines(lines))
        for region, lines in sorted(below.items(), key=lambda one: str(one[0]))
    ]
    brand = _card(wave, Level.BRAND, wave.brand_id, None, None, of_lines([_line(card) for card in regions]))
    return [*regions, brand]


def _row(level: Level, subject: UUID, *, wave: UUID, brand: UUID, region: UUID | None) -> Scorecard:
    """The scorecard's row, made where it is missing, locked until the transaction ends."""
    rows = Scorecard.objects.select_for_update().filter(subject=subject, wave_id=wave)
    found = rows.first()
    if found is None:
        is_store = level == Level.STORE
        above = Store.objects.values_list("region_id", flat=True).get(pk=subject) if is_store else region
        store = subject if is_store else None
        made = Scorecard(
            brand_id=brand, wave_id=wave, level=level, subject=subject, store_id=store, region_id=above
        )
        Scorecard.objects.bulk_create([made], ignore_conflicts=True)
        found = rows.get()
    return found


def _reckoned(card: Scorecard) -> tuple[dict[str, Any], UUID | None]:
    """The fresh columns of a scorecard, and the region that it belongs to by now."""
    if card.level != Level.STORE:
        return of_lines(lines_below(card)), card.region_id
    wave = Wave.objects.select_related("brand").get(pk=card.wave_id)
    before, _ = neighbours(wave)
    visits = counted_visits(wave=wave.pk, store=card.subject)
    earlier = counted_visits(wave=before.pk, store=card.subject) if before else []
    region = Store.objects.values_list("region_id", flat=True).get(pk=card.subject)
    return of_store(visits, earlier, target=Fraction(wave.brand.target)), region


def _mark_above(card: Scorecard) -> None:
    if card.level == Level.STORE:
        mark_stale(wave=card.wave_id, brand=card.brand_id, region=card.region_id)
    elif card.level == Level.REGION:
        mark_stale(wave=card.wave_id, brand=card.brand_id)


def _store_cards(wave: Wave) -> Iterator[Scorecard]:
    """The rows of a wave's stores in order, from two streams side by side: this wave's visits, the last one's."""
    regions = dict(Store.objects.filter(brand=wave.brand_id).values_list("id", "region_id"))
    previous, _ = neighbours(wave)
    earlier = groupby(counted_of_wave(previous), key=itemgetter(0)) if previous else iter(())
    at, before = next(earlier, (None, iter(())))
    for store, visits in groupby(counted_of_wave(wave), key=itemgetter(0)):
        while at is not None and at < store:
            at, before = next(earlier, (None, iter(())))
        then = [visit for _, visit in before] if at == store else []
        now = [visit for _, visit in visits]
        columns = of_store(now, then, target=Fraction(wave.brand.target))
        yield _card(wave, Level.STORE, store, store, regions[store], columns)


def _line(card: Scorecard) -> Line:
    return Line.read(card.critical, card.moments, card.sums)


def _card(
    wave: Wave, level: Level, subject: Any, store: Any, region: Any, columns: dict[str, Any]
) -> Scorecard:
    return Scorecard(
        brand_id=wave.brand_id,
        wave=wave,
        level=level,
        subject=subject,
        store_id=store,
        region_id=region,
        computed_at=timezone.now(),
        **columns,
    )
