"""A few hundred different visits, answered and graded once by the real rules, of which many are written."""

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Template:
    """One visit's answers, its sealed bytes with places for what differs, its grade as columns and as JSON."""

    answers: str
    sealed: bytes
    scenario: str
    grade: dict[str, Any]
    figures: str
    lines: str

    def seal(self, *, visit: str, assignment: str, day: str) -> bytes:
        """The sealed bytes of one visit."""
        own = self.sealed.replace(DAY.encode(), day.encode()).replace(VISIT.encode(), visit.encode())
        return own.replace(ASSIGNMENT.encode(), assignment.encode())


def templates(outline: Outline, edition: str, random: Random) -> Iterator[tuple[float, list[Template]]]:
    """For each skill its templates. `edition` is the SHA-256 of the printed edition."""
    for skill in SKILLS:
        yield skill, [_template(outline, edition, random, skill) for _ in range(EACH)]


def _template(outline: Outline, edition: str, random: Random, skill: float) -> Template:
    answers, _ = give_answers(outline, random, skill=skill)
    columns = snapshot(grade(outline, answers, today=DAY, now=NOW), {})
    scenario = {name: answer for name, answer in answers.items() if name.startswith("scenario_")}
    figures, lines = columns.pop("figures"), columns.pop("lines")
    return Template(
        answers=orjson.dumps(answers).decode(),
        sealed=orjson.dumps(_envelope(answers, edition)),
        scenario=orjson.dumps(scenario).decode(),
        grade=columns,
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
