"""What the two regional managers believe of the last wave: one flatters herself, one knows her region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import fsum

from audits.insights.models import Forecast
from audits.insights.services.forecasts import seal_forecast
from audits.management.demonstration.planting.cells import Cell
from audits.people.models import Person
from audits.places.models import Region
from audits.waves.models import Wave

HIGHEST = 98.0  # per cent that anybody dares to forecast
Percents = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Lived:
    """A region's wave: per cent by section, one row a store, and how often a touchpoint went beyond."""

    rows: Sequence[Percents]
    beyond: Percents

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Lived:
        """Read off the grades of the region's visits."""
        by_store: dict[str, list[Cell]] = {}
        for cell in cells:
            by_store.setdefault(cell.house.number, []).append(cell)
        touches = [cell.grade["figures"]["surplus"]["touchpoints"] for cell in cells]
        names = {name for one in touches for name in one}
        beyond = {n: sum(Fraction(t[n]) > 0 for t in touches if n in t) / len(touches) for n in sorted(names)}
        return cls([_means(own) for own in by_store.values()], beyond)

    def middle(self) -> Percents:
        """By section the mean of the stores."""
        names = dict.fromkeys(name for row in self.rows for name in row)
        told = {name: [row[name] for row in self.rows if name in row] for name in names}
        return {name: fsum(values) / len(values) for name, values in told.items()}

    def gap(self, believed: Percents) -> float:
        """Forecast − lived, over sections and then over stores."""
        rows = [fsum(believed[name] - row[name] for name in row) / len(row) for row in self.rows]
        return fsum(rows) / len(rows)


def believe(lived: Lived, gap: float) -> dict[str, float]:
    """A forecast that lies `gap` points above what was lived, in whole per cents, none above 98."""
    low, high = -50.0, 50.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if lived.gap(_raised(lived, middle)) < gap else (low, middle)
    believed, owed = {}, 0.0
    for name, said in _raised(lived, low).items():
        believed[name] = float(min(HIGHEST, max(0, round(said + owed))))
        owed += said - believed[name]
    return believed


def seal(lived: Lived, *, by: Person, wave: Wave, region: Region, gap: float) -> float:
    """Seal the forecast before any result is open; the gap that whole per cents left of what was meant."""
    sections = believe(lived, gap)
    chances = {name: round(min(0.95, share + gap / 50), 2) for name, share in lived.beyond.items()}
    made = seal_forecast(
        person=by, wave=wave.pk, level="region", subject=region.pk, sections=sections, exceeded=chances
    )
    Forecast.objects.filter(pk=made.pk).update(sealed_at=made.sealed_at - timedelta(days=56))
    return lived.gap(sections)


def _raised(lived: Lived, points: float) -> dict[str, float]:
    return {name: max(0.0, min(HIGHEST, said + points)) for name, said in lived.middle().items()}


def _means(cells: Sequence[Cell]) -> dict[str, float]:
    told: dict[str, list[float]] = {}
    for cell in cells:
        for name, tally in cell.grade["figures"]["sections"].items():
            if Fraction(tally["possible"]):
                share = Fraction(tally["earned"]) / Fraction(tally["possible"])
                told.setdefault(name, []).append(100 * float(share))
    return {name: fsum(values) / len(values) for name, values in told.items()}
