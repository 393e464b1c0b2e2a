"""The codebook: what each column of a file means, in every language of its editions."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from audits.exports.cells import Cell, words
from audits.exports.columns import Column, columns_of
from audits.exports.editions import Print, United, unite
from audits.exports.standings import PARTS, WHOLE, word_of
from audits.exports.tables import Table
from audits.exports.visits_long import spoken

FACTS = ("column", "question", "code", "type", "section", "weight", "pillar", "touchpoint", "editions")
KIND = "figure/kind"  # of the long scorecards: what each kind means stands below its columns
# questions' own words stand beside what is told of them
OF_QUESTIONS = frozenset({"points_lost", "kept"})
OF_SECTIONS = frozenset({"section", "lost_in_section"})
_WORDS = Path(__file__).parent / "words"


def codebook(table: Table, prints: list[Print], *, language: str) -> list[list[Cell]]:
    """Rows of cells, the heading first: one for each column; in long files also one for each question."""
    languages = list(dict.fromkeys(code for edition in prints for code in edition.languages)) or [language]
    columns = list(table.columns)
    if table.content == "answers":
        columns += [column for question in unite(prints).values() for column in columns_of(question)]
    if any(column.name == KIND for column in columns):
        columns += [Column(kind, word_of(kind)) for kind in (*WHOLE, *PARTS)]
    said = {f"{kind} ({code})": None for kind in ("label", "choices") for code in languages}
    return [[*FACTS, *said], *(_row(column, prints, languages) for column in columns)]


def _row(column: Column, prints: list[Print], languages: list[str]) -> list[Cell]:
    united = column.united
    labels = [words(_label(column, prints, language)) for language in languages]
    if united is None:
        return [words(column.name), *[None] * (len(FACTS) - 1), *labels, *[None] * len(languages)]
    node = united.latest.node
    named = [node.get("code"), " ".join(united.kinds), united.latest.section]
    facts = [words(fact) for fact in (column.name, united.name, *named)]
    weight: Cell = node.get("weight")
    rest = [words(node.get("pillar")), words(node.get("touchpoint")), words(_editions(united))]
    choices = [words(_choices(united, language)) for language in languages]
    return [*facts, weight, *rest, *labels, *choices]


def _editions(united: United) -> str:
    return "; ".join(edition.title for edition in united.editions)


def _label(column: Column, prints: list[Print], language: str) -> str | None:
    if column.united is None:
        if column.subject:
            return _of_figure(column, prints, language)
        return word(column.facet or column.name, language)
    label = spoken(column.united.latest.node.get("label"), language)
    if not column.facet:
        return label
    choice = column.united.choices.get(column.facet)
    part = spoken(choice.get("label"), language) or column.facet if choice else word(column.facet, language)
    return f"{label}: {part}" if label else part


def _of_figure(column: Column, prints: list[Print], language: str) -> str:
    label = spoken(_node(column, prints).get("label"), language)
    return f"{word(column.facet, language)}: {label or column.subject}"


def _node(column: Column, prints: list[Print]) -> dict[str, Any]:
    """What the newest edition says of the section or question that a figure is of."""
    for edition in reversed(prints):
        if column.facet in OF_SECTIONS and column.subject in edition.sections:
            return edition.sections[column.subject]
        if column.facet in OF_QUESTIONS and column.subject in edition.asked:
            return edition.asked[column.subject].node
    return {}


def _choices(united: United, language: str) -> str:
    """`yes = Oui (1) | no = Non (0)`: names, words and points of the choices."""
    return " | ".join(_choice(choice, language) for choice in united.choices.values())


def _choice(choice: dict[str, Any], language: str) -> str:
    points = choice.get("points")
    shown = f"{choice['name']} = {spoken(choice.get('label'), language) or choice['name']}"
    return shown if points is None else f"{shown} ({points})"


def word(key: str, language: str) -> str:
    """The catalogue's words for a column, in English where the language has none."""
    return _catalogue(language).get(key) or _catalogue("en")[key]


@cache
def _catalogue(language: str) -> dict[str, str]:
    path = _WORDS / f"{language}.json"
    if language not in catalogue_languages():
        return {}
    found: dict[str, str] = orjson.loads(path.read_bytes())
    return found


@cache
def catalogue_languages() -> Iterable[str]:
    """The languages of the catalogue."""
    return frozenset(path.stem for path in _WORDS.glob("*.json"))
