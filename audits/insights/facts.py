"""Facts out of stored visits: grades' lines, revisions' answers, the look that was drawn. Streamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audits.insights.catalogue import FACTS
from audits.insights.models import Insight
from audits.insights.queries import tags_of
from audits.insights.seen import Fact, asked, forgotten, seen
from audits.scorecards.queries import counted_of_wave, counted_visits
from audits.scorecards.reckoning import Counted
from audits.visits.models import Visit
from audits.waves.models import Wave

Kept = dict[str, Any]  # {"visits": [Fact], "asked": {…}}
_COLUMNS = (
    "pk",
    "current__answers_gone_at",
    "current__answers",
    "assignment__look",
    "shopper",
    "local_day",
    "edition",
    "edition__sha256",
)


def facts_of_store(wave: Wave, store: UUID) -> Kept:
    """The facts of one store's released visits in a wave; the wave comes with its brand.

    A visit whose answers are gone is told by what was kept of it before: its figures stay, and nobody's.
    """
    graded = counted_visits(wave=wave.pk, store=store)
    return _kept(wave, store, graded, _released(wave).filter(store=store))


def facts_of_wave(wave: Wave) -> Iterator[tuple[UUID, Kept]]:
    """The same of every store of a wave, store by store, a few visits in memory at a time."""
    answers = _released(wave).iterator(chunk_size=500)
    behind: list[Any] = []
    for store, rows in groupby(counted_of_wave(wave), key=lambda row: row[0]):
        graded = [visit for _, visit in rows]
        wanted = {visit.visit for visit in graded}
        yield store, _kept(wave, store, graded, _taken(answers, wanted, behind))


def facts_of_visits(visits: Iterable[UUID], wave: Wave) -> dict[str, Fact]:
    """Facts by visit, for the few visits of a study."""
    wanted = set(visits)
    stores = Visit.objects.filter(pk__in=wanted).values_list("store", flat=True).distinct()
    graded = [visit for store in stores for visit in counted_visits(wave=wave.pk, store=store)]
    rows = {row[0]: row[2:] for row in _released(wave).filter(pk__in=wanted)}
    target = float(wave.brand.target)
    told = (visit for visit in graded if visit.visit in rows)
    return {str(visit.visit): _fact(visit, *rows[visit.visit], target=target) for visit in told}


def _released(wave: Wave) -> QuerySet[Visit, tuple[Any, ...]]:
    rows = Visit.objects.filter(wave=wave, state=Visit.State.RELEASED)
    return rows.order_by("store", "pk").values_list(*_COLUMNS)


def _taken(answers: Iterator[Any], wanted: set[Any], behind: list[Any]) -> list[Any]:
    """The next rows that belong to one store; what has no grade yet is passed over, what is too far is kept."""
    found = [row for row in behind if row[0] in wanted]
    behind[:] = [row for row in behind if row[0] not in wanted]
    while len(found) < len(wanted):
        row = next(answers, None)
        if row is None:
            break
        (found if row[0] in wanted else behind).append(row)
    return found


def _kept(wave: Wave, store: UUID, graded: list[Counted], rows: Iterable[Any]) -> Kept:
    by_visit = {row[0]: row[1:] for row in rows}
    told = [(visit, *by_visit[visit.visit]) for visit in graded if visit.visit in by_visit]
    before = _before(wave, store) if any(gone for _, gone, *_ in told) else []
    named = {fact["visit"]: fact for fact in before}
    nameless = (fact for fact in before if not fact["visit"])

    def fact_of(visit: Counted, gone: Any, *row: Any) -> Fact:
        fresh = _fact(visit, *row, target=float(wave.brand.target))
        return (named.get(fresh["visit"]) or next(nameless, forgotten(fresh))) if gone else fresh

    return {"visits": [fact_of(*one) for one in told], "asked": asked([visit for visit, *_ in told])}


def _before(wave: Wave, store: UUID) -> list[Fact]:
    """What is kept of this store's visits already."""
    kept = (
        Insight.objects.filter(kind=FACTS, subject=store, wave=wave).values_list("figures", flat=True).first()
    )
    return list(kept["visits"]) if kept else []


def _fact(
    visit: Counted,
    answers: Any,
    look: str,
    shopper: UUID,
    day: Any,
    edition: int,
    sha256: str,
    *,
    target: float,
) -> Fact:
    return seen(
        visit,
        answers or {},
        tags_of(edition, sha256),
        target=target,
        look=look,
        shopper=str(shopper),
        day=day.isoformat() if day else "",
    )
