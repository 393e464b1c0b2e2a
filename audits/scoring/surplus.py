"""Surplus: how far a visit went below or beyond what was expected. A figure of its own, never a score."""

from dataclasses import dataclass
from fractions import Fraction

from audits.expressions import Sheet

from .figures import KEPT, decimal, exact, rounded
from .lines import turns_of

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Surplus:
    """By touchpoint (-1 to 1), and of the whole visit (-2 to 2), which belongs to no touchpoint."""

    touchpoints: dict[str, Fraction]
    whole_visit: Fraction | None

    @property
    def mean(self) -> Fraction | None:
        """The mean over the touchpoints that were answered, -1 to 1; None where none was."""
        return _mean(list(self.touchpoints.values()))

    def as_json(self) -> dict[str, object]:
        """In the form of the worked visits."""
        mean = self.mean
        return {
            "touchpoints": {name: _plain(value) for name, value in self.touchpoints.items()},
            "mean": None if mean is None else rounded(mean, KEPT),
            "exact": None if mean is None else exact(mean),
            "whole_visit": None if self.whole_visit is None else _plain(self.whole_visit),
        }


def read_surplus(sheet: Sheet, questions: list[str]) -> Surplus:
    """The surplus of a visit. At a touchpoint only the direction counts, so ±2 there counts as ±1."""
    found: dict[str, list[Fraction]] = {}
    for name in questions:
        touchpoint = sheet.outline.places[name].node.get("touchpoint", "")
        for surplus in _given(sheet, name):
            value = max(-ONE, min(ONE, surplus)) if touchpoint else surplus
            found.setdefault(touchpoint, []).append(value)
    means = {touchpoint: _mean(values) for touchpoint, values in found.items()}
    whole = means.pop("", None)
    return Surplus({name: mean for name, mean in means.items() if mean is not None}, whole)


def _given(sheet: Sheet, name: str) -> list[Fraction]:
    return [
        Fraction(choice["surplus"])
        for turn in turns_of(sheet, name)
        if sheet.state(name, turn) == "answered"
        for choice in sheet.chosen(name, turn)
        if "surplus" in choice
    ]


def _mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def _plain(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else decimal(value)
