"""Small editions that tests write themselves."""

from fractions import Fraction
from typing import Any

from audits.checklists.workbook import Workbook
from audits.scoring import Bands, Grade, grade
from tests.checklists.authoring import Rows, read

CHOICES: Rows = [
    ["list_name", "name", "label", "points", "surplus", "na"],
    ["look", "warm", "Warm", 1, None, None],
    ["look", "forced", "Forced", 0.5, None, None],
    ["look", "none", "None", 0, None, None],
    ["look", "unseen", "Unseen", None, None, "yes"],
    ["told", "making", "Making", 0.5, None, None],
    ["told", "house", "House", 0.75, None, None],
    ["expectation", "below", "Below", 0, -1, None],
    ["expectation", "met", "Met", 1, 0, None],
    ["expectation", "exceeded", "Exceeded", 1, 1, None],
    ["third", "one", "One", "1/3", None, None],
    ["third", "all", "All", 1, 2, None],
]


def an_edition(survey: Rows, settings: Rows = (("form_id",), ("f",))) -> dict[str, Any]:
    """The edition of a survey over `CHOICES`; the survey must have no problem."""
    workbook: Workbook = read(survey, CHOICES, settings)
    assert workbook.problems == ()
    return workbook.document


def graded(edition: dict[str, Any], answers: dict[str, Any], **options: Any) -> Grade:
    """A grade at a fixed time."""
    return grade(edition, answers, today="2026-03-11", now="2026-03-11T15:00:00.000+01:00", **options)


def points(made: Grade, question: str) -> tuple[str, Fraction, Fraction]:
    """State, earned and possible of a question."""
    (line,) = (line for line in made.lines if line.question == question)
    return line.state, line.earned, line.possible


__all__ = ["CHOICES", "Bands", "an_edition", "graded", "points"]
