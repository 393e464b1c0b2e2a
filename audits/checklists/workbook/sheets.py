"""A sheet as rows of named cells, each of which knows its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .headings import Heading, read_heading
from .places import Cell, column_letters
from .problems import Problems

Grid = list[tuple[int, list[str]]]
"""Rows that hold something: the row's number in the spreadsheet and its texts from column A on."""


@dataclass(slots=True)
class Row:
    """One row of a sheet: its cells by column and language, the cells of unknown columns apart."""

    sheet: "Sheet"
    number: int
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)

    def text(self, column: str, language: str = "") -> str:
        """The text in a column, '' where there is none."""
        cell = self.cells.get((column, language))
        return cell.text if cell else ""

    def at(self, column: str, language: str = "") -> Cell:
        """The cell of a column, also when it is empty; a column that is not there stands at A."""
        cell = self.cells.get((column, language))
        return cell or self.sheet.place(self.number, column, language)


@dataclass(slots=True)
class Sheet:
    """A sheet: its name, what its columns mean, and its rows in order."""

    name: str
    headings: list[tuple[int, Heading]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    heading_row: int = 1
    untitled: set[int] = field(default_factory=set)

    def place(self, row: int, column: str, language: str = "") -> Cell:
        """The place where a column meets a row."""
        for index, heading in self.headings:
            if heading.column == column and heading.language == language:
                return Cell(self.name, row, heading.written, column_letters(index))
        return Cell(self.name, row, column, "A")

    def languages_of(self, column: str) -> list[str]:
        """The languages, as written, in which a column is given; '' stands for no language."""
        return [heading.language for _, heading in self.headings if heading.column == column]

    def has(self, column: str) -> bool:
        """Whether any heading means this column."""
        return bool(self.languages_of(column))


def read_sheet(name: str, grid: Grid, problems: Problems) -> Sheet:
    """Name the cells of a grid by its first row; doubled headings are refused, unknown ones noticed."""
    sheet = Sheet(name)
    if not grid:
        return sheet
    sheet.heading_row, titles = grid[0]
    colons = "::" if any("::" in title for title in titles) else ":"
    for index, title in enumerate(titles):
        if title:
            sheet.headings.append((index, read_heading(" ".join(title.split()), name, colons)))
    _check_headings(sheet, problems)
    sheet.rows = [_read_row(sheet, number, texts, problems) for number, texts in grid[1:]]
    return sheet


def _check_headings(sheet: Sheet, problems: Problems) -> None:
    seen: dict[tuple[str, str], Cell] = {}
    for index, heading in sheet.headings:
        cell = Cell(sheet.name, sheet.heading_row, heading.written, column_letters(index), heading.written)
        key = (heading.column or f"?{heading.written}", heading.language)
        if key in seen:
            problems.refuse("duplicate-column", cell, heading.written, also=(seen[key].address,))
        seen.setdefault(key, cell)


def _read_row(sheet: Sheet, number: int, texts: list[str], problems: Problems) -> Row:
    row = Row(sheet, number)
    known = dict(sheet.headings)
    for index, text in enumerate(texts):
        if not text:
            continue
        heading = known.get(index)
        cell = Cell(sheet.name, number, heading.written if heading else "", column_letters(index), text)
        if heading is None:
            # Said once a column; from then on the column is known to have no heading.
            if index not in sheet.untitled:
                sheet.untitled.add(index)
                problems.notice("column-without-heading", cell, text)
        elif heading.column:
            row.cells.setdefault((heading.column, heading.language), cell)
        else:
            row.others.append(cell)
    return row


def unknown_columns(sheet: Sheet) -> Iterator[Cell]:
    """The headings that mean none of our columns."""
    for index, heading in sheet.headings:
        if not heading.column:
            yield Cell(sheet.name, sheet.heading_row, heading.written, column_letters(index), heading.written)
