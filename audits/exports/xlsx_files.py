"""XLSX written row by row at constant memory: the table, on as many sheets as it takes, and its codebook."""

from collections.abc import Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from audits.exports.cells import Cell, piece, words
from audits.exports.sheets import RowSheet
from audits.exports.tables import Line, Table

ROWS = 1_048_575  # below the heading; a sheet has no more


def write_xlsx(
    path: Path, table: Table, codebook: list[list[Cell]], *, codebook_title: str
) -> Generator[int, None, None]:
    """Write the file; yields how many visits are in it. Left alone before its end it leaves no workbook."""
    with TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as rows:
        workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": rows})
        try:
            yield from _sheets(workbook, table)
        except GeneratorExit:
            workbook.fileclosed = True  # cancelled: there is nothing to pack
            raise
        sheet = workbook.add_worksheet(codebook_title, RowSheet)
        for number, cells in enumerate(codebook):
            sheet.write_line(number, [piece(cells)])
        workbook.close()


def _sheets(workbook: xlsxwriter.Workbook, table: Table) -> Iterator[int]:
    heading = [piece(words(column.name) for column in table.columns)]
    sheet, number, sheets = _sheet(workbook, table.content, heading), 0, 1
    for done, lines in enumerate(table.sources, start=1):
        for line in lines:
            if number == ROWS:
                sheets += 1
                sheet, number = _sheet(workbook, f"{table.content} {sheets}", heading), 0
            number += 1
            sheet.write_line(number, line)
        yield done


def _sheet(workbook: xlsxwriter.Workbook, title: str, heading: Line) -> RowSheet:
    sheet: RowSheet = workbook.add_worksheet(title, RowSheet)
    sheet.freeze_panes(1, 1)
    sheet.write_line(0, heading)
    return sheet
