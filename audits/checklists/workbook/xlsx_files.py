"""Reads .xlsx and .xlsm: a zip of XML, streamed row by row. Macros are never looked at."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from pyxform.xls2json_backends import xlsx_value_to_str

from .limits import MAX_COLUMNS, MAX_PARTS, MAX_UNPACKED, Unreadable

_PEEK = 4_096


def xlsx_sheets(content: bytes) -> list[tuple[str, Iterable[Sequence[str]]]]:
    """Title and rows of each sheet; rows are read when they are asked for.

    Raises `Unreadable` for a bomb or another kind of zip; what a damaged file raises, its parser knows.
    """
    _check_zip(content)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    return [(sheet.title, _rows(sheet)) for sheet in book.worksheets]


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    # The dimensions that a file claims may be wrong, or a million rows of nothing.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):  # type: ignore[misc]  # the stub's self
        yield ["" if value is None else xlsx_value_to_str(value) for value in row]


def _check_zip(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable("file-too-large", found="zip", most=f"{MAX_UNPACKED // 10**6} MB")
        if "xl/workbook.xml" not in {part.filename.lower() for part in parts}:
            raise Unreadable("not-a-workbook", found="zip")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _refuse_entities(archive, part)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No spreadsheet writes a document type; whoever does wants entities expanded."""
    with archive.open(part) as stream:
        if b"<!DOCTYPE" in stream.read(_PEEK).replace(b"\0", b"").upper():
            raise Unreadable("file-broken")
