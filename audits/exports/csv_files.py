"""CSV as RFC 4180 has it, in UTF-8 with a byte order mark, by which spreadsheets know that it is UTF-8."""

from collections.abc import Iterator

from audits.exports.cells import field, words
from audits.exports.tables import Line, Table

BOM = "\ufeff".encode()
BLOCK = 256  # visits joined before their bytes are handed on


def csv_parts(table: Table) -> Iterator[tuple[int, bytes]]:
    """(visits so far, bytes) of a table: first the heading, then blocks of lines."""
    yield 0, BOM + heading(table)
    done, block = 0, list[str]()
    for lines in table.sources:
        done += 1
        block += [csv_line(line) for line in lines]
        if len(block) >= BLOCK:
            yield done, "".join(block).encode()
            block.clear()
    yield done, "".join(block).encode()


def heading(table: Table) -> bytes:
    """The first line: the columns' names."""
    return (",".join(field(words(column.name)) for column in table.columns) + "\r\n").encode()


def csv_line(line: Line) -> str:
    """One line with its end."""
    return ",".join([piece.text for piece in line]) + "\r\n"
