"""From the bytes of a file to the texts of its sheets, however hostile the bytes.

Sizes are limited before anything is unpacked, so that time and memory stay bounded. Values become text with
pyxform's own functions, so that a number or a date reads as it does in the other XLSForm tools.
"""

import unicodedata
import warnings
from collections.abc import Callable, Iterable, Sequence

from .csv_files import csv_sheets
from .limits import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_EMPTY_ROWS, MAX_ROWS, MAX_TEXT, SHEETS, Unreadable
from .sheets import Grid

Texts = list[tuple[str, Iterable[Sequence[str]]]]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KEPT_CONTROLS = "\n\t"


def open_workbook(filename: str, content: bytes) -> dict[str, Grid]:
    """The sheets of a workbook (.xlsx, .xlsm, .xls, .csv) by their titles; those that are not ours stay empty.

    What the file is shows in its first bytes; its name only tells a text file apart. Raises `Unreadable`.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise Unreadable("file-empty")
    if len(content) > MAX_BYTES:
        raise Unreadable(
            "file-too-large", found=f"{len(content) / 1e6:.0f} MB", most=f"{MAX_BYTES // 10**6} MB"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that we do not read
            sheets = _opener(filename, content)(content)
            ours = [title for title, _ in sheets if title.strip().lower() in SHEETS or len(sheets) == 1]
            return {title: _grid(title, rows) if title in ours else [] for title, rows in sheets}
    except Unreadable:
        raise
    except Exception as broken:
        # A damaged file breaks its parser anywhere, in ways that no list of exceptions is complete for.
        raise Unreadable("file-broken") from broken


def _opener(filename: str, content: bytes) -> Callable[[bytes], Texts]:
    # Their libraries are heavy: who opens no workbook doesn't load them.
    if content.startswith(_ZIP):
        from .xlsx_files import xlsx_sheets

        return xlsx_sheets
    if content.startswith(_OLE):
        from .xls_files import is_encrypted, xls_sheets

        if is_encrypted(content):
            raise Unreadable("file-encrypted")
        return xls_sheets
    if filename.lower().endswith(".csv"):
        return csv_sheets
    raise Unreadable("not-a-workbook", found=filename)


def _grid(title: str, rows: Iterable[Sequence[str]]) -> Grid:
    grid: Grid = []
    empty = cells = length = 0
    for number, row in enumerate(rows, start=1):
        texts = [clean(text) for text in row[:MAX_COLUMNS]]
        if not any(texts):
            empty += 1
            if empty > MAX_EMPTY_ROWS:
                break
            continue
        empty = 0
        cells += sum(1 for text in texts if text)
        length += sum(map(len, texts))
        if len(grid) >= MAX_ROWS or cells > MAX_CELLS or length > MAX_TEXT:
            raise Unreadable("too-many-rows", found=title, most=str(MAX_ROWS))
        grid.append((number, texts))
    return grid


def clean(text: str) -> str:
    """A cell's text without what no text should hold: control characters, lone surrogates, blanks around."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()
