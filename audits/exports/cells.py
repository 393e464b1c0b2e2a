"""What one cell says, in a spreadsheet and in CSV.

A *piece* is a run of neighbouring cells that belong together (a question and its choices), kept as cells and as
the CSV text of the same cells, so that what occurs in many visits is written out once and joined many times.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from audits.formulas import disarmed

Cell = str | int | float | None


class Piece:
    """Neighbouring cells and their CSV text without the line's end.

    `sheet` is their XML in a spreadsheet from `column` on, once somebody wrote it (see `sheets`).
    """

    __slots__ = ("cells", "column", "sheet", "text")

    def __init__(self, cells: tuple[Cell, ...], text: str) -> None:
        self.cells, self.text = cells, text
        self.column, self.sheet = -1, ""


def quoted(words: str) -> str:
    """One CSV field as RFC 4180 has it."""
    if '"' in words:
        return '"' + words.replace('"', '""') + '"'
    if "," in words or "\n" in words or "\r" in words or words[:1].isspace() or words[-1:].isspace():
        return f'"{words}"'
    return words


def field(cell: Cell) -> str:
    """The CSV field of a cell; an empty one for None."""
    if cell is None:
        return ""
    return quoted(cell) if isinstance(cell, str) else plain(cell)


def piece(cells: Iterable[Cell]) -> Piece:
    """Cells with their CSV text. Strings must be disarmed already."""
    kept = tuple(cells)
    return Piece(kept, ",".join([field(cell) for cell in kept]))


def words(value: Any) -> str | None:
    """Any text that people wrote, disarmed; None for nothing."""
    if value is None or value == "":
        return None
    return disarmed(str(value))


def plain(number: float | Decimal) -> str:
    """A number in decimal digits without an exponent: `0.00001`, `-5`, `12.5`."""
    if isinstance(number, int):
        return str(number)
    shown = str(number)
    if "e" in shown or "E" in shown:
        shown = format(Decimal(shown), "f")
    return shown.removesuffix(".0")


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC with whole seconds; None for None."""
    return None if at is None else at.astimezone(UTC).isoformat()[:19] + "Z"


def week(day: date | None) -> str | None:
    """The ISO week of a day, `2026-W46`."""
    if day is None:
        return None
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"
