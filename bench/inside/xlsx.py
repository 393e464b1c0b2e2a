"""`python -m bench.inside.xlsx BRAND`: XLSX built from the database, and xlsxwriter alone on the same rows, ready."""

import sys
import tempfile
import time
from pathlib import Path

import orjson
import xlsxwriter

import bench.inside.setup  # noqa: F401 - Django, before any model

from bench.inside.wishes import content_of  # isort: skip
from audits.exports.cells import Cell
from audits.exports.codebook import codebook
from audits.exports.xlsx_files import write_xlsx

# Nothing that an answer holds becomes a formula, a link or another type than it is.
AS_WRITTEN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def main(brand: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        content = content_of(brand)
        table = content.table()
        explained = codebook(table, content.prints, language="en")
        for _ in write_xlsx(Path(folder) / "ours.xlsx", table, explained, codebook_title="Codebook"):
            pass
        ours = time.perf_counter() - started
        ready = [
            [cell for piece in line for cell in piece.cells]
            for lines in content.table().sources
            for line in lines
        ]
        started = time.perf_counter()
        floor(Path(folder) / "floor.xlsx", ready)
        print(orjson.dumps({"ours": ours, "floor": time.perf_counter() - started}).decode())


def floor(path: Path, rows: list[list[Cell]]) -> None:
    """Ready rows into a workbook in constant memory."""
    workbook = xlsxwriter.Workbook(str(path), AS_WRITTEN)
    sheet = workbook.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    workbook.close()


if __name__ == "__main__":
    main(sys.argv[1])
