"""The codebook: what each column of a file means, in every language of its editions."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from audits.exports.cells import Cell, words
from audits.exports.columns import Column, columns_of
from audits.exports.editions import Print, United, unite
from audits.exports.tables import Table
from audits.exports.visits_long import spoken

FACTS = ("column", "question", "code", "type", "section", "weight", "pillar", "touchpoint", "editions")
_WORDS = Path(__file__).parent / "words"


def codebook(table: Table, prints: list[Print], *, language: str) -> list[list[Cell]]:
    """Rows of cells, the heading first: one for each column; in long files also one for each question."""
    languages = list(dict.fromkeys(code for edition in prints for code in edition.languages)) or [language]
    columns = list(table.columns)
    if table.content == "answers":
        columns += [column for question in unite(prints).values() for column in columns_of(question)]
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
        return _of_figure(column, prints, language) if column.subject else word(column.name, language)
    label = spoken(column.united.latest.node.get("label"), language)
    if not column.facet:
        return label
    choice = column.united.choices.get(column.facet)
    part = spoken(choice.get("label"), language) or column.facet if choice else word(column.facet, language)
    return f"{label}: {part}" if label else part


def _of_figure(column: Column, prints: list[Print], language: str) -> str:
    sections = {name: node for edition in prints for name, node in edition.sections.items()}
    node = sections.get(column.subject, {}) if column.facet == "section" else {}
    return f"{word(column.facet, language)}: {spoken(node.get('label'), language) or column.subject}"


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
