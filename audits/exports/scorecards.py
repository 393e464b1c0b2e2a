"""Scorecards as a file: a row each, or a row for each figure. Every figure with its n and its interval."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audits.checklists.models import Edition
from audits.exports.cells import Cell, moment, piece, words
from audits.exports.columns import Column
from audits.exports.editions import Print, read_print
from audits.exports.standings import ENDS, Name, cells_of, figures_of, names_in
from audits.exports.tables import Line, Table
from audits.people.models import Person
from audits.people.queries import within
from audits.people.roles import May
from audits.places.models import Brand
from audits.reviews.services import outline_of
from audits.scorecards.models import Scorecard
from audits.scorecards.network import Network
from audits.scorecards.queries import lines_of, moments_of
from audits.scorecards.reading import Standing
from audits.scorecards.subjects import last_waves, waves_of
from audits.scorecards.whole import parts_of, rank_in
from audits.scorecards.words import EditionWords
from audits.waves.models import Wave

CHUNK = 200
PATHS = {"wave": "wave__in", "region": "region__in", "store": "store__in"}
SUBJECT = ("scorecard/level", "scorecard/name", "store/number", "region/name", "wave/number", "wave/name")
COUNTS = ("scorecard/n", "scorecard/stores", "scorecard/critical", "scorecard/computed_at")
JUDGED = ("scorecard/is_stale", "scorecard/band", "scorecard/target")
FIGURE = ("figure/kind", "figure/name", *(f"figure/{end or 'value'}" for end in ENDS))


def scorecards_of(person: Person, brand: UUID, filters: Mapping[str, Any]) -> QuerySet[Scorecard]:
    """The scorecards she may export."""
    asked = Q(**{PATHS[name]: values for name, values in filters.items() if name in PATHS})
    if "q" in filters:
        asked &= Q(store__name__icontains=filters["q"]) | Q(store__number=filters["q"])
    return Scorecard.objects.filter(within(person, May.EXPORT), asked, brand=brand, n__gt=0)


def prints_of(cards: QuerySet[Scorecard]) -> list[Print]:
    """The editions of these scorecards' waves."""
    waves = cards.order_by().values("wave").distinct()
    editions = Edition.objects.filter(waves__in=waves).distinct().order_by("checklist", "number")
    rows = editions.values_list("id", "number", "printed")
    return [read_print(id, number, bytes(printed)) for id, number, printed in rows]


def table(cards: QuerySet[Scorecard], prints: list[Print], brand: UUID, shape: str) -> Table:
    """The table of scorecards in either shape."""
    networks = _Networks(brand)
    lay = _Wide(prints) if shape == "wide" else _Long()

    def lines() -> Iterator[list[Line]]:
        for card in _read(cards):
            standing = Standing(card.level, card.moments, card.sums, networks.of(card.wave))
            parts = networks.parts(standing, card.wave)
            rank = networks.rank(standing, card.wave)
            told = figures_of(standing, parts, target=float(networks.brand.target), rank=rank)
            yield lay.lines(_facts(card, standing, networks.brand), told)

    names = [*map(Column, (*SUBJECT, *COUNTS, *JUDGED)), *lay.columns]
    return Table("scorecards", names, lines())


def _read(cards: QuerySet[Scorecard]) -> Iterator[Scorecard]:
    """A chunk at a time, each behind the last key."""
    ordered = cards.select_related("wave", "store", "region", "brand").order_by("id")
    last = 0
    while chunk := list(ordered.filter(id__gt=last)[:CHUNK]):
        yield from chunk
        last = chunk[-1].pk


def _facts(card: Scorecard, standing: Standing, brand: Brand) -> list[Cell]:
    subject = card.store or (card.region if card.level == Scorecard.Level.REGION else card.brand)
    number = card.store.number if card.store else None
    region = card.region.name if card.region else None
    named = [words(one) for one in (card.level, getattr(subject, "name", None), number, region)]
    counts: list[Cell] = [card.n, card.stores, card.critical, moment(card.computed_at)]
    judged: list[Cell] = [int(card.stale_at is not None), _band(standing, brand), float(brand.target)]
    return [*named, card.wave.number, words(card.wave.name), *counts, *judged]


def _band(standing: Standing, brand: Brand) -> str | None:
    band = standing.score(brand.bands)["band"]
    return None if band is None else str(band)


class _Networks:
    """What a line is compared with, and the words it is told in, found once a wave."""

    def __init__(self, brand: UUID) -> None:
        self.brand = Brand.objects.get(pk=brand)
        self.waves = waves_of(self.brand)
        self.known: dict[UUID, tuple[Network, Standing, datetime | None, EditionWords]] = {}

    def of(self, wave: Wave) -> Network:
        """The network of a wave."""
        return self._known(wave)[0]

    def parts(self, standing: Standing, wave: Wave) -> Mapping[str, Any]:
        """Sections, pillars and touchpoints of a standing, with the points lost in them."""
        _, brand, _, words = self._known(wave)
        return parts_of(standing, words, brand)

    def rank(self, standing: Standing, wave: Wave) -> Mapping[str, Any] | None:
        """A store's rank in a wave."""
        return rank_in(wave, standing, self._known(wave)[2])

    def _known(self, wave: Wave) -> tuple[Network, Standing, datetime | None, EditionWords]:
        if wave.pk not in self.known:
            moments = moments_of(self.brand.pk, last_waves(self.waves, wave))
            whole = lines_of([self.brand.pk], [wave]).get((self.brand.pk, wave.pk), Scorecard())
            network = Network.of(moments.get(wave.pk), list(moments.values()), whole.sums)
            words = EditionWords(outline_of(wave.edition_id, wave.edition.sha256))
            brand = Standing("brand", whole.moments, whole.sums, network)
            self.known[wave.pk] = (network, brand, whole.computed_at, words)
        return self.known[wave.pk]


class _Wide:
    """A column for each end of each figure that the editions can have, in one order for every row."""

    def __init__(self, prints: list[Print]) -> None:
        self.names = names_in(prints)
        self.columns = [_column(name, end) for name in self.names for end in name.ends]

    def lines(self, facts: list[Cell], told: Iterator[tuple[str, str, Mapping[str, Any]]]) -> list[Line]:
        found = {(kind, subject): cells_of(figure) for kind, subject, figure in told}
        cells = list(facts)
        for name in self.names:
            own = found.get((name.kind, name.subject), {})
            cells += [own.get(end) for end in name.ends]
        return [[piece(cells)]]


class _Long:
    """A row for each figure; what each question costs among them."""

    columns = [*map(Column, FIGURE)]

    def lines(self, facts: list[Cell], told: Iterator[tuple[str, str, Mapping[str, Any]]]) -> list[Line]:
        return [
            [piece([*facts, kind, words(subject), *map(cells_of(figure).get, ENDS)])]
            for kind, subject, figure in told
        ]


def _column(name: Name, end: str) -> Column:
    if end:
        return Column(f"{name.column}/{end}", name.facet_of(end), subject=name.column)
    return Column(name.column, name.kind, subject=name.subject) if name.subject else Column(name.column)
