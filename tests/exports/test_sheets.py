"""What stands in a spreadsheet's cells, whatever was written there."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from audits.exports.cells import Cell, piece
from audits.exports.sheets import LETTERS, RowSheet
from tests.cast import Cast
from tests.exports.stage import a_visit, an_export, row_of, sheets_of, worked

LONG = "م" * (LETTERS + 3)


def read_back(folder: Path, *rows: list[Cell]) -> list[list[Any]]:
    """The rows, written in two pieces each, as openpyxl reads them."""
    book = xlsxwriter.Workbook(str(folder / "book.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet("sheet", RowSheet)
    first = piece(rows[0][:1])  # the same piece in every row
    for number, row in enumerate(rows):
        sheet.write_line(number, [first, piece(row[1:])])
    book.close()
    read = openpyxl.load_workbook(folder / "book.xlsx")["sheet"]
    return [list(row) for row in read.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    "words",
    [
        "<r><t>Ring & chain</t></r>",
        "a < b & c > \"d\" 'e'",
        " led by spaces  ",
        "two\nlines\tand a tab",
        "_x0041_ is no letter",
        "لم يسألني أحد",
        "𓂀 beyond the first plane",
        "=SUM(A1)",
    ],
)
def test_words_come_back_as_they_were_written(tmp_path: Path, words: str) -> None:
    (row,) = read_back(tmp_path, ["first", words])
    assert [str(cell).replace("_x005F_", "_") for cell in row] == ["first", words]


def test_control_characters_are_escaped_and_break_no_row(tmp_path: Path) -> None:
    rows = read_back(tmp_path, ["a", "bell \x07, one \x01"], ["a", "next"])
    assert rows == [["a", "bell _x0007_, one _x0001_"], ["a", "next"]]


def test_numbers_are_numbers_and_empty_cells_stay_empty(tmp_path: Path) -> None:
    rows = read_back(tmp_path, ["a", 12, None, 0.1, 91.5, 123456789012345], ["a", -5, 1e-7, None, None, 0])
    assert rows == [["a", 12, None, 0.1, 91.5, 123456789012345], ["a", -5, 1e-7, None, None, 0]]


@pytest.mark.parametrize("words", [LONG, "𓂀" * LETTERS])
def test_a_text_longer_than_a_cell_takes_ends_in_an_ellipsis(tmp_path: Path, words: str) -> None:
    ((_, cell),) = read_back(tmp_path, ["a", words])
    assert cell.endswith("…")
    assert words.startswith(cell[:-1])
    assert LETTERS - 2 <= len(cell.encode("utf-16-le")) // 2 <= LETTERS


@pytest.mark.django_db
def test_an_answer_of_a_shape_no_phone_gives_spoils_no_file(cast: Cast) -> None:
    strange = {"given_acts": [{"seat": 1}], "window_faultless": [["yes"]], "first_look": {"a": []}}
    visit = a_visit(cast, worked() | strange)
    row = row_of(an_export(cast.hana), visit.pk)
    assert row["tell_a_friend"] == worked()["tell_a_friend"]
    assert len(sheets_of(an_export(cast.hana, file_format="xlsx"))["visits"]) == 2
    assert an_export(cast.hana, content="answers").state == "done"
