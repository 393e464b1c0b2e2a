"""A few hundred different visits, answered and graded once by the real rules, of which many are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

import orjson

from audits.expressions import Outline
from audits.management.volume.answering import DAY, NOW, give_answers
from audits.reviews.snapshot import snapshot
from audits.scoring import grade

SKILLS = (0.55, 0.65, 0.72, 0.8, 0.88, 0.95)
EACH = 50  # templates for each skill
VISIT, ASSIGNMENT = "@visit@", "@assignment@"


class Pattern:
    """Text with places for what differs: the same text of many visits, cut once and joined for each."""

    def __init__(self, text: bytes) -> None:
        self.before, text = text.split(VISIT.encode())
        self.between, text = text.split(ASSIGNMENT.encode())
        self.after = text.split(DAY.encode())

    def fill(self, *, visit: str, assignment: str, day: str) -> bytes:
        """The bytes of one visit."""
        after = day.encode().join(self.after)
        return b"".join((self.before, visit.encode(), self.between, assignment.encode(), after))


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One visit's answers, its sealed bytes with places for what differs, its grade as columns and as JSON."""

    number: int
    answers: list[str]  # JSON, cut where the day stands
    sealed: Pattern
    scenario: str
    grade: dict[str, Any]
    figures: str
    lines: str


def templates(outline: Outline, edition: str, random: Random) -> Iterator[tuple[float, list[Template]]]:
    """For each skill its templates, numbered from 0. `edition` is the SHA-256 of the printed edition."""
    for start, skill in zip(count(step=EACH), SKILLS, strict=False):
        numbers = range(start, start + EACH)
        yield skill, [_template(number, outline, edition, random, skill) for number in numbers]


def _template(number: int, outline: Outline, edition: str, random: Random, skill: float) -> Template:
    answers, _ = give_answers(outline, random, skill=skill)
    columns = snapshot(grade(outline, answers, today=DAY, now=NOW), {})
    scenario = {name: answer for name, answer in answers.items() if name.startswith("scenario_")}
    figures, lines = columns.pop("figures"), columns.pop("lines")
    return Template(
        number=number,
        answers=orjson.dumps(answers).decode().split(DAY),
        sealed=Pattern(orjson.dumps(_envelope(answers, edition))),
        scenario=orjson.dumps(scenario).decode(),
        grade={name: str(told) if isinstance(told, Decimal) else told for name, told in columns.items()},
        figures=orjson.dumps(figures).decode(),
        lines=orjson.dumps(lines).decode(),
    )


def _envelope(answers: dict[str, Any], edition: str) -> dict[str, Any]:
    return {
        "v": 1,
        "visit": VISIT,
        "revision": 1,
        "assignment": ASSIGNMENT,
        "edition": edition,
        "app": "volume",
        "answers": answers,
        "blobs": [],
        "times": {"opened": f"{DAY}T14:55:00.000Z", "sealed": NOW, "zone": "UTC", "clock_offset_ms": 0},
        "places": [],
        "trail": [],
    }
