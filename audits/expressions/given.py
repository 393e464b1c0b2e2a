"""A scope made of bare values, where no edition says what they are: for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .answers import worth
from .values import Scalar, Value, first


@dataclass(frozen=True, slots=True)
class Given:
    """Raw answers by name; `.` holds the question's own. A name that isn't there is unanswered.

    A list of maps is a repeat, seen from outside: a name within it is the list of its values.
    """

    values: Mapping[str, Any]
    today: str = ""
    now: str = ""
    position: int = 1

    @property
    def own(self) -> Value:
        return self.value(".")

    def value(self, name: str) -> Value:
        if name not in self.values:
            return _listed(self.values, name) or ""
        answer = self.values[name]
        return [""] * len(answer) if _is_repeat(answer) else worth(answer)

    def column(self, name: str) -> Scalar:
        return first(self.value(name))

    def choice_label(self, question: str, choice: str) -> str:
        return ""


def _is_repeat(answer: Any) -> bool:
    return isinstance(answer, list) and bool(answer) and all(isinstance(turn, dict) for turn in answer)


def _listed(answers: Mapping[str, Any], name: str) -> list[Scalar]:
    if name in answers:
        return [first(worth(answers[name]))]
    for turns in filter(_is_repeat, answers.values()):
        found = [_listed(turn, name) for turn in turns]
        if any(found):
            return [value for values in found for value in (values or [""])]
    return []
