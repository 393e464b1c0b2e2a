"""The grade of a visit as columns: the whole, its sections and pillars, the surplus by touchpoint."""

from collections.abc import Mapping
from typing import Any

from audits.exports.cells import Cell, Piece, quoted, words
from audits.exports.columns import Column
from audits.exports.editions import Print, pillars_in_order, sections_in_order, touchpoints_in_order
from audits.exports.visit_facts import VisitRow

OVERALL = ("grade/percent", "grade/band", "grade/surplus", "grade/is_critical", "grade/is_held")


class GradeFacts:
    """Lays a grade's figures on columns united over editions. What is not scored stays empty, never 0."""

    def __init__(self, prints: list[Print]) -> None:
        self.sections = sections_in_order(prints)
        self.pillars = pillars_in_order(prints)
        self.touchpoints = touchpoints_in_order(prints)
        self.columns = [
            *(Column(name) for name in (*OVERALL, "grade/critical_questions")),
            *(Column(f"section/{name}", "section", subject=name) for name in self.sections),
            *(Column(f"pillar/{name}", "pillar", subject=name) for name in self.pillars),
            *(Column(f"surplus/{name}", "surplus", subject=name) for name in self.touchpoints),
        ]

    def lay(self, row: VisitRow, figures: Mapping[str, Any]) -> Piece:
        """All cells of the grade in one piece."""
        critical = words(" ".join(figures.get("critical", ())))
        texts = [
            row.percent or "",
            row.band,
            row.surplus or "",
            "1" if row.is_critical else "0",
            "1" if row.is_held else "0",
            "" if critical is None else quoted(critical),
            *self._percents(figures),
            *self._surpluses(figures),
        ]
        return Piece(_cells(texts, critical), ",".join(texts))

    def _percents(self, figures: Mapping[str, Any]) -> list[str]:
        sections, pillars = figures.get("sections", {}), figures.get("pillars", {})
        found = [sections.get(name) for name in self.sections] + [pillars.get(name) for name in self.pillars]
        return [(tally.get("percent") or "") if tally else "" for tally in found]

    def _surpluses(self, figures: Mapping[str, Any]) -> list[str]:
        given = figures.get("surplus", {}).get("touchpoints", {})
        return [str(given.get(name, "")) for name in self.touchpoints]


def _cells(texts: list[str], critical: str | None) -> tuple[Cell, ...]:
    """The numbers that the figures' texts stand for, None where there is none; the band and the names as they are."""
    told = (texts[0], *texts[2:5], *texts[6:])
    percent, surplus, is_critical, is_held, *rest = [float(text) if text else None for text in told]
    return (percent, texts[1] or None, surplus, is_critical, is_held, critical, *rest)
