"""Visits, a row each: facts, grade, and a column or more for every question of every edition."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from audits.exports.cells import piece
from audits.exports.columns import Encoder, columns_of, encoder, facets_of
from audits.exports.editions import Print, United, unite
from audits.exports.grade_facts import GradeFacts
from audits.exports.tables import Line, Table
from audits.exports.visit_facts import VisitFacts, VisitRow


def wide_visits(
    rows: Iterator[VisitRow], prints: list[Print], *, sees_days: bool, sees_shoppers: bool
) -> Table:
    """The table of visits, one line each, over the union of their editions' questions."""
    facts = VisitFacts(prints, sees_days=sees_days, sees_shoppers=sees_shoppers)
    grades = GradeFacts(prints)
    united = questions_in_rows(prints, sees_days=sees_days)
    readers = {edition.id: _readers(edition, united, sees_days=sees_days) for edition in prints}
    columns = [column for question in united.values() for column in columns_of(question)]

    def lines() -> Iterator[list[Line]]:
        for row in rows:
            figures = read_json(row.figures_text)
            answers = answers_of(row, figures)
            answered = answers.get
            read = [encode(answered(name)) for name, encode in readers[row.edition_id]]
            yield [[*facts.lay(row), grades.lay(row, figures), *read]]

    return Table("visits", [*facts.columns, *grades.columns, *columns], lines())


def questions_in_rows(prints: list[Print], *, sees_days: bool) -> dict[str, United]:
    """The questions with columns of their own: those inside repeats are counted here, and listed in long files.

    The place where a phone was switched on is a shopper's own, and is for headquarters alone.
    """
    hidden = frozenset() if sees_days else frozenset({"start-geopoint"})
    return {
        name: question
        for name, question in unite(prints).items()
        if not question.latest.repeats and not hidden & question.kinds.keys()
    }


def _readers(edition: Print, united: dict[str, United], *, sees_days: bool) -> list[tuple[str, Encoder]]:
    """For each question of the union, how this edition's answers fill its columns."""
    return [(name, _encoder(edition, question, sees_days=sees_days)) for name, question in united.items()]


def _encoder(edition: Print, question: United, *, sees_days: bool) -> Encoder:
    facets = facets_of(question)
    asked = edition.asked.get(question.name)
    if asked is None or asked.repeats:
        empty = piece([None] * len(facets))
        return lambda answer: empty
    return encoder(asked, facets, sees_days=sees_days)


def answers_of(row: VisitRow, figures: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, with the scenario's and the calculated values; without what a branch has hidden since."""
    answers: dict[str, Any] = read_json(row.answers_text)
    for line in read_json(row.lines_text, empty=()):
        if line["state"] == "hidden":
            answers.pop(line["question"], None)
    scenario = read_json(row.scenario_text)
    calculated = figures.get("calculated", {})
    return {**answers, **scenario, **{name: number_in(text) for name, text in calculated.items()}}


def number_in(text: Any) -> Any:
    """A calculated value is text; where it is a plain number it is given as one."""
    try:
        return int(text) if text.lstrip("-").isdecimal() else float(text) if text else None
    except (ValueError, AttributeError):
        return text


def read_json(text: str | None, *, empty: Any = None) -> Any:
    """JSON as the database writes it; an empty object (or `empty`) for nothing."""
    if not text:
        return {} if empty is None else empty
    return orjson.loads(text)
