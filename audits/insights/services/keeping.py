"""Keep each store's facts of each wave: mark what has changed, read it anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.insights.catalogue import FACTS
from audits.insights.facts import Kept, facts_of_store, facts_of_wave
from audits.insights.models import Insight
from audits.insights.seen import forgotten
from audits.journal.services import record
from audits.scorecards.models import Scorecard
from audits.visits.models import Visit
from audits.waves.models import Wave

STORE = Scorecard.Level.STORE
BATCH = 500


@transaction.atomic
def scorecard_refreshed(card: Scorecard | None) -> bool:
    """A store's scorecard was reckoned anew, so its facts have changed too. True for the first mark only.

    Many marks become one computation: the journal line `insight.stale` is written for the first, and whoever
    reacts to it takes all the stores of the wave that are marked by then.
    """
    if card is None or card.level != STORE:
        return False
    row = _row(card)
    if row.stale_at is not None:
        return False
    Insight.objects.filter(pk=row.pk).update(stale_at=timezone.now())
    record("insight.stale", card.wave_id, brand=card.brand_id)
    return True


def freshen_facts(wave: Wave) -> int:
    """Read anew the facts of every marked store of a wave; the number of stores."""
    marked = Insight.objects.filter(wave=wave, kind=FACTS, stale_at__isnull=False)
    stores = list(marked.values_list("pk", "subject"))
    for row, store in stores:
        _freshen(row, wave, store)
    return len(stores)


@transaction.atomic
def rebuild_facts(wave: Wave) -> int:
    """Every store's facts of a wave anew, in one pass over its visits; the number of stores."""
    began, stores = timezone.now(), 0
    found = facts_of_wave(wave)
    while batch := list(islice(found, BATCH)):
        _put([_made(wave, store, kept) for store, kept in batch], wave)
        stores += len(batch)
    Insight.objects.filter(wave=wave, kind=FACTS, computed_at__lt=began).delete()
    return stores


def _put(rows: Sequence[Insight], wave: Wave) -> None:
    """In place of the rows that these stores had."""
    subjects = [row.subject for row in rows]
    Insight.objects.filter(wave=wave, kind=FACTS, subject__in=subjects).delete()
    Insight.objects.bulk_create(rows)


def _row(card: Scorecard) -> Insight:
    """The store's row of facts, made where it is missing, locked until the transaction ends."""
    rows = Insight.objects.select_for_update().filter(kind=FACTS, subject=card.subject, wave=card.wave_id)
    found = rows.first()
    if found is None:
        made = Insight(
            brand_id=card.brand_id,
            kind=FACTS,
            level=STORE,
            subject=card.subject,
            wave_id=card.wave_id,
            figures={"visits": [], "asked": {}},
            computed_at=timezone.now(),
        )
        Insight.objects.bulk_create([made], ignore_conflicts=True)
        found = rows.get()
    return found


@transaction.atomic
def _freshen(row: int, wave: Wave, store: UUID) -> None:
    """The mark is cleared under the row's lock before reading: what changes from now on marks it anew."""
    locked = Insight.objects.select_for_update().filter(pk=row, stale_at__isnull=False)
    if locked.first() is None:
        return
    kept = facts_of_store(wave, store)
    columns: dict[str, Any] = {"figures": kept, "n": len(kept["visits"]), "computed_at": timezone.now()}
    Insight.objects.filter(pk=row).update(stale_at=None, **columns)


def _made(wave: Wave, store: UUID, kept: Kept) -> Insight:
    return Insight(
        brand_id=wave.brand_id,
        kind=FACTS,
        level=STORE,
        subject=store,
        wave=wave,
        n=len(kept["visits"]),
        figures=kept,
        computed_at=timezone.now(),
    )


@transaction.atomic
def forget_in_facts(visit: UUID) -> None:
    """What the insights keep of a visit tells no longer whose it was, which visit it was, or on what day.

    Its figures stay in the sums, as figures.md wants; the month stays, for the link with sales.
    """
    place = Visit.objects.filter(pk=visit).values_list("store", "wave").first()
    if place is None:
        return
    rows = Insight.objects.select_for_update().filter(kind=FACTS, subject=place[0], wave=place[1])
    for row in rows:
        for fact in row.figures["visits"]:
            if fact["visit"] == str(visit):
                fact |= forgotten(fact)
        row.save(update_fields=["figures"])
