"""The grade of one visit: pure, exact, the same for the same edition and answers whenever it is asked for.

The rules are written in docs/grading.md. A change to them gets a new RULES number, so that a stored grade
says by which rules it was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from audits.expressions import Outline, Sheet, holds, to_text

from .bands import Bands
from .figures import KEPT, SHOWN, decimal, exact, percent, rounded
from .lines import NOT_ASKED, ZERO, Line, read_line, turns_of
from .surplus import Surplus, read_surplus

RULES = 1
PILLARS = ("foundation", "empowerment", "emotion", "beyond")
BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Tally:
    """Points earned of points possible, in a section, a pillar or the whole."""

    earned: Fraction = ZERO
    possible: Fraction = ZERO

    @property
    def share(self) -> Fraction | None:
        """Earned of possible; None where nothing was possible."""
        return self.earned / self.possible if self.possible else None

    def as_json(self) -> dict[str, str | None]:
        """`{earned, possible, percent}`, decimal strings."""
        return self.points() | {"percent": percent(self.earned, self.possible)}

    def points(self) -> dict[str, str | None]:
        """`{earned, possible}`, decimal strings."""
        return {"earned": decimal(self.earned), "possible": decimal(self.possible)}


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of one visit. `share` is the overall, 0 to 1, by the scoring; None means not scored."""

    scoring: str
    share: Fraction | None
    band: str | None
    lines: tuple[Line, ...]
    sections: dict[str, Tally]
    pillars: dict[str, Tally]
    surplus: Surplus
    critical: tuple[str, ...]
    alerts: tuple[str, ...]
    holds: tuple[str, ...]
    calculated: dict[str, str]
    section_weights: dict[str, Fraction]
    unexpected: tuple[str, ...]
    rules: int = RULES

    @property
    def overall(self) -> Tally:
        """All points, whatever the scoring."""
        return _tally(self.lines)

    @property
    def percent(self) -> str | None:
        """The overall percentage with the four decimals that are kept; None means not scored."""
        return None if self.share is None else rounded(100 * self.share, KEPT)

    @property
    def missing_required(self) -> tuple[str, ...]:
        """The questions that had to be answered and were not."""
        return tuple(line.question for line in self.lines if line.is_missed)

    def as_json(self) -> dict[str, Any]:
        """In the form of `expected` in the worked visits."""
        share = self.share
        printed: dict[str, Any] = {
            "overall": self.overall.points()
            | {
                "percent": self.percent,
                "exact": None if share is None else exact(share),
                "shown": None if share is None else rounded(100 * share, SHOWN),
            },
            "band": self.band,
            "critical": list(self.critical),
            "alerts": list(self.alerts),
            "sections": {name: tally.as_json() for name, tally in self.sections.items()},
            "pillars": {name: _pillar_json(name, tally) for name, tally in self.pillars.items()},
            "surplus": self.surplus.as_json(),
            "calculated": self.calculated,
            "missing_required": list(self.missing_required),
            "states": {line.question: line.state for line in self.lines},
            "lines": {
                line.question: {"earned": decimal(line.earned), "possible": decimal(line.possible)}
                for line in self.lines
                if line.weight
            },
        }
        if self.scoring == "sections":
            printed["section_weights_used"] = _weights_used(self.section_weights)
        return printed


