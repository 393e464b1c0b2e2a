"""`manage.py demo --truth`: what was planted beside what the product's own figures say of it, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from audits.insights.models import Insight
from audits.insights.services import compute_all
from audits.management.demonstration.api import Ask, asking
from audits.management.demonstration.planting.listing import Planted, kept
from audits.management.demonstration.planting.reading import MEANINGS, Reading, judge, read
from audits.places.models import Brand

HEADINGS = (
    "",
    "insight",
    "where",
    "what",
    "planted",
    "found",
    "95 % interval",
    "n",
    "the product says",
    "right",
)


class NothingPlanted(Exception):
    """There is no demonstration, or one from before anything was planted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One planted thing, the product's figure, and whether that is right."""

    planted: Planted
    reading: Reading
    is_right: bool

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        told = {
            "meaning": MEANINGS[self.planted.kind],
            "found": asdict(self.reading),
            "is_right": self.is_right,
        }
        return asdict(self.planted) | told

    def cells(self) -> tuple[str, ...]:
        """For people."""
        one, found = self.planted, self.reading
        return (
            "control" if one.is_control else "planted",
            f"{one.insight} {one.kind}",
            one.where,
            f"{one.name}: {MEANINGS[one.kind]}",
            _number(one.size),
            _number(found.value),
            f"{_number(found.low)} … {_number(found.high)}",
            str(found.n),
            found.verdict,
            "yes" if self.is_right else "NO",
        )


def truth(slug: str) -> tuple[int, list[Line]]:
    """The seed and every line. Figures that aren't stored yet are computed first. Raises NothingPlanted."""
    brand = Brand.objects.filter(slug=slug).first()
    found = kept(brand) if brand else None
    if brand is None or found is None:
        raise NothingPlanted
    seed, planted = found
    stored = set(Insight.objects.filter(brand=brand, level="brand").values_list("kind", flat=True))
    if {one.kind for one in planted} - stored:
        compute_all(brand.pk)
    ask = asking(str(brand.pk))
    return seed, [_judged(one, ask) for one in planted]


def table(lines: list[Line]) -> Iterator[str]:
    """A table of plain text, a line a planted thing."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _judged(one: Planted, ask: Ask) -> Line:
    reading = read(one, ask(one.kind, one.level, one.subject), ask(one.kind, "", ""))
    return Line(one, reading, judge(one, reading))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:+.3f}" if abs(value) < 10 else f"{value:+.1f}"
