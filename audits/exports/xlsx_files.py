"""XLSX written row by row at constant memory: the table, on as many sheets as it takes, and its codebook."""

from collections.abc import Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from audits.exports.cells import Cell, words
from audits.exports.tables import Table

ROWS = 1_048_575  # below the heading; a sheet has no more
LETTERS = 32_767  # in a cell
# Nothing that an answer holds becomes a formula, a link or another type than it is.
AS_WRITTEN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(
    path: Path, table: Table, codebook: list[list[Cell]], *, codebook_title: str
) -> Generator[int, None, None]:
    """Write the file; yields how many visits are in it. Left alone before its end it leaves no workbook."""
    with TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as rows:
        workbook = xlsxwriter.Workbook(str(path), {**AS_WRITTEN, "tmpdir": rows})
        try:
            yield from _sheets(workbook, table)
        except GeneratorExit:
            workbook.fileclosed = True  # cancelled: there is nothing to pack
            raise
        sheet = workbook.add_worksheet(codebook_title)
        for number, cells in enumerate(codebook):
            write_cells(sheet, number, cells)
        workbook.close()


def _sheets(workbook: xlsxwriter.Workbook, table: Table) -> Iterator[int]:
    heading: list[Cell] = [words(column.name) for column in table.columns]
    sheet, number, sheets = _sheet(workbook, table.content, heading), 0, 1
    for done, lines in enumerate(table.sources, start=1):
        for line in lines:
            if number == ROWS:
                sheets += 1
                sheet, number = _sheet(workbook, f"{table.content} {sheets}", heading), 0
            number += 1
            write_cells(sheet, number, [cell for piece in line for cell in piece.cells])
        yield done


def _sheet(workbook: xlsxwriter.Workbook, title: str, heading: list[Cell]) -> Worksheet:
    sheet = workbook.add_worksheet(title)
    sheet.freeze_panes(1, 1)
    write_cells(sheet, 0, heading)
    return sheet


def write_cells(sheet: Worksheet, row: int, cells: list[Cell]) -> None:
    """One row. Text stays text, numbers numbers; a text longer than a cell takes is cut with an ellipsis."""
    if sheet.write_row(row, 0, cells) != 0:
        sheet.write_row(row, 0, [_cut(cell) for cell in cells])


def _cut(cell: Cell) -> Cell:
    if isinstance(cell, str) and len(cell) > LETTERS:
        return cell[: LETTERS - 1] + "…"
    return cell
