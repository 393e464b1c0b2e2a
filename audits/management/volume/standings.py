"""Scorecards of a volume, reckoned from its templates instead of from a hundred thousand documents read back.

The figures are those of `scorecards.services.rebuild`, by the same functions; what many stores have in common is
reckoned once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from audits.management.volume.filling import fill
from audits.management.volume.places import Network
from audits.management.volume.templates import Template
from audits.scorecards.adding import Line
from audits.scorecards.models import Scorecard
from audits.scorecards.moments import Spread
from audits.scorecards.queries import counted
from audits.scorecards.reckoning import Counted, changes, of_visits
from audits.scorecards.services import cards_above
from audits.waves.models import Wave

COLUMNS = (
    *("brand_id", "wave_id", "level", "subject", "store_id", "region_id", "computed_at"),
    *("n", "stores", "score", "surplus", "critical", "moments", "sums"),
)
FIGURES = ("n", "stores", "score", "surplus", "critical")
Numbers = tuple[int, ...]  # of templates


@dataclass(frozen=True, slots=True)
class Standing:
    """A store's figures, its documents as JSON, and its line to be added to others."""

    figures: tuple[Any, ...]
    moments: str
    sums: str
    line: Line


class Standings:
    """Counts released visits while they are written, and writes the scorecards of their waves."""

    def __init__(self, network: Network, templates: list[Template]) -> None:
        self.network, self.templates = network, templates
        self.visits: dict[UUID, dict[str, list[tuple[str, int]]]] = {wave.pk: {} for wave in network.waves}
        self._alone = lru_cache(2_000)(self._reckon_alone)
        self._standing = lru_cache(20_000)(self._reckon)

    def count(self, wave: UUID, store: str, visit: str, template: int) -> None:
        """Count a released visit."""
        self.visits[wave].setdefault(store, []).append((visit, template))

    @transaction.atomic
    def write(self, wave: Wave, before: Wave | None) -> int:
        """Write a wave's scorecards, with the changes since the wave before; the number of rows."""
        now = datetime.now(UTC).isoformat(" ")[:26]
        below: dict[UUID, list[Line]] = {}
        fill(Scorecard, COLUMNS, self._rows(wave, before, now, below))
        above = Scorecard.objects.bulk_create(cards_above(wave, below))
        return sum(map(len, below.values())) + len(above)

    def _rows(
        self, wave: Wave, before: Wave | None, now: str, below: dict[UUID, list[Line]]
    ) -> Iterator[tuple[Any, ...]]:
        """Rows of the stores in the order of their keys; their lines are put under their regions."""
        brand, regions = self.network.brand.pk.hex, self.network.regions
        earlier = self.visits[before.pk] if before else {}
        ids = {region: UUID(region) for region in regions.values()}
        for store, visits in sorted(self.visits[wave.pk].items()):
            found = self._standing(_numbers(visits), _numbers(earlier.get(store, ())))
            region = regions[store]
            below.setdefault(ids[region], []).append(found.line)
            place = (brand, wave.pk.hex, "store", store, store, region, now)
            yield (*place, *found.figures, found.moments, found.sums)

    def _reckon(self, now: Numbers, before: Numbers) -> Standing:
        alone, sums, line = self._alone(now)
        changed = changes(self._counted(now), self._counted(before))
        moments = alone["moments"] | changed
        spreads = {name: Spread.read(moments[name]) for name in ("change", "surplus_change")}
        line = replace(
            line,
            spreads=line.spreads | spreads,
            counts=line.counts | {"common": changed["common"]},
        )
        figures = tuple(alone[name] for name in FIGURES)
        return Standing(figures, orjson.dumps(moments).decode(), sums, line)

    def _reckon_alone(self, now: Numbers) -> tuple[dict[str, Any], str, Line]:
        alone = of_visits(self._counted(now), target=Fraction(self.network.brand.target))
        line = Line.read(alone["critical"], alone["moments"], alone["sums"])
        return alone, orjson.dumps(alone["sums"]).decode(), line

    def _counted(self, numbers: Numbers) -> list[Counted]:
        return [self._by_number[number] for number in numbers]

    @cached_property
    def _by_number(self) -> dict[int, Counted]:
        return {template.number: self._read(template) for template in self.templates}

    def _read(self, template: Template) -> Counted:
        grade = template.grade
        columns = (grade["exact"], grade["percent"], grade["surplus"], grade["is_critical"])
        texts = (template.figures, template.lines)
        return counted(UUID(int=template.number), self.network.edition.sha256, *columns, *texts)


def _numbers(visits: list[tuple[str, int]] | tuple[()]) -> Numbers:
    """Templates of a store's visits in the order of the visits' keys, as they are read back."""
    return tuple(number for _, number in sorted(visits))
