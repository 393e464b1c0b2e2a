"""Expressions that wait for each other in a circle.

A question's value depends on its own `relevant` and `calculation` and on the `relevant` of every group around
it, because an irrelevant question reads as ''. Other expressions change no value, so they close no circle.
"""

from audits.expressions.trees import cycles, names_in, reads_own

from .outline import Node, Outline
from .places import Cell
from .problems import Problems

_GOVERNING = ("relevant", "calculation", "repeat_count")


def check_cycles(outline: Outline, problems: Problems) -> None:
    """Refuse every circle once, at its first cell, with the others in `also`."""
    cells = {cell.address: cell for node in outline.nodes() for cell in _governing(node)}
    for first, *others in cycles(_graph(outline)):
        problems.refuse("cycle", cells[first], also=tuple(others))


def _graph(outline: Outline) -> dict[str, list[str]]:
    """For each governing cell, by address, the cells that decide over the values that it asks for."""
    deciding = {node.name: _deciding(node) for node in outline.nodes()}
    return {
        node.row.at(column).address: [
            cell for name in _asked(node, column) for cell in deciding.get(name, ())
        ]
        for node in outline.nodes()
        for column in _GOVERNING
        if column in node.trees
    }


def _asked(node: Node, column: str) -> set[str]:
    tree = node.trees[column]
    # A calculation may look at its own last value; a `relevant` that does can never become true.
    return names_in(tree) | ({node.name} if column == "relevant" and reads_own(tree) else set())


def _governing(node: Node) -> list[Cell]:
    return [node.row.at(column) for column in _GOVERNING if column in node.trees]


def _deciding(node: Node) -> list[str]:
    own = [cell.address for cell in _governing(node)]
    around = [cell.address for group in node.above for cell in _governing(group)]
    return own + around
