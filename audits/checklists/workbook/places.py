"""Where something stands in a workbook, as a spreadsheet shows it."""

from dataclasses import dataclass


def column_letters(index: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its sheet, its row from 1, its column's heading and letters, and its text."""

    sheet: str
    row: int
    column: str
    letters: str
    text: str = ""

    @property
    def address(self) -> str:
        """Letters and row, such as `F4`."""
        return f"{self.letters}{self.row}"
