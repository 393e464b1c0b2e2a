"""Which lost points are won back first, and which actions are past their date. Pure."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

# What a point costs to win back: nothing, practice, somebody's decision, money
EASE = {"attitude": 0, "rule": 0, "coaching": 1, "": 2, "money": 3}

MORNING = 7  # o'clock at the store


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


def is_late(due: date | None, *, zone: str, now: datetime) -> bool:
    """Whether the day of an open action is over at its store."""
    return due is not None and now.astimezone(_zone(zone)).date() > due


def is_morning_after(due: date, *, zone: str, now: datetime) -> bool:
    """Whether it is time to tell of it: nobody is woken at midnight."""
    return now >= datetime.combine(due + timedelta(days=1), time(MORNING), _zone(zone))


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):  # a zone that this machine doesn't know
        return UTC


def _number(text: str) -> float:
    over, _, under = str(text).partition("/")
    return float(over) / float(under or 1)
