"""Reads a .csv, in the two shapes that occur: pyxform's (sheet names in the first column), or one survey."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from .limits import SHEETS, Unreadable


def csv_sheets(content: bytes) -> list[tuple[str, Iterable[Sequence[str]]]]:
    """Title and rows of each sheet; rows keep their numbers in the file. Raises `Unreadable`."""
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as broken:
        raise Unreadable("file-broken") from broken
    return list(_stacked(rows).items()) or [("survey", rows)]


def _stacked(rows: list[list[str]]) -> dict[str, list[list[str]]]:
    """Sheets under each other, each opened by its name in the first column."""
    sheets: dict[str, list[list[str]]] = {}
    name = ""
    for number, row in enumerate(rows):
        word = row[0].strip().lower() if row else ""
        if word in SHEETS:
            name = word
            above = sheets.setdefault(name, [])
            # Empty rows keep the numbers as an editor shows them.
            above.extend([] for _ in range(number - len(above)))
            row = ["", *row[1:]]
        if name:
            sheets[name].append(row)
    return sheets
