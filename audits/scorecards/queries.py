"""Questions about scorecards, and about the released visits that they are reckoned from."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from audits.reviews.models import Grade
from audits.scorecards.models import Scorecard
from audits.scorecards.reckoning import Counted
from audits.visits.models import Visit
from audits.waves.models import Wave

Level = Scorecard.Level
_COLUMNS = (
    "visit__store",
    "visit",
    "edition_sha256",
    "exact",
    "percent",
    "surplus",
    "is_critical",
    "figures",
    "lines",
)


def neighbours(wave: Wave) -> tuple[Wave | None, Wave | None]:
    """The waves of the same checklist before and after this one."""
    others = Wave.objects.filter(brand=wave.brand_id, checklist=wave.checklist_id)
    before = others.filter(number__lt=wave.number).order_by("-number").first()
    return before, others.filter(number__gt=wave.number).order_by("number").first()


def counted_visits(*, wave: UUID, store: UUID) -> list[Counted]:
    """A store's released visits of a wave with the grades that count."""
    return [_counted(*row[1:]) for row in _grades(wave).filter(visit__store=store).values_list(*_COLUMNS)]


def counted_of_wave(wave: Wave) -> Iterator[tuple[UUID, Counted]]:
    """Every released visit of a wave with its store, store by store."""
    rows = _grades(wave.pk).order_by("visit__store", "visit").values_list(*_COLUMNS)
    return ((row[0], _counted(*row[1:])) for row in rows.iterator(chunk_size=500))


def _grades(wave: UUID) -> QuerySet[Grade]:
    return Grade.objects.filter(
        is_current=True, visit__wave=wave, visit__state=Visit.State.RELEASED
    ).order_by("visit")


def _counted(
    visit: UUID,
    edition: str,
    exact: str,
    percent: Any,
    surplus: Any,
    critical: bool,
    figures: Any,
    lines: Any,
) -> Counted:
    share = Fraction(exact) if exact else None if percent is None else Fraction(percent) / 100
    shift = figures["surplus"].get("exact")
    return Counted(
        visit=visit,
        edition=edition,
        share=share,
        surplus=float(Fraction(shift)) if shift else None if surplus is None else float(surplus),
        is_critical=critical,
        figures=figures,
        lines=lines,
    )


def lines_below(card: Scorecard) -> list[tuple[int, Any, Any]]:
    """What a region's or brand's scorecard is reckoned from: `(critical, moments, sums)` of the lines below.

    The two documents are taken as text and parsed here: thousands of them in a few hundredths of a second.
    """
    below = Scorecard.objects.filter(brand=card.brand_id, wave=card.wave_id)
    if card.level == Level.REGION:
        below = below.filter(level=Level.STORE, region=card.region_id)
    else:
        below = below.filter(level=Level.REGION)
    rows = below.order_by("subject").values_list(
        "critical", Cast("moments", TextField()), Cast("sums", TextField())
    )
    return [(critical, orjson.loads(moments), orjson.loads(sums)) for critical, moments, sums in rows]
