"""A grade as it is stored: exact, small, and enough to explain every lost point without grading again."""

from typing import Any

from .grade import Grade


def figures_of(grade: Grade) -> dict[str, Any]:
    """Everything but the lines: the form of the worked visits with rules, scoring and holds."""
    printed = grade.as_json()
    for key in ("states", "lines"):
        del printed[key]
    return printed | {
        "rules": grade.rules,
        "scoring": grade.scoring,
        "holds": list(grade.holds),
        "unexpected": list(grade.unexpected),
    }


def lines_of(grade: Grade) -> list[dict[str, str]]:
    """Every question that takes an answer; earned and possible as exact fractions (`3`, `8/5`)."""
    return [
        {
            "question": line.question,
            "section": line.section,
            "pillar": line.pillar,
            "state": line.state,
            "earned": str(line.earned),
            "possible": str(line.possible),
            "cost": line.cost,
        }
        for line in grade.lines
    ]
