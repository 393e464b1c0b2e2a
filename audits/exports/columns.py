"""The columns of one question, and how an answer is laid on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from audits.exports.cells import Cell, Piece, field, piece, plain, week, words
from audits.exports.editions import Asked, United

Encoder = Callable[[Any], Piece]
FILES = frozenset({"image", "audio", "file"})
PLACES = frozenset({"geopoint", "start-geopoint"})
MOMENTS = frozenset({"dateTime", "start", "end"})
DAYS = frozenset({"date", "today"})
FEW_ANSWERS = frozenset({"select_one", "select_multiple", "range", "integer"})
ONE_CELL = frozenset({"text", "barcode", "calculate", "hidden", "acknowledge", "time", "decimal"})
DID_NOT_HAPPEN = "did_not_happen"
# How many different answers to one question are kept as ready pieces
KEPT = 5000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and what the codebook says of it. `facet` is what it shows of a question."""

    name: str
    facet: str = ""
    united: United | None = None
    subject: str = ""  # for figures of a grade: the section, pillar or touchpoint


def facets_of(united: United) -> tuple[str, ...]:
    """What of a question has a column: '' is the answer itself, else a choice, a part of a place, `count`."""
    facets: dict[str, None] = {}
    for kind in united.kinds:
        if kind in PLACES:
            facets |= dict.fromkeys(("lat", "lon", "accuracy"))
        elif kind == "repeat":
            facets |= {"count": None}
        else:
            facets |= {"": None}
        if kind == "select_multiple":
            facets |= dict.fromkeys(united.choices)
    return tuple(facets)


def columns_of(united: United) -> list[Column]:
    """The columns of a question over all editions: `name`, `name/choice`, `name/lat`, `name/count`."""
    return [
        Column(f"{united.name}/{facet}" if facet else united.name, facet, united)
        for facet in facets_of(united)
    ]


def encoder(asked: Asked, facets: tuple[str, ...], *, sees_days: bool) -> Encoder:
    """A function from an answer, as one edition took it, to the cells of the united question.

    TypeError where an answer is of a shape that no phone of ours gives; `careful_encoder` writes it nevertheless.
    """
    careful = careful_encoder(asked, facets, sees_days=sees_days)
    if asked.kind == "select_multiple":
        kept = Kept(lambda chosen: careful(list(chosen)))
        kept[()] = careful(None)
        return lambda answer: kept[tuple(answer or ())]
    return Kept(careful).__getitem__ if asked.kind in FEW_ANSWERS else careful


def careful_encoder(asked: Asked, facets: tuple[str, ...], *, sees_days: bool) -> Encoder:
    """The same for any answer, without remembering."""
    spread = _spread(asked, sees_days=sees_days)
    empty = piece([None] * len(facets))

    def encode(answer: Any) -> Piece:
        if answer is None or answer == "" or answer == []:
            return empty
        cells = spread(answer)
        return piece([cells.get(facet) for facet in facets])

    def encode_one(answer: Any) -> Piece:
        if answer is None or answer == "":
            return empty
        cell = cell_of(answer)
        return Piece((cell,), field(cell))

    plainly = ONE_CELL if not sees_days else ONE_CELL | MOMENTS | DAYS
    return encode_one if facets == ("",) and asked.kind in plainly else encode


class Kept(dict[Any, Piece]):
    """Pieces of answers that come again and again, made when they are first met. Memory stays bounded."""

    def __init__(self, encode: Encoder) -> None:
        super().__init__()
        self.encode = encode

    def __missing__(self, answer: Any) -> Piece:
        made = self.encode(answer)
        if len(self) < KEPT:
            self[answer] = made
        return made


def _spread(asked: Asked, *, sees_days: bool) -> Callable[[Any], Mapping[str, Cell]]:
    kind = asked.kind
    if kind == "select_multiple":
        return _ticks(asked)
    if kind in PLACES:
        return _place
    if kind == "repeat":
        return lambda turns: {"count": len(turns) if isinstance(turns, list) else None}
    if not sees_days and kind in MOMENTS | DAYS:
        return lambda answer: {"": _without_day(answer)}
    return lambda answer: {"": cell_of(answer)}


def _ticks(asked: Asked) -> Callable[[Any], Mapping[str, Cell]]:
    """One joined cell, and 1 or 0 for each choice that this edition offers; choices it lacks stay empty."""
    offered = [choice["name"] for choice in asked.choices]

    def ticks(answer: Any) -> Mapping[str, Cell]:
        chosen = answer if isinstance(answer, list) else [answer]
        return {"": cell_of(chosen, " "), **{name: int(name in chosen) for name in offered}}

    return ticks


def _place(answer: Any) -> Mapping[str, Cell]:
    parts = answer if isinstance(answer, dict) else {}
    return {
        key: _number(value)
        for key, value in parts.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


def cell_of(answer: Any, between: str = "; ") -> Cell:
    """One answer in one cell: text disarmed, numbers as numbers, lists joined, an RFC 3339 moment as it is."""
    if isinstance(answer, str):
        return words(answer)
    if isinstance(answer, bool) or answer is None:
        return None if answer is None else str(answer).lower()
    if isinstance(answer, int | float):
        return _number(answer)
    if isinstance(answer, list):
        return words(between.join(str(cell_of(one)) for one in answer))
    if isinstance(answer, dict) and answer.get(DID_NOT_HAPPEN):
        return DID_NOT_HAPPEN
    if isinstance(answer, dict) and "lat" in answer:
        return " ".join(field(value) for value in _place(answer).values())
    return None


def _number(answer: float) -> Cell:
    """Spreadsheets keep fifteen digits: a longer whole number stays text, and what is no number nothing."""
    if isinstance(answer, float) and not isfinite(answer):
        return None
    return answer if abs(answer) < 10**15 else plain(answer)


def _without_day(answer: Any) -> Cell:
    """A date as its ISO week, a moment as week and time of day: whoever may not know the day learns no more."""
    if not isinstance(answer, str):
        return cell_of(answer)
    try:
        shown = week(date.fromisoformat(answer[:10]))
    except ValueError:
        return None
    return f"{shown} {answer[11:19]}".strip()
