"""Comparisons of a select question with a choice: the choice must be in the question's list."""

from audits.expressions.trees import choices_compared

from .choices import ChoiceList
from .outline import Node, Outline
from .problems import Problems
from .scored import SELECTS


def check_comparisons(outline: Outline, lists: dict[str, ChoiceList], problems: Problems) -> None:
    """Refuse `= 'word'`, `!= 'word'` and `selected(…, 'word')` where the list has no such choice."""
    selects = {
        node.name: node for node in outline.nodes() if node.type in SELECTS and node.list_name in lists
    }
    for node in outline.nodes():
        for column, tree in node.trees.items():
            if column != "choice_filter":
                for name, literal in dict.fromkeys(choices_compared(tree, own=node.name)):
                    if name in selects:
                        _check_words(node, column, selects[name], literal, lists, problems)


def _check_words(
    node: Node,
    column: str,
    asked: Node,
    literal: str,
    lists: dict[str, ChoiceList],
    problems: Problems,
) -> None:
    choices = {*lists[asked.list_name].rows, *(["other"] if asked.or_other else [])}
    words = literal.split() if asked.type == "select_multiple" else [literal]
    for word in words:
        if word not in choices:
            place = node.row.at(column)
            problems.refuse("unknown-choice", place, word, list=asked.list_name, question=asked.name)
