"""Words in every language, and the names that words mention."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from .choices import ChoiceList
from .headings import TRANSLATED
from .languages import Languages
from .limits import MAX_NAME, MAX_NEAR, MAX_SUGGESTIONS
from .outline import Outline
from .places import Cell
from .problems import Problems
from .questions import SILENT
from .sheets import Row

_MENTION = re.compile(r"\$\{([^{}]*)\}")


def check_labels(
    outline: Outline, lists: dict[str, ChoiceList], languages: Languages, problems: Problems
) -> None:
    """Every question and every choice has a label in each language; a picture may stand for it."""
    for node in outline.nodes():
        # A section without a title is fine; one that has a title has it in every language.
        needed = node.kind == "question" and node.type not in SILENT
        _check_label(node.row, languages, problems, needed=needed)
    for choices in lists.values():
        for row in choices.rows.values():
            _check_label(row, languages, problems, needed=True)


def _check_label(row: Row, languages: Languages, problems: Problems, *, needed: bool) -> None:
    if problems.is_full:
        return
    given = languages.texts(row, "label")
    if not given and (not needed or _shown_otherwise(row, languages)):
        return
    for language in languages.all:
        if language.code not in given:
            place = row.at("label", language.place(row, "label"))
            problems.refuse("label-missing", place, row.text("name"), language=language.name or language.code)


def _shown_otherwise(row: Row, languages: Languages) -> bool:
    return bool(languages.texts(row, "media::image") or languages.texts(row, "hint"))


def check_mentions(outline: Outline, lists: dict[str, ChoiceList], problems: Problems) -> None:
    """`${name}` within words must name a row."""
    rows = [node.row for node in outline.nodes()]
    rows += [row for choices in lists.values() for row in choices.rows.values()]
    for row in rows:
        for cell in _cells_of_words(row):
            for name in dict.fromkeys(word.strip() for word in _MENTION.findall(cell.text)):
                if name not in outline.names:
                    refuse_unknown_name(name, cell, outline.names, problems)


def _cells_of_words(row: Row) -> Iterator[Cell]:
    return (cell for (column, _), cell in row.cells.items() if column in TRANSLATED)


def refuse_unknown_name(name: str, cell: Cell, names: dict[str, Cell], problems: Problems) -> None:
    """Refuse a name that no row has, with the nearest one that there is."""
    near: list[str] = []
    if len(name) <= MAX_NAME and len(names) <= MAX_NEAR and len(problems.defects) < MAX_SUGGESTIONS:
        near = get_close_matches(name, [n for n in names if len(n) <= MAX_NAME], n=1, cutoff=0.75)
    row = str(names[near[0]].row) if near else ""
    problems.refuse("unknown-name", cell, name, suggestion=near[0] if near else "", suggested_row=row)
