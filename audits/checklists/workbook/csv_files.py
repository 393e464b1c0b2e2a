"""Reads a .csv, in the two shapes that occur: pyxform's (sheet names in the first column), or one survey."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from .limits import Unreadable

_SHEETS = ("survey", "choices", "settings")


def csv_sheets(content: bytes) -> Iterator[tuple[str, Iterable[Sequence[str]]]]:
    """Title and rows of each sheet; rows keep their numbers in the file. Raises `Unreadable`."""
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as broken:
        raise Unreadable("file-broken") from broken
    sheets = _stacked(rows)
    if sheets:
        yield from sheets.items()
    else:
        yield "survey", rows


def _stacked(rows: list[list[str]]) -> dict[str, list[list[str]]]:
    """Sheets under each other, each opened by its name in the first column."""
    sheets: dict[str, list[list[str]]] = {}
    name = ""
    for number, row in enumerate(rows):
        word = row[0].strip().lower() if row else ""
        if word in _SHEETS:
            name = word
            # Empty rows above keep the numbers as an editor shows them.
            sheets[name] = [[] for _ in range(number)]
            row = ["", *row[1:]]
        if name:
            sheets[name].append(row)
    return sheets
