"""One question's line in a grade: its state, what it earned, what was possible."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any

from audits.expressions import Sheet, State, Turn, to_number

from .figures import simplest

NOT_ASKED = frozenset(
    {"note", "calculate", "hidden", "start", "end", "today", "username", "deviceid", "start-geopoint"}
)
"""Types that take no answer from a person, so have neither state nor line."""

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one question. `earned` of `possible` are exact; both 0 where it doesn't count."""

    question: str
    state: State
    section: str
    pillar: str
    cost: str
    weight: int
    earned: Fraction = ZERO
    possible: Fraction = ZERO
    is_missed: bool = False


@dataclass(frozen=True, slots=True)
class _Try:
    """The question in one turn of the repeats around it."""

    state: State
    is_missed: bool = False
    share: Fraction | None = None
    top: Fraction = ZERO


def read_line(sheet: Sheet, name: str, section: str) -> Line:
    """The line of one question.

    A question in a repeat weighs what it weighs once: its earned and possible are the means over the turns
    in which it counts.
    """
    node = sheet.outline.places[name].node
    weight = node.get("weight", 0)
    tries = [_try(sheet, node, turn) for turn in turns_of(sheet, name)]
    counted = [one for one in tries if one.share is not None]
    earned = _mean(one.share or ZERO for one in counted) * weight
    possible = _mean(one.top for one in counted) * weight
    return Line(
        name,
        _state(tries),
        section,
        node.get("pillar", ""),
        node.get("cost", ""),
        weight,
        earned,
        possible,
        any(one.is_missed for one in tries),
    )


def turns_of(sheet: Sheet, name: str) -> Iterator[Turn]:
    """Every turn of the repeats around a question; one empty turn outside any."""
    turns: list[Turn] = [()]
    for repeat in sheet.outline.places[name].repeats:
        turns = [(*turn, index) for turn in turns for index in range(sheet.turns(repeat, turn))]
    return iter(turns)


def _try(sheet: Sheet, node: dict[str, Any], turn: Turn) -> _Try:
    name = node["name"]
    state = sheet.state(name, turn)
    top = top_share(node, sheet.outline.edition)
    if state == "missing":
        missed = sheet.required(name, turn)
        return _Try(state, missed, ZERO if missed else None, top)
    if state != "answered" or not node.get("weight"):
        return _Try(state)
    share = _share(sheet, node, turn)
    return _Try("na") if share is None else _Try(state, False, min(share, top), top)


def top_share(node: Mapping[str, Any], edition: Mapping[str, Any]) -> Fraction:
    """The highest share that can be earned: the best choice, the sum of several (at most 1), else 1."""
    if "points" in node or not node["type"].startswith("select_"):
        return Fraction(1)
    points = [points_of(choice) for choice in edition["lists"].get(node.get("list", ""), [])]
    if node["type"] == "select_multiple":
        return min(Fraction(1), sum(points, ZERO))
    return max(points, default=ZERO)


def most_points(node: Mapping[str, Any], edition: Mapping[str, Any]) -> Fraction:
    """The points that a question of an edition can earn at most: its weight times its top share."""
    return node.get("weight", 0) * top_share(node, edition)


def points_of(choice: dict[str, Any]) -> Fraction:
    """A choice's points as printed, a decimal or a fraction; 0 where none are given."""
    return Fraction(choice.get("points", 0))


def _share(sheet: Sheet, node: dict[str, Any], turn: Turn) -> Fraction | None:
    """The earned share, 0 to 1; None where the points say "not applicable" with ''."""
    if "points" in node:
        return _worked_out(sheet, node, turn)
    if not node["type"].startswith("select_"):
        # Without choices and without an expression, what is answered has earned its points.
        return Fraction(1)
    chosen = sheet.chosen(node["name"], turn)
    ticked = chosen if node["type"] == "select_multiple" else chosen[:1]
    return min(Fraction(1), sum((points_of(choice) for choice in ticked), ZERO))


def _worked_out(sheet: Sheet, node: dict[str, Any], turn: Turn) -> Fraction | None:
    value = sheet.evaluate(node["points"], node["name"], turn)
    if value == "" or value == []:
        return None
    number = to_number(value)
    return min(Fraction(1), max(ZERO, simplest(number))) if isfinite(number) else ZERO


def _state(tries: list[_Try]) -> State:
    """One state for all turns: what is missed first, then what was answered."""
    if any(one.is_missed for one in tries):
        return "missing"
    states = {one.state for one in tries}
    order: tuple[State, ...] = ("answered", "missing", "na")
    return next((state for state in order if state in states), "hidden")


def _mean(shares: Iterable[Fraction]) -> Fraction:
    listed = list(shares)
    return sum(listed, ZERO) / len(listed) if listed else ZERO
