"""Which questions are unfair? What appeals said of each (I10). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from audits.insights.shapes import Json, Told, figure, share, withheld
from audits.insights.statistics.overturned import shrunken_share, verdict
from audits.insights.statistics.ratios import proportion

APPEALS = 10


def questions(asked: Mapping[str, list[float]], appeals: Mapping[str, tuple[int, int]]) -> Told:
    """By question: `asked` as `seen.asked` adds up; `appeals` are `(overturned, decided)`.

    `n` counts all decided appeals; a question's own share is withheld below 10.
    """
    decided = sum(n for _, n in appeals.values())
    if not asked:
        return Told(0, why="few_visits", wants=1)
    rate = sum(k for k, _ in appeals.values()) / decided if decided else 0.0
    lines = [_line(name, row, *appeals.get(name, (0, 0)), rate=rate) for name, row in asked.items()]
    lines.sort(
        key=lambda one: (-(one["shrunken"]["value"] or 0.0), -one["appeals"], -(one["na"]["value"] or 0))
    )
    return Told(decided, {"rate": rate if decided else None, "questions": lines})


def _line(name: str, row: list[float], overturned: int, decided: int, *, rate: float) -> Json:
    n, na, total, squares, scored = row
    told = {
        "question": name,
        "asked": int(n),
        "na": share(proportion([na], [n]), na, int(n)),
        "appeals": decided,
        "appeal_rate": decided / n,
        "spread": _spread(total, squares, scored),
    }
    if decided < APPEALS:
        missing = withheld(decided, "few_appeals", APPEALS)
        return told | {"overturned": missing | {"k": overturned}, "shrunken": missing, "verdict": None}
    shrunken = shrunken_share(overturned, decided, rate=rate)
    return told | {
        "overturned": share(proportion([overturned], [decided]), overturned, decided),
        "shrunken": figure(shrunken, decided),
        "verdict": verdict(shrunken, rate=rate),
    }


def _spread(total: float, squares: float, n: float) -> float | None:
    """SD of the earned share over visits, 0 to ½."""
    if n < 2:
        return None
    return sqrt(max(0.0, (squares - total * total / n) / (n - 1)))
