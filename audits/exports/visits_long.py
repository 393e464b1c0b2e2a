"""Visits, a row for each question: its state, what was answered, what it earned."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from audits.exports.cells import Cell, Piece, piece, words
from audits.exports.columns import Column, Encoder, careful_encoder, cell_of, encoder
from audits.exports.editions import Asked, Print
from audits.exports.tables import Line, Table
from audits.exports.visit_facts import VisitFacts, VisitRow
from audits.exports.visits_wide import answers_of, read_json

QUESTION = (
    "section/name",
    "question",
    "question/code",
    "question/type",
    "question/pillar",
    "question/touchpoint",
    "question/label",
)
ANSWER = ("answer/turn", "answer/state", "answer/value", "answer/label", "answer/earned", "answer/possible")


def long_visits(
    rows: Iterator[VisitRow], prints: list[Print], *, sees_days: bool, sees_shoppers: bool, language: str
) -> Table:
    """The table of answers; labels in `language` where the edition has it, else in the edition's default."""
    facts = VisitFacts(prints, sees_days=sees_days, sees_shoppers=sees_shoppers)
    readers = {
        edition.id: [
            _Question(asked, _language(edition, language), sees_days=sees_days)
            for asked in edition.asked.values()
            if asked.kind != "repeat" and (sees_days or asked.kind != "start-geopoint")
        ]
        for edition in prints
    }

    def lines() -> Iterator[list[Line]]:
        for row in rows:
            before = facts.lay(row)
            answers = answers_of(row, read_json(row.figures_text))
            graded = {line["question"]: line for line in read_json(row.lines_text, empty=())}
            questions = readers[row.edition_id]
            yield [[*before, *after] for question in questions for after in question.lines(answers, graded)]

    columns = [*facts.columns, *map(Column, QUESTION), *map(Column, ANSWER)]
    return Table("answers", columns, lines())


def _language(edition: Print, wanted: str) -> str:
    return wanted if wanted in edition.languages else edition.default_language


class _Question:
    """One question of one edition: what is the same in every visit, and how its answers are written."""

    def __init__(self, asked: Asked, language: str, *, sees_days: bool) -> None:
        self.asked = asked
        node = asked.node
        known = (node.get("code"), asked.kind, node.get("pillar"), node.get("touchpoint"))
        self.facts = piece(
            map(words, (asked.section, asked.name, *known, spoken(node.get("label"), language)))
        )
        self.labels = {
            choice["name"]: spoken(choice.get("label"), language) or choice["name"]
            for choice in asked.choices
        }
        self.encode = _in_one_cell(asked, sees_days=sees_days)

    def lines(self, answers: Mapping[str, Any], graded: Mapping[str, Any]) -> Iterator[Line]:
        """A line, or one for each turn of the repeats around it. Points stand on the first turn alone."""
        line = graded.get(self.asked.name, {})
        points = exact(line.get("earned")), exact(line.get("possible"))
        for turn, answer in turns(answers, self.asked.repeats, self.asked.name):
            state = line.get("state") or ("missing" if answer in (None, "", []) else "answered")
            yield [self.facts, self._answer(turn, state, answer, points)]
            points = None, None

    def _answer(self, turn: str, state: str, answer: Any, points: tuple[Cell, Cell]) -> Piece:
        if state == "hidden":
            answer = None
        return piece([turn or None, state, *self.encode(answer).cells, self._label(answer), *points])

    def _label(self, answer: Any) -> Cell:
        if not self.labels or answer is None:
            return None
        chosen = answer if isinstance(answer, list) else [answer]
        return words("; ".join(str(self.labels.get(str(one), one)) for one in chosen))


def _in_one_cell(asked: Asked, *, sees_days: bool) -> Encoder:
    if asked.kind in ("geopoint", "start-geopoint"):
        return lambda answer: piece([cell_of(answer)])
    quick = encoder(asked, ("",), sees_days=sees_days)
    careful = careful_encoder(asked, ("",), sees_days=sees_days)

    def encode(answer: Any) -> Piece:
        try:
            return quick(answer)
        except TypeError:  # an answer that no phone of ours gives
            return careful(answer)

    return encode


def turns(answers: Mapping[str, Any], repeats: tuple[str, ...], name: str) -> Iterator[tuple[str, Any]]:
    """(turn, answer) for every turn of the repeats, `2.1` for the first inside the second; one of no turn outside.

    A repeat that was never gone through gives one line without a turn.
    """
    if not repeats:
        yield "", answers.get(name)
        return
    inside = answers.get(repeats[0])
    if not isinstance(inside, list) or not inside:
        yield "", None
        return
    for number, turn in enumerate(inside, start=1):
        for below, answer in turns(turn if isinstance(turn, dict) else {}, repeats[1:], name):
            yield f"{number}.{below}" if below else str(number), answer


def spoken(label: Mapping[str, str] | None, language: str) -> str | None:
    """A label in a language, else in any that it has."""
    return (label or {}).get(language) or next(iter((label or {}).values()), None)


def exact(points: str | None) -> Cell:
    """Points of a line as a number; thirds, which no decimal says, to four places."""
    if points is None:
        return None
    number = float(Fraction(points)) if "/" in points else float(points)
    return int(number) if number.is_integer() else round(number, 4)
