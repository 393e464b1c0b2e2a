"""Bytes to rows of text: CSV in the usual encodings and delimiters, and .xlsx."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 200_000, 200, 10_000
MOST_UNPACKED = 400_000_000  # bytes of an .xlsx once unpacked
DELIMITERS = ",;\t|"
_MOST_NULS = 20  # so many strayed into a text and are left out; where there are more it is none


class Unreadable(ValueError):
    """The bytes are no spreadsheet that we can read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings, and rows with their number as a spreadsheet counts them: the heading is row 1."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def read(content: bytes) -> Sheet:
    """The first sheet with anything in it. Raises Unreadable."""
    lines = _workbook(content) if content[:4] == b"PK\x03\x04" else _csv(content)
    numbered = [(number, cells) for number, cells in enumerate(lines, 1) if any(c.strip() for c in cells)]
    if len(numbered) < 2:
        raise Unreadable("no heading with rows under it")
    (first, headings), rows = numbered[0], numbered[1:]
    if len(rows) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise Unreadable("too many rows or columns")
    width = len(headings)
    return Sheet(
        headings=_distinct([" ".join(cell.split()) for cell in headings]),
        rows=[(number - first + 1, (cells + [""] * width)[:width]) for number, cells in rows],
    )


def _csv(content: bytes) -> Iterator[list[str]]:
    text = decode(content)
    if text.count("\0") > _MOST_NULS:
        raise Unreadable("not a text file")
    text = text.replace("\0", "")
    if "\n" not in text:
        text = text.replace("\r", "\n")  # lines end as on old Macs, which Excel still offers to save
    csv.field_size_limit(LONGEST_CELL * 10)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            yield [cell[:LONGEST_CELL] for cell in cells]
    except csv.Error as trouble:
        raise Unreadable(str(trouble)) from None


def decode(content: bytes) -> str:
    """Text of UTF-8 or UTF-16 with or without a mark, else of Windows-1252, which Excel saves in the west."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if _is_utf_16(content):
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _is_utf_16(content: bytes) -> bool:
    """Without a mark UTF-16 is known by its many NULs, also beside line breaks; a single one only strayed."""
    at = content.find(b"\n")
    return content[:200].count(b"\0") > 1 and (at < 0 or b"\0" in content[max(at - 1, 0) : at + 2])


def _delimiter(text: str) -> str:
    """The mark that splits the first lines into the most columns, the same number in each."""
    sample = text[:20_000]

    def evenness(mark: str) -> tuple[int, int]:
        widths = [
            len(row)
            for _, row in zip(range(20), csv.reader(io.StringIO(sample), delimiter=mark), strict=False)
        ]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=evenness)


def _workbook(content: bytes) -> Iterable[list[str]]:
    from openpyxl import load_workbook  # heavy, and seldom wanted

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable("the workbook is too large once unpacked")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
            lines = [_trimmed([_as_text(value) for value in row]) for row in rows]
            if any(lines):
                return lines
    except Unreadable:
        raise
    except Exception as broken:
        # A damaged file breaks its parser anywhere, in ways that no list of exceptions is complete for.
        raise Unreadable("the workbook is damaged") from broken
    return []


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _as_text(value: Any) -> str:
    """A cell as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)[:LONGEST_CELL]


def _distinct(headings: list[str]) -> list[str]:
    """Every heading once: a nameless one gets its letter, a second of the same name its number."""
    seen: dict[str, int] = {}
    names = []
    for at, heading in enumerate(headings):
        name = heading[:120] or f"({at + 1})"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names
