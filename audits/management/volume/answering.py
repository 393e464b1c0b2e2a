"""Answers as shoppers give them: valid for their edition, different from visit to visit, the same for a seed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from audits.expressions import Outline, Sheet

# The day that answers are written for; each visit puts its own in its place.
DAY = "2026-03-11"
NOW = f"{DAY}T16:00:00.000+00:00"
FIRST_TAP = datetime(2026, 3, 11, 15, 4, tzinfo=UTC)
TRIES = 40
SAID = (
    "The welcome was quick and the advisor knew the collection well.",
    "Je me suis sentie attendue ; la pièce était présentée sur un plateau.",
    "استقبال لطيف، لكن لم يسألني أحد عن المناسبة.",
    'They let me look in peace, then told the story of the house, "since 1921", with warmth.',
    "Nobody came for a while; afterwards everything was correct, and a little cold.",
)
# Choices that would make a visit odd are rare; `bought` asks for a photo, which this volume has none of.
RARE = {"closed", "refused_entry", "unsafe", "other"}
NEVER = {"bought"}


def give_answers(outline: Outline, random: Random, *, skill: float) -> tuple[dict[str, Any], Sheet]:
    """One valid set of answers and its sheet. `skill`, 0 to 1, is how well the store does.

    Everything is answered first, then what the answers hide is taken out; a set that breaks a constraint or
    leaves a required question empty is drawn again.
    """
    for _ in range(TRIES):
        drawn = _draw(outline, random, skill)
        sheet = Sheet(outline, drawn, today=DAY, now=NOW)
        answers = {name: answer for name, answer in drawn.items() if sheet.relevant(name)}
        if _is_valid(sheet, answers):
            return answers, sheet
    raise ValueError("this checklist can't be answered by drawing")


def _is_valid(sheet: Sheet, answers: dict[str, Any]) -> bool:
    asked = [name for name, place in sheet.outline.places.items() if place.node["kind"] == "question"]
    return all(sheet.constraint_holds(name) for name in answers) and not any(
        name not in answers and sheet.required(name) for name in asked
    )


def _draw(outline: Outline, random: Random, skill: float) -> dict[str, Any]:
    draw = _Draw(outline, random, skill)
    nodes = [(name, place.node) for name, place in outline.places.items() if not place.repeats]
    drawn = {name: draw.answer(name, node) for name, node in nodes if node["kind"] == "question"}
    return {name: answer for name, answer in drawn.items() if answer is not None}


class _Draw:
    """Draws one set of answers, its taps in the order of the visit."""

    def __init__(self, outline: Outline, random: Random, skill: float) -> None:
        self.outline, self.random, self.skill = outline, random, skill
        self.tap = FIRST_TAP
        self.kinds: dict[str, Callable[[str, dict[str, Any]], Any]] = {
            "select_one": self._one,
            "select_multiple": self._several,
            "integer": lambda name, node: self.random.randint(0, 6),
            "range": self._range,
            "text": lambda name, node: self.random.choice(SAID),
            "dateTime": self._moment,
            "geopoint": self._place,
            "hidden": self._scenario,
        }

    def answer(self, name: str, node: dict[str, Any]) -> Any:
        draw = self.kinds.get(node["type"])
        return draw(name, node) if draw else None

    def _one(self, name: str, node: dict[str, Any]) -> str:
        choices = [choice for choice in self.outline.choices(name) if choice["name"] not in NEVER]
        weights = [self._weight(choice, node) for choice in choices]
        return str(self.random.choices(choices, weights)[0]["name"])

    def _weight(self, choice: dict[str, Any], node: dict[str, Any]) -> float:
        keeps = float(choice.get("points", 0)) > 0
        if choice["name"] in RARE or choice.get("na") or ("critical" in node and not keeps):
            return 0.02
        if "weight" not in node:
            return 0.02 if choice["name"] == "yes" else 1.0
        return (self.skill if keeps else 1 - self.skill) * (0.5 if choice.get("surplus") else 1.0) + 0.02

    def _several(self, name: str, node: dict[str, Any]) -> list[str]:
        names = [choice["name"] for choice in self.outline.choices(name) if choice["name"] != "none"]
        chosen = [one for one in names if self.random.random() < 0.2 + self.skill / 2]
        return chosen or names[:1]

    def _range(self, name: str, node: dict[str, Any]) -> int:
        steps = node.get("parameters", {})
        start, end = int(steps.get("start", 0)), int(steps.get("end", 10))
        return round(start + (end - start) * min(1.0, max(0.0, self.random.gauss(self.skill, 0.15))))

    def _moment(self, name: str, node: dict[str, Any]) -> Any:
        self.tap += timedelta(seconds=self.random.choice((8, 15, 25, 40, 90, 200)))
        return self.tap.isoformat(timespec="milliseconds")

    def _place(self, name: str, node: dict[str, Any]) -> dict[str, float]:
        return {"lat": 48.8686, "lon": 2.3297, "accuracy": float(self.random.randint(4, 30))}

    def _scenario(self, name: str, node: dict[str, Any]) -> str:
        return self.random.choice(("dressed_up", "dressed_down")) if name.endswith("look") else "true"
