"""Compiles every expression of the survey; what can't be compiled is refused at its cell."""

import re

from audits.expressions import Refused, compile_expression
from audits.expressions.trees import Tree

from .choices import NO, YES
from .headings import EXPRESSIONS
from .labels import refuse_unknown_name
from .outline import Node, Outline
from .places import Cell
from .problems import Problems

_YES_OR_NO = ("required", "read_only")
_TRUTHS = ("relevant", "constraint")
_NUMERIC = ("integer", "decimal", "range")
_CODES = {
    "arguments": "wrong-arguments",
    "too-long": "expression-too-large",
    "too-deep": "expression-too-large",
}


def compile_cells(outline: Outline, filter_columns: frozenset[str], problems: Problems) -> None:
    """Put the tree of every expression into its node."""
    for node in outline.nodes():
        for column in EXPRESSIONS:
            text = node.row.text(column)
            if text and _belongs(node, column):
                columns = filter_columns if column == "choice_filter" else frozenset()
                _compile(node, column, outline.names, columns, problems)


def _belongs(node: Node, column: str) -> bool:
    if node.kind == "group":
        return column == "relevant"
    if node.kind == "repeat":
        return column in ("relevant", "repeat_count")
    return column != "repeat_count"


def _compile(
    node: Node, column: str, names: dict[str, Cell], columns: frozenset[str], problems: Problems
) -> None:
    cell = node.row.at(column)
    if column in _YES_OR_NO and cell.text.lower() in YES | NO:
        if cell.text.lower() in YES:
            node.trees[column] = ["true"]
        return
    if column in _TRUTHS and cell.text.lower() in ("yes", "no", "true", "false"):
        node.trees[column] = ["true" if cell.text.lower() in YES else "false"]
        return
    if column == "default" and not _is_expression(cell.text):
        node.trees[column] = _literal(node, cell.text)
        return
    # A question without a name has been refused for that; its `.` is fine.
    own = (node.name or "?") if node.kind == "question" else None
    try:
        node.trees[column] = compile_expression(cell.text, names=names, own=own, columns=columns)
    except Refused as refused:
        for one in (refused, *refused.others):
            _refuse(one, cell, names, problems)


def _is_expression(default: str) -> bool:
    """A default is a plain word unless it asks for a value or calls a function."""
    return "${" in default or bool(re.match(r"[a-z][a-z:-]*\(", default))


def _literal(node: Node, text: str) -> Tree:
    if node.type in _NUMERIC and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", text):
        return float(text) if "." in text else int(text)
    return text


def _refuse(refused: Refused, cell: Cell, names: dict[str, Cell], problems: Problems) -> None:
    # A bare word in a `choice_filter` means a column of the choices.
    if refused.code == "unknown-name" and not cell.text.startswith("${", refused.position):
        problems.refuse("unknown-filter-column", cell, refused.found)
        return
    if refused.code == "unknown-name":
        refuse_unknown_name(refused.found, cell, names, problems)
        return
    problems.refuse(_CODES.get(refused.code, refused.code), cell, refused.found)
