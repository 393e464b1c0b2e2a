"""A table on its way into a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from audits.exports.cells import Piece
from audits.exports.columns import Column

Line: TypeAlias = "list[Piece]"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and for each visit (or scorecard) that is read the lines it makes. `content` names the sheet."""

    content: str
    columns: list[Column]
    sources: Iterator[list[Line]]
