"""`python -m bench.inside.xlsx BRAND`: XLSX built from the database, and xlsxwriter alone on the same rows, ready."""

import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import orjson
import xlsxwriter

from audits.exports.cells import Cell
from audits.exports.codebook import codebook
from audits.exports.xlsx_files import write_xlsx
from bench.inside.csv_ours import largest
from bench.inside.wishes import content_of

# Nothing that an answer holds becomes a formula, a link or another type than it is.
AS_WRITTEN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


BLOCK = 1000  # ready rows held at once
FLOOR_ROWS = 20_000  # xlsxwriter's time grows with the rows alone: of more, so many tell its speed


def main(brand: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content_of(brand)  # connects
        before = largest()
        started = time.perf_counter()
        content = content_of(brand)
        table = content.table()
        explained = codebook(table, content.prints, language="en")
        for _ in write_xlsx(Path(folder) / "ours.xlsx", table, explained, codebook_title="Codebook"):
            pass
        ours = time.perf_counter() - started
        told = {"ours": ours, "before": before, "peak": largest()}
        print(orjson.dumps(told | {"floor_row": floor(Path(folder) / "floor.xlsx", brand)}).decode())


def floor(path: Path, brand: str) -> float:
    """Seconds a row in which xlsxwriter alone writes ready rows into a workbook, in constant memory. The clock
    stands while a block of rows is made ready."""
    took, number = 0.0, 0
    workbook = xlsxwriter.Workbook(str(path), AS_WRITTEN)
    sheet = workbook.add_worksheet()
    for rows in ready(brand):
        started = time.perf_counter()
        for row in rows:
            sheet.write_row(number, 0, row)
            number += 1
        took += time.perf_counter() - started
    started = time.perf_counter()
    workbook.close()
    return (took + time.perf_counter() - started) / max(1, number)


def ready(brand: str) -> Iterator[list[list[Cell]]]:
    """The rows of the export, as cells, in blocks."""
    lines = (line for source in content_of(brand).table().sources for line in source)
    rows = ([cell for piece in line for cell in piece.cells] for line in islice(lines, FLOOR_ROWS))
    while block := list(islice(rows, BLOCK)):
        yield block


if __name__ == "__main__":
    main(sys.argv[1])
