"""Which lost points are won back first. Pure."""

from collections.abc import Mapping
from typing import Any

# What a point costs to win back: nothing, practice, somebody's decision, money
EASE = {"attitude": 0, "rule": 0, "coaching": 1, "": 2, "money": 3}


def easiest_first(
    losses: Mapping[str, Mapping[str, Any]], costs: Mapping[str, str]
) -> list[tuple[str, str, float]]:
    """(question, cost, points) of lost points: those that cost nothing first, and of equals the dearest."""
    found = [(name, costs.get(name, ""), float(line["points"])) for name, line in losses.items()]
    return sorted(found, key=lambda one: (EASE.get(one[1], EASE[""]), -one[2], one[0]))


def verdict(line: Mapping[str, Any] | None) -> str | None:
    """`kept` or `lost`, as a grade's line says it; None where the question did not count in that visit."""
    if line is None or "possible" not in line or _number(line["possible"]) == 0:
        return None
    return "kept" if _number(line["earned"]) >= _number(line["possible"]) else "lost"


def _number(text: str) -> float:
    over, _, under = str(text).partition("/")
    return float(over) / float(under or 1)
