"""Reads a workbook whole: everything that it says, and everything that is wrong with it."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from audits.expressions.trees import branches

from .choices import ChoiceList, check_names_for_many, other_columns, read_lists
from .comparisons import check_comparisons
from .cycles import check_cycles
from .expressions import compile_cells
from .labels import check_labels, check_mentions
from .languages import Languages, read_languages
from .limits import SHEETS, Unreadable
from .opening import open_workbook
from .outline import Outline, read_outline
from .places import Cell
from .printing import edition_bytes, edition_document
from .problems import Problem, Problems
from .scored import check_node, check_section_weights
from .settings import Settings, read_settings, settings_row
from .sheets import Grid, Sheet, read_sheet, unknown_columns


@dataclass(frozen=True)
class Workbook:
    """A workbook that has been read: its defects and notices in order, and what it asks.

    `parts` is None where the file could not be opened.
    """

    filename: str
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    parts: tuple[Settings, Languages, dict[str, ChoiceList], Outline] | None = None

    @cached_property
    def document(self) -> dict[str, Any]:
        """The edition's document. Raises ValueError while there are problems."""
        if self.problems or self.parts is None:
            raise ValueError(f"{self.filename} has problems, so no edition can be printed")
        return edition_document(*self.parts)

    @cached_property
    def edition(self) -> bytes:
        """The edition's bytes. Raises ValueError while there are problems."""
        return edition_bytes(self.document)

    @property
    def sha256(self) -> str:
        """The edition's name."""
        return sha256(self.edition).hexdigest()


def print_edition(workbook: Workbook) -> bytes:
    """The bytes of the edition that a workbook makes. Raises ValueError while it has problems."""
    return workbook.edition


def read_workbook(filename: str, content: bytes) -> Workbook:
    """Read a workbook to the end. Never raises for what is in the file: it is all in `problems`."""
    try:
        grids = open_workbook(filename, content)
    except Unreadable as unreadable:
        facts = {**unreadable.facts, "file": filename}
        return Workbook(filename, (Problem(unreadable.code, found=unreadable.found, facts=facts),), ())
    problems = Problems()
    sheets = _sheets(grids, problems)
    parts = _read_parts(sheets, filename, problems)
    _notice_unknown_columns(sheets, parts[3], problems)
    defects, notices = problems.in_order()
    return Workbook(filename, tuple(defects), tuple(notices), parts)


def _sheets(grids: dict[str, Grid], problems: Problems) -> dict[str, Sheet]:
    """Our three sheets; a workbook of one sheet is a survey whatever its title."""
    if len(grids) == 1:
        grids = {"survey": next(iter(grids.values()))}
    titles: dict[str, str] = {}
    for title in grids:
        titles.setdefault(title.strip().lower(), title)
    for title in grids:
        if titles[title.strip().lower()] != title or title.strip().lower() not in SHEETS:
            problems.notice("unknown-sheet", Cell(title, 1, "", "A"), title)
    if "survey" not in titles:
        problems.refuse("sheet-missing", Cell("survey", 1, "", "A"), ", ".join(grids))
    return {name: read_sheet(name, grids.get(titles.get(name, ""), []), problems) for name in SHEETS}


def _read_parts(
    sheets: dict[str, Sheet], filename: str, problems: Problems
) -> tuple[Settings, Languages, dict[str, ChoiceList], Outline]:
    survey, choices = sheets["survey"], sheets["choices"]
    row = settings_row(sheets["settings"])
    settings = read_settings(sheets["settings"], row, filename, problems)
    languages = read_languages(survey, choices, row, problems)
    lists = read_lists(choices, problems)
    outline = read_outline(survey, problems)
    compile_cells(outline, other_columns(choices), problems)
    for node in outline.nodes():
        check_node(node, lists, problems)
    if row:
        check_section_weights(settings.scoring, outline, row.at("scoring"), problems)
    for name in {node.list_name for node in outline.nodes() if node.type == "select_multiple"} & lists.keys():
        check_names_for_many(lists[name], problems)
    check_labels(outline, lists, languages, problems)
    check_mentions(outline, lists, problems)
    check_comparisons(outline, lists, problems)
    check_cycles(outline, problems)
    return settings, languages, lists, outline


def _notice_unknown_columns(sheets: dict[str, Sheet], outline: Outline, problems: Problems) -> None:
    """Columns that are none of ours, except those by which a `choice_filter` chooses."""
    filtering = _filtering_columns(outline)
    for sheet in sheets.values():
        for cell in unknown_columns(sheet):
            if sheet.name != "choices" or cell.column not in filtering:
                problems.notice("unknown-column", cell, cell.column)


def _filtering_columns(outline: Outline) -> set[str]:
    return {
        str(branch[1])
        for node in outline.nodes()
        if "choice_filter" in node.trees
        for branch in branches(node.trees["choice_filter"])
        if branch[0] == "column"
    }