def grade(
    edition: Mapping[str, Any] | Outline,
    answers: Mapping[str, Any],
    *,
    today: str,
    now: str,
    scenario: Mapping[str, Any] | None = None,
    bands: Bands | None = None,
    scoring: str | None = None,
) -> Grade:
    """Grade answers against an edition. Never raises for what the answers hold.

    `today` (`2026-03-11`) and `now` (RFC 3339) are the visit's, not the machine's; `scenario` is the
    assignment's; `scoring` (`points`, `sections`) overrides the edition's own.
    """
    outline = edition if isinstance(edition, Outline) else Outline(dict(edition))
    scoring = scoring or outline.edition["scoring"]
    sheet = Sheet(outline, answers, today=today, now=now, scenario=scenario)
    sections = sections_of(outline)
    asked = [
        name for name, place in outline.places.items() if place.node.get("type", "note") not in NOT_ASKED
    ]
    lines = tuple(read_line(sheet, name, sections[name]) for name in asked)
    tallies = _sections(outline, lines)
    weights = _section_weights(outline, tallies) if scoring == "sections" else {}
    share = _by_sections(tallies, weights) if scoring == "sections" else _tally(lines).share
    critical = _true_questions(sheet, "critical")
    return Grade(
        scoring=scoring,
        share=share,
        band=(bands or Bands()).band(share, is_critical=bool(critical)),
        lines=lines,
        sections=tallies,
        pillars=_pillars(lines),
        surplus=read_surplus(sheet, asked),
        critical=critical,
        alerts=_true_questions(sheet, "alert"),
        holds=_true_questions(sheet, "hold"),
        calculated=_calculated(sheet),
        section_weights=weights,
        unexpected=tuple(sorted(str(name) for name in answers if name not in outline.places)),
    )


def sections_of(outline: Outline) -> dict[str, str]:
    """For every name, the section around it: the top-level group, '' outside any."""
    sections: dict[str, str] = {}
    for name, place in outline.places.items():
        if place.around is not None:
            sections[name] = sections[place.around]
        else:
            sections[name] = name if place.node["kind"] == "group" else ""
    return sections


def _sections(outline: Outline, lines: tuple[Line, ...]) -> dict[str, Tally]:
    """A tally for each section in order; questions outside any have one only if they are scored."""
    names = [node["name"] for node in outline.edition["body"] if node["kind"] == "group"]
    if any(line.weight and not line.section for line in lines):
        names.append("")
    return {name: _tally(line for line in lines if line.section == name) for name in names}


def _pillars(lines: tuple[Line, ...]) -> dict[str, Tally]:
    own = [line.pillar for line in lines if line.weight and line.pillar]
    names = dict.fromkeys((*PILLARS, *own))
    return {name: _tally(line for line in lines if line.pillar == name) for name in names}


def _tally(lines: Any) -> Tally:
    listed = list(lines)
    return Tally(sum((line.earned for line in listed), ZERO), sum((line.possible for line in listed), ZERO))


def _section_weights(outline: Outline, tallies: dict[str, Tally]) -> dict[str, Fraction]:
    """The weights of the sections that have a score."""
    weights = {name: outline.places[name].node.get("weight", 0) for name in tallies if name}
    return {name: Fraction(weight) for name, weight in weights.items() if weight and tallies[name].possible}


def _by_sections(tallies: dict[str, Tally], weights: dict[str, Fraction]) -> Fraction | None:
    total = sum(weights.values(), ZERO)
    if not total:
        return None
    return sum((weight * (tallies[name].share or ZERO) for name, weight in weights.items()), ZERO) / total


def _true_questions(sheet: Sheet, column: str) -> tuple[str, ...]:
    """The questions that are asked and whose `critical`, `alert` or `hold` is true, in any turn."""
    return tuple(
        name
        for name, place in sheet.outline.places.items()
        if column in place.node
        and any(
            sheet.relevant(name, turn) and holds(place.node[column], sheet.scope(name, turn))
            for turn in turns_of(sheet, name)
        )
    )


def _calculated(sheet: Sheet) -> dict[str, str]:
    """The calculate rows as text: '' where one can't be computed, one value a turn inside a repeat."""
    calculated = {}
    for name, place in sheet.outline.places.items():
        if place.node.get("type") == "calculate":
            value = sheet.value(name)
            calculated[name] = " ".join(map(to_text, value)) if isinstance(value, list) else to_text(value)
    return calculated


def _pillar_json(name: str, tally: Tally) -> dict[str, str | None]:
    return tally.points() if name == BEYOND else tally.as_json()


def _weights_used(weights: dict[str, Fraction]) -> dict[str, str]:
    total = sum(weights.values(), ZERO)
    return {name: f"{weight}/{total}" for name, weight in weights.items()}
