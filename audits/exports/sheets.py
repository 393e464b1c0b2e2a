"""A worksheet that takes rows already written as XML: what many rows have in common is written out once.

xlsxwriter makes objects of each cell, keeps them until the row ends, then writes them one by one. Its file around
the rows, its escapes and its limits are used as they are.
"""

import re

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from audits.exports.cells import Cell, Piece
from audits.exports.tables import Line

LETTERS = 32_767  # UTF-16 units in a cell
ROW = "\x01"  # stands for the row's number in a piece's XML: no text has it, control characters are escaped
_PLAIN = re.compile(r"(?!\s)[^&<>\x00-\x08\x0b-\x1f\ufffe\uffff]*(?<!\s)\Z")
_COLUMNS = [xl_col_to_name(column) for column in range(16_384)]  # a sheet has no more


class RowSheet(Worksheet):
    """A worksheet in constant memory; a row at a time, downwards."""

    def write_line(self, row: int, line: Line) -> None:
        """One row of pieces, below all that are written. Text stays text, numbers numbers."""
        column, cells = 0, list[str]()
        for piece in line:
            if piece.column != column:
                piece.column, piece.sheet = column, self._piece(piece, column)
            cells.append(piece.sheet)
            column += len(piece.cells)
        number = str(row + 1)
        self.fh.write(f'<row r="{number}">{"".join(cells).replace(ROW, number)}</row>')
        self._check_dimensions(row, 0)
        self._check_dimensions(row, column - 1)

    def _piece(self, piece: Piece, column: int) -> str:
        named = zip(_COLUMNS[column : column + len(piece.cells)], piece.cells, strict=False)
        return "".join([self._cell(name, cell) for name, cell in named if cell is not None])

    def _cell(self, column: str, cell: Cell) -> str:
        if not isinstance(cell, str):
            return f'<c r="{column}{ROW}"><v>{cell:.16G}</v></c>'
        if _PLAIN.match(cell) and "_x" not in cell and len(cell) <= LETTERS // 2:
            return f'<c r="{column}{ROW}" t="inlineStr"><is><t>{cell}</t></is></c>'
        told = self._escape_data(self._escape_control_characters(cut(cell)))
        return f'<c r="{column}{ROW}" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'


def cut(words: str) -> str:
    """The words, with an ellipsis at the end of what a cell takes."""
    units = words.encode("utf-16-le")
    return (
        words if len(units) <= 2 * LETTERS else units[: 2 * LETTERS - 2].decode("utf-16-le", "ignore") + "…"
    )
