"""Reads the older .xls through xlrd."""

import os
from collections.abc import Iterable, Iterator, Sequence

import xlrd
from pyxform.xls2json_backends import xls_value_to_unicode

from .limits import MAX_COLUMNS, Unreadable


def is_encrypted(content: bytes) -> bool:
    """Whether an OLE file is a password-protected .xlsx: it then holds a stream of this name."""
    return "EncryptedPackage".encode("utf-16-le") in content


def xls_sheets(content: bytes) -> list[tuple[str, Iterable[Sequence[str]]]]:
    """Title and rows of each sheet. Raises `Unreadable` for a broken or protected file."""
    with open(os.devnull, "w") as silence:
        try:
            # Ragged rows: a file that claims 65,536 × 256 cells costs only those that it holds.
            book = xlrd.open_workbook(file_contents=content, ragged_rows=True, logfile=silence)
        except xlrd.XLRDError as broken:
            raise Unreadable("file-encrypted" if "encrypted" in str(broken) else "file-broken") from broken
    return [(sheet.name, _rows(sheet, book.datemode)) for sheet in book.sheets()]


def _rows(sheet: xlrd.sheet.Sheet, datemode: int) -> Iterator[list[str]]:
    return (_row(sheet, number, datemode) for number in range(sheet.nrows))


def _row(sheet: xlrd.sheet.Sheet, number: int, datemode: int) -> list[str]:
    return [_text(cell, datemode) for cell in sheet.row(number)[:MAX_COLUMNS]]


def _text(cell: xlrd.sheet.Cell, datemode: int) -> str:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    try:
        return str(xls_value_to_unicode(cell.value, cell.ctype, datemode))
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return str(cell.value)
