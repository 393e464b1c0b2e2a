"""Where points were lost: over many visits, by question, the most costly first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

Visit = TypeVar("Visit")


@dataclass(frozen=True, slots=True)
class Loss:
    """Points lost on one question, exact; the visits that lost them, of how many that could have earned them."""

    question: str
    section: str
    pillar: str
    cost: str
    points: Fraction
    visits: tuple[object, ...]
    of: int


def losses(visits: Iterable[tuple[Visit, Iterable[Mapping[str, str]]]]) -> list[Loss]:
    """What was lost, from visits with their stored lines (`snapshot.lines_of`); the largest loss first."""
    lost: dict[str, list[tuple[Visit, Fraction]]] = {}
    asked: dict[str, int] = {}
    lines: dict[str, Mapping[str, str]] = {}
    for visit, stored in visits:
        for line in stored:
            possible = Fraction(line["possible"])
            if possible:
                name = line["question"]
                lines[name] = line
                asked[name] = asked.get(name, 0) + 1
                lost.setdefault(name, []).append((visit, possible - Fraction(line["earned"])))
    found = [_loss(lines[name], tries, asked[name]) for name, tries in lost.items()]
    return sorted((loss for loss in found if loss.points), key=lambda loss: (-loss.points, loss.question))


def _loss(line: Mapping[str, str], tries: list[tuple[Visit, Fraction]], of: int) -> Loss:
    return Loss(
        line["question"],
        line["section"],
        line["pillar"],
        line["cost"],
        sum((points for _, points in tries), Fraction(0)),
        tuple(visit for visit, points in tries if points),
        of,
    )
