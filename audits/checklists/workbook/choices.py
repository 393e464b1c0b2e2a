"""The choices sheet: lists of choices and what each choice is worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from .places import Cell
from .problems import Problems
from .sheets import Row, Sheet

CAUSES = ("tangible", "personal")
YES = frozenset({"yes", "true", "true()", "1"})
NO = frozenset({"no", "false", "false()", "0", ""})
MOST_SURPLUS = 2


@dataclass(slots=True)
class ChoiceList:
    """A list of choices, in order, by name."""

    name: str
    rows: dict[str, Row] = field(default_factory=dict)


def read_lists(sheet: Sheet, problems: Problems) -> dict[str, ChoiceList]:
    """All lists by name. A choice given twice is refused at its second row."""
    lists: dict[str, ChoiceList] = {}
    for row in sheet.rows:
        if not row.cells:
            continue
        list_name, name = row.text("list_name"), row.text("name")
        if not list_name:
            problems.refuse("list-name-missing", row.at("list_name"), name)
        if not name:
            problems.refuse("choice-name-missing", row.at("name"), list_name)
        if list_name and name:
            _add(lists.setdefault(list_name, ChoiceList(list_name)), row, problems)
        _check_worth(row, problems)
    return lists


def _add(choices: ChoiceList, row: Row, problems: Problems) -> None:
    name = row.text("name")
    first = choices.rows.setdefault(name, row)
    if first is not row:
        problems.refuse(
            "duplicate-choice", row.at("name"), name, also=(first.at("name").address,), list=choices.name
        )


def _check_worth(row: Row, problems: Problems) -> None:
    points = row.text("points")
    worth = read_points(points)
    if points and (worth is None or not 0 <= worth <= 1):
        problems.refuse("points-out-of-range", row.at("points"), points)
    surplus = row.text("surplus")
    if surplus and read_surplus(surplus) is None:
        problems.refuse("surplus-out-of-range", row.at("surplus"), surplus)
    if row.text("na").lower() not in YES | NO:
        problems.refuse("na-unknown", row.at("na"), row.text("na"))
    if row.text("cause") and row.text("cause").lower() not in CAUSES:
        problems.refuse("cause-unknown", row.at("cause"), row.text("cause"))


def read_points(text: str) -> Fraction | None:
    """Points as an exact fraction (`0.25`, `1/3`), None where the text is neither."""
    if not re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,18})?|\d{1,9}/0*[1-9]\d{0,8}", text):
        return None
    return Fraction(text)


def read_surplus(text: str) -> int | None:
    """Surplus as a whole number from -2 to 2, None where the text is none."""
    text = text.replace("−", "-")
    if not re.fullmatch(r"[+-]?\d(\.0+)?", text):
        return None
    surplus = int(float(text))
    return surplus if abs(surplus) <= MOST_SURPLUS else None


def check_names_for_many(choices: ChoiceList, problems: Problems) -> None:
    """A list of several choices is stored as words with blanks between: no name may hold a blank."""
    for name, row in choices.rows.items():
        if re.search(r"\s", name):
            problems.refuse("choice-name-invalid", row.at("name"), name, list=choices.name)


def other_columns(sheet: Sheet) -> frozenset[str]:
    """The columns that a `choice_filter` may name."""
    own = {heading.column for _, heading in sheet.headings if heading.column}
    return frozenset(heading.written for _, heading in sheet.headings if not heading.column) | own


def cells_of_lists(lists: dict[str, ChoiceList], column: str) -> Iterator[Cell]:
    """Every filled cell of a column on the choices."""
    for choices in lists.values():
        for row in choices.rows.values():
            if (column, "") in row.cells:
                yield row.cells[column, ""]
