"""Scorecards as a file: a row each, or a row for each figure. Every figure with its n and its interval."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audits.checklists.models import Edition
from audits.exports.cells import Cell, moment, piece, words
from audits.exports.columns import Column
from audits.exports.editions import (
    Print,
    pillars_in_order,
    read_print,
    sections_in_order,
    touchpoints_in_order,
)
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
FIGURES = ("scorecard/score", "scorecard/surplus")
FIGURE = ("figure/kind", "figure/name", "figure/value", "figure/low", "figure/high", "figure/n")
VALUES = ("value", "score", "net", "points", "delta", "p", "rank")
Figures = Iterator[tuple[str, str, Mapping[str, Any]]]


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
    lay = _Wide(prints) if shape == "wide" else _Long(networks)

    def lines() -> Iterator[list[Line]]:
        for card in _read(cards):
            standing = Standing(card.level, card.moments, card.sums, networks.of(card.wave))
            yield lay.lines(_facts(card), card, standing)

    names = [*SUBJECT, *COUNTS] if shape == "wide" else [*SUBJECT, *COUNTS, *FIGURE]
    return Table("scorecards", [*map(Column, names), *lay.columns], lines())


def _read(cards: QuerySet[Scorecard]) -> Iterator[Scorecard]:
    """A chunk at a time, each behind the last key."""
    ordered = cards.select_related("wave", "store", "region", "brand").order_by("id")
    last = 0
    while chunk := list(ordered.filter(id__gt=last)[:CHUNK]):
        yield from chunk
        last = chunk[-1].pk


def _facts(card: Scorecard) -> list[Cell]:
    subject = card.store or (card.region if card.level == Scorecard.Level.REGION else card.brand)
    number = card.store.number if card.store else None
    region = card.region.name if card.region else None
    named = [words(one) for one in (card.level, getattr(subject, "name", None), number, region)]
    counts: list[Cell] = [card.n, card.stores, card.critical, moment(card.computed_at)]
    return [*named, card.wave.number, words(card.wave.name), *counts]


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
    """Score, surplus, sections, pillars, touchpoints: each with the ends of its interval and its n."""

    def __init__(self, prints: list[Print]) -> None:
        self.parts: list[tuple[str, str, Callable[[Standing], Mapping[str, Any]]]] = [
            ("section", name, _share("sections", name)) for name in sections_in_order(prints)
        ]
        self.parts += [("pillar", name, _share("pillars", name)) for name in pillars_in_order(prints)]
        self.parts += [("surplus", name, _touchpoint(name)) for name in touchpoints_in_order(prints)]
        names = [*FIGURES, *(f"{kind}/{name}" for kind, name, _ in self.parts)]
        self.columns = [_column(name, end) for name in names for end in ("", "low", "high", "n")]

    def lines(self, facts: list[Cell], card: Scorecard, standing: Standing) -> list[Line]:
        figures = [standing.score({}), standing.surplus(), *(read(standing) for _, _, read in self.parts)]
        return [[piece([*facts, *(cell for figure in figures for cell in _cells(figure))])]]


class _Long:
    """A row for each figure; what each question costs among them."""

    columns: list[Column] = []

    def __init__(self, networks: _Networks) -> None:
        self.networks = networks

    def lines(self, facts: list[Cell], card: Scorecard, standing: Standing) -> list[Line]:
        parts = self.networks.parts(standing, card.wave)
        rank = self.networks.rank(standing, card.wave)
        against = _against(standing, float(card.brand.target), rank)
        figures = chain(_figures(standing, parts), against)
        return [[piece([*facts, kind, words(name), *_cells(figure)])] for kind, name, figure in figures]


def _figures(standing: Standing, parts: Mapping[str, Any]) -> Figures:
    yield "score", "", standing.score({})
    yield "surplus", "", standing.surplus()
    for kind in ("section", "pillar"):
        for figure in parts[f"{kind}s"]:
            yield kind, figure["name"], figure
            yield f"lost_in_{kind}", figure["name"], figure["lost"]
    for touchpoint in parts["touchpoints"]:
        yield "touchpoint", touchpoint["name"], touchpoint
        for side in ("exceed", "shortfall"):
            yield side, touchpoint["name"], touchpoint[side]
    for name, figure in standing.losses().items():
        yield "points_lost", name, figure
    for name, figure in standing.questions().items():
        yield "kept", name, figure["kept"]


def _against(standing: Standing, target: float, rank: Mapping[str, Any] | None) -> Figures:
    """The store, region or brand against its target, the wave before, and the brand's other stores."""
    changes = standing.changes()
    told = {
        "gap": standing.gap(target),
        "on_target": standing.on_target(),
        "change": changes["score"],
        "surplus_change": changes["surplus"],
        "benchmark": standing.benchmark(),
        "shrunken": standing.shrunken(),
        "rank": rank,
        "next_client": standing.next_client(),
    }
    return ((kind, "", figure) for kind, figure in told.items() if figure)


def _column(name: str, end: str) -> Column:
    kind, _, subject = name.partition("/")
    full = f"{name}/{end}" if end else name
    if end:
        return Column(full, f"figure/{end}", subject=name)
    return Column(name) if kind == "scorecard" else Column(name, kind, subject=subject)


def _share(table: str, name: str) -> Callable[[Standing], Mapping[str, Any]]:
    return lambda standing: standing.shares(table).get(name, {})


def _touchpoint(name: str) -> Callable[[Standing], Mapping[str, Any]]:
    return lambda standing: standing.touchpoints().get(name, {})


def _cells(figure: Mapping[str, Any]) -> list[Cell]:
    """Value, low, high, n (stores, where the figure is one of stores); four decimals are enough for any reader."""
    value = next((figure[key] for key in VALUES if key in figure), None)
    if "k" in figure and figure["n"] and figure["low"] is not None:
        value = figure["k"] / figure["n"]
    ends = [_rounded(one) for one in (value, figure.get("low"), figure.get("high"))]
    return [*ends, next((figure[key] for key in ("n", "of", "stores") if key in figure), None)]


def _rounded(value: float | None) -> Cell:
    return None if value is None else round(float(value), 4)
