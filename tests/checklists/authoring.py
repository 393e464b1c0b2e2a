"""Workbooks that tests write themselves."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book

from audits.checklists.workbook import Workbook, read_workbook

Rows = Sequence[Sequence[Any]]
YES_NO: Rows = [["list_name", "name", "label"], ["yes_no", "yes", "Yes"], ["yes_no", "no", "No"]]
SETTINGS: Rows = [["form_id", "form_title"], ["test", "A test"]]


def a_file(**sheets: Rows) -> bytes:
    """The bytes of an .xlsx with these sheets; cells as given, None for empty ones."""
    book = Book()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(survey: Rows, choices: Rows = YES_NO, settings: Rows = SETTINGS) -> Workbook:
    """A workbook of three sheets, read."""
    return read_workbook("test.xlsx", a_file(survey=survey, choices=choices, settings=settings))


def told(workbook: Workbook) -> list[tuple[str, str, str]]:
    """Where, what and the offending word of each problem."""
    return [(f"{problem.sheet}!{problem.cell}", problem.code, problem.found) for problem in workbook.problems]


def noticed(workbook: Workbook) -> list[tuple[str, str]]:
    """Where and what of each notice."""
    return [(f"{notice.sheet}!{notice.cell}", notice.code) for notice in workbook.notices]
