"""Insights as a file: a row for each figure, with n, its interval, its test, or why it is withheld."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from audits.exports.cells import Cell, moment, piece, words
from audits.exports.columns import Column
from audits.exports.scorecards import SUBJECT, scorecards_of
from audits.exports.tables import Line, Table
from audits.insights.queries import waves_of_year
from audits.insights.rows import Row, rows_of
from audits.insights.telling import Telling, kinds_for
from audits.people.models import Person
from audits.places.models import Brand, Region, Store
from audits.scorecards.subjects import Level, Subject, waves_of
from audits.waves.models import Wave

INSIGHT = ("insight/kind", "insight/n", "insight/unit", "insight/minimum", "insight/computed_at")
FIGURE = ("figure/name", "figure/value", "figure/low", "figure/high", "figure/n")
TEST = ("figure/p", "figure/q", "figure/says", "figure/wants")
COLUMNS = (*SUBJECT, *INSIGHT, *FIGURE, *TEST)
LEVELS = (Level.BRAND, Level.REGION, Level.STORE)
PLACES = 6


class InsightRows:
    """The insights of the subjects that a person may export: of the waves asked for, else over the last year."""

    def __init__(self, person: Person, brand: UUID, filters: Mapping[str, Any]) -> None:
        self.person = person
        self.brand = Brand.objects.get(pk=brand)
        self.year = waves_of_year(self.brand)
        self.waves = self._waves(filters.get("wave", ()))
        cards = scorecards_of(person, brand, filters)
        self.subjects = [
            (level, key)
            for level in LEVELS
            for key in cards.filter(level=level)
            .order_by("subject")
            .values_list("subject", flat=True)
            .distinct()
        ]

    def _waves(self, asked: Sequence[str]) -> list[Wave | None]:
        chosen: list[Wave | None] = [one for one in waves_of(self.brand) if str(one.pk) in asked]
        return chosen or ([] if asked else [None])

    def count(self) -> int:
        """How many subjects there are to tell of, wave by wave."""
        return len(self.subjects) * len(self.waves)

    def table(self) -> Table:
        """A row for each figure."""
        return Table("insights", [*map(Column, COLUMNS)], self._lines())

    def _lines(self) -> Iterator[list[Line]]:
        for level, key in self.subjects:
            subject, number = self._subject(level, key)
            for wave in self.waves:
                telling = Telling(subject, wave, self.year)
                yield list(self._told(telling, number))

    def _told(self, telling: Telling, number: str | None) -> Iterator[Line]:
        subject = telling.subject
        region = subject.region.name if subject.region else None
        named = [words(one) for one in (subject.level, subject.name, number, region)]
        for envelope in telling.envelopes(kinds_for(self.person, subject.level)):
            wave = envelope["wave"] or {"number": None, "name": None}
            about: list[Cell] = [envelope["kind"], envelope["n"], envelope["unit"], envelope["minimum"]]
            facts = [*named, wave["number"], words(wave["name"]), *about, moment(envelope["computed_at"])]
            yield from ([piece([*facts, *_cells(row)])] for row in rows_of(envelope))

    def _subject(self, level: str, key: UUID) -> tuple[Subject, str | None]:
        if level == Level.BRAND:
            return Subject(level, key, self.brand.name, self.brand), None
        if level == Level.REGION:
            region = Region.objects.get(pk=key)
            return Subject(level, key, region.name, self.brand, region), None
        store = Store.objects.select_related("region").get(pk=key)
        return Subject(level, key, store.name, self.brand, store.region, store.city), store.number


def _cells(row: Row) -> list[Cell]:
    ends = [_rounded(one) for one in (row.value, row.low, row.high)]
    return [
        words(row.name),
        *ends,
        row.n,
        _rounded(row.p),
        _rounded(row.q),
        words(row.says or None),
        row.wants,
    ]


def _rounded(value: float | None) -> Cell:
    return None if value is None else round(float(value), PLACES)
