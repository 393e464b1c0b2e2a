"""What grading a visit anew would change, told before anybody does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.reviews.answers import points
from audits.reviews.models import Grade
from audits.visits.listing import exactly


def foreseen(current: Grade, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The grade as it is (`now`) and as it would be (`then`), and each question whose points would be others.

    `columns` are those of a `Grade` row that nobody has written (`would_grade`).
    """
    there = {name: getattr(current, name) for name in columns}
    return {
        "now": _told(there),
        "then": _told(columns),
        "questions": _moved(there["lines"], columns["lines"]),
    }


def _told(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "percent": exactly(columns["percent"]),
        "shown": columns["figures"]["overall"]["shown"],
        "band": columns["band"],
        "surplus": exactly(columns["surplus"]),
        "is_critical": columns["is_critical"],
        "is_held": columns["is_held"],
    }


def _moved(now: list[dict[str, Any]], then: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order of the checklist; a question that is asked only now, or no longer, counts as moved."""
    before = {line["question"]: points(line) for line in now}
    after = {line["question"]: points(line) for line in then}
    names = [*after, *(name for name in before if name not in after)]
    return [
        {"name": name, "now": was, "then": will}
        for name in names
        if (was := before.get(name) or points(None)) != (will := after.get(name) or points(None))
    ]
