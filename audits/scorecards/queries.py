"""Questions about scorecards, and about the released visits that they are reckoned from."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from audits.reviews.models import Grade
from audits.scorecards.adding import Line
from audits.scorecards.models import Scorecard
from audits.scorecards.reckoning import Counted, number, scored
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
    # as text, parsed here: several times as fast as by the framework
    Cast("figures", TextField()),
    Cast("lines", TextField()),
)


def neighbours(wave: Wave) -> tuple[Wave | None, Wave | None]:
    """The waves of the same checklist before and after this one."""
    others = Wave.objects.filter(brand=wave.brand_id, checklist=wave.checklist_id)
    before = others.filter(number__lt=wave.number).order_by("-number").first()
    return before, others.filter(number__gt=wave.number).order_by("number").first()


def counted_visits(*, wave: UUID, store: UUID) -> list[Counted]:
    """A store's released visits of a wave with the grades that count."""
    return [counted(*row[1:]) for row in _grades(wave).filter(visit__store=store).values_list(*_COLUMNS)]


def counted_of_wave(wave: Wave) -> Iterator[tuple[UUID, Counted]]:
    """Every released visit of a wave with its store, store by store."""
    rows = _grades(wave.pk).order_by("visit__store", "visit").values_list(*_COLUMNS)
    return ((row[0], counted(*row[1:])) for row in rows.iterator(chunk_size=500))


def _grades(wave: UUID) -> QuerySet[Grade]:
    return Grade.objects.filter(
        is_current=True, visit__wave=wave, visit__state=Visit.State.RELEASED
    ).order_by("visit")


def counted(
    visit: UUID,
    edition: str,
    exact: str,
    percent: Any,
    surplus: Any,
    critical: bool,
    figures_text: str,
    lines_text: str,
) -> Counted:
    """A visit with its grade, from the columns of the grade; the documents are JSON text."""
    figures, lines = orjson.loads(figures_text), orjson.loads(lines_text)
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


def lines_below(card: Scorecard) -> list[Line]:
    """What a region's or brand's scorecard is reckoned from, ordered by subject."""
    below = Scorecard.objects.filter(brand=card.brand_id, wave=card.wave_id)
    if card.level == Level.REGION:
        below = below.filter(level=Level.STORE, region=card.region_id)
    else:
        below = below.filter(level=Level.REGION)
    return KEPT_LINES.read(below.order_by("subject"))


class KeptLines:
    """Lines that this process has parsed, by row and by the moment that it was computed.

    A region of thousands of stores is recomputed whole for each visit, and all its stores but one are as they
    were: only what changed is fetched and parsed again. The least recently read go when there are too many.
    """

    def __init__(self, most: int = 12_000) -> None:
        self.most = most  # about 3 kB each
        self.kept: OrderedDict[int, tuple[datetime | None, Line]] = OrderedDict()

    def read(self, cards: QuerySet[Scorecard]) -> list[Line]:
        """The lines of these scorecards in their order; two queries."""
        versions = list(cards.values_list("pk", "computed_at"))
        changed = [pk for pk, version in versions if pk not in self.kept or self.kept[pk][0] != version]
        if changed:
            self._fetch(cards.filter(pk__in=changed) if len(changed) <= 500 else cards)
        lines = []
        for pk, _ in versions:
            if pk in self.kept:  # else it was deleted since
                self.kept.move_to_end(pk)
                lines.append(self.kept[pk][1])
        while len(self.kept) > max(self.most, len(versions)):
            self.kept.popitem(last=False)
        return lines

    def _fetch(self, cards: QuerySet[Scorecard]) -> None:
        for pk, version, critical, moments, sums in cards.values_list(
            "pk", "computed_at", "critical", *_DOCUMENTS
        ):
            self.kept[pk] = (version, Line.read(critical, orjson.loads(moments), orjson.loads(sums)))


_DOCUMENTS = (Cast("moments", TextField()), Cast("sums", TextField()))
KEPT_LINES = KeptLines()


def lines_of(subjects: Collection[UUID], waves: Iterable[Wave]) -> dict[tuple[UUID, UUID], Scorecard]:
    """Scorecards by `(subject, wave)`."""
    cards = Scorecard.objects.filter(subject__in=subjects, wave__in=[wave.pk for wave in waves])
    return {(card.subject, card.wave_id): card for card in cards}


def series_of(subjects: Collection[UUID], waves: Iterable[Wave]) -> dict[tuple[UUID, UUID], Any]:
    """What is kept of scores by `(subject, wave)`, for many stores at once: plain rows, no objects."""
    cards = Scorecard.objects.filter(subject__in=subjects, wave__in=[wave.pk for wave in waves])
    rows = cards.values_list("subject", "wave", "moments__score")
    return {(subject, wave): score for subject, wave, score in rows}


def released_visits(wave: Wave, store: UUID) -> list[dict[str, Any]]:
    """A store's released visits of a wave, newest first, by week, with the questions that points were `lost_on`."""
    rows = _grades(wave.pk).filter(visit__store=store).order_by("-visit__local_day", "visit")
    found = rows.values("visit", "visit__local_day", "percent", "band", "surplus", "is_critical", "lines")
    return [
        {
            "id": row["visit"],
            "week": week_of(row["visit__local_day"]),
            "percent": row["percent"],
            "band": row["band"],
            "surplus": row["surplus"],
            "is_critical": row["is_critical"],
            "lost_on": [
                line["question"]
                for line in scored(row["lines"])
                if number(line["earned"]) < number(line["possible"])
            ],
        }
        for row in found
    ]


def critical_visits(wave: Wave, level: str, subject: UUID, *, most: int = 50) -> list[dict[str, Any]]:
    """The critical released visits of a store, region or brand in a wave, newest first, with their questions."""
    where = {"store": "store", "region": "store__region", "brand": "brand"}[level]
    rows = (
        Grade.objects.filter(is_current=True, visit__in=_critical(wave).filter(**{where: subject})[:most])
        .order_by("-visit__released_at", "visit")
        .values("visit", "visit__store", "visit__store__name", "visit__local_day", "figures__critical")
    )
    return [
        {
            "visit": row["visit"],
            "store": {"id": row["visit__store"], "name": row["visit__store__name"]},
            "week": week_of(row["visit__local_day"]),
            "questions": row["figures__critical"] or [],
        }
        for row in rows
    ]


def week_of(day: date | None) -> str | None:
    """The week of a day, `2026-W46`: where one person was on shift, a day would name her."""
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _critical(wave: Wave) -> QuerySet[Visit]:
    released = Visit.objects.filter(wave=wave, is_critical=True, state=Visit.State.RELEASED)
    return released.order_by("-released_at", "pk")


def moments_of(subject: UUID, waves: Iterable[Wave]) -> dict[UUID, Any]:
    """A brand's moments by wave."""
    cards = Scorecard.objects.filter(subject=subject, wave__in=[wave.pk for wave in waves])
    return dict(cards.values_list("wave", "moments"))
