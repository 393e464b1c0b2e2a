"""Visits, a row each: facts, grade, and a column or more for every question of every edition."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson

from audits.exports.cells import Piece, piece
from audits.exports.columns import Encoder, careful_encoder, columns_of, encoder, facets_of
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
    readers = {edition.id: _Reader(edition, united, sees_days=sees_days) for edition in prints}
    columns = [column for question in united.values() for column in columns_of(question)]

    def lines() -> Iterator[list[Line]]:
        for row in rows:
            figures = read_json(row.figures_text)
            read = readers[row.edition_id].pieces(answers_of(row, figures))
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


class _Reader:
    """How one edition's answers fill the columns of the union."""

    def __init__(self, edition: Print, united: dict[str, United], *, sees_days: bool) -> None:
        self.edition, self.united, self.sees_days = edition, united, sees_days
        self.quick = [(name, self._encoder(question, encoder)) for name, question in united.items()]

    def pieces(self, answers: Mapping[str, Any]) -> list[Piece]:
        """A piece for each question."""
        answered = answers.get
        try:
            return [encode(answered(name)) for name, encode in self.quick]
        except TypeError:  # an answer that no phone of ours gives: a list of objects
            return [
                self._encoder(question, careful_encoder)(answered(name))
                for name, question in self.united.items()
            ]

    def _encoder(self, question: United, made: Callable[..., Encoder]) -> Encoder:
        facets = facets_of(question)
        asked = self.edition.asked.get(question.name)
        if asked is None or asked.repeats:
            empty = piece([None] * len(facets))
            return lambda answer: empty
        return made(asked, facets, sees_days=self.sees_days)


def answers_of(row: VisitRow, figures: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, with the scenario's and the calculated values; without what a branch has hidden since."""
    answers: dict[str, Any] = read_json(row.answers_text)
    for name in _hidden(row):
        answers.pop(name, None)
    answers.update(_scenario(row.scenario_text))
    for name, text in figures.get("calculated", {}).items():
        answers[name] = number_in(text)
    return answers


def _hidden(row: VisitRow) -> list[str]:
    if row.hidden_text is not None:
        names: list[str] = read_json(row.hidden_text)
        return names
    lines = read_json(row.lines_text, empty=())
    return [line["question"] for line in lines if line["state"] == "hidden"]


@lru_cache(maxsize=256)
def _scenario(text: str | None) -> dict[str, Any]:
    """A scenario's values; many visits have the same."""
    scenario: dict[str, Any] = read_json(text)
    return scenario


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
