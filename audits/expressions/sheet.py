"""One visit's answers laid on its edition: what is relevant, what is worked out, what is missing.

The same class, with the same names, is in frontend/src/domain/expressions/sheet.ts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from .answers import is_answered, worth
from .evaluate import evaluate, holds
from .outline import Node, Outline, Place
from .trees import Tree
from .values import Scalar, Value, first, to_text

Turn: TypeAlias = "tuple[int, ...]"
State: TypeAlias = Literal["answered", "na", "hidden", "missing"]
MOST_TURNS = 1000


class Sheet:
    """Answers seen through an edition. Everything is worked out once, at the first question.

    `turn` says in which turns of the repeats around a question, outermost first, counted from 0; `()`
    outside any. `today` is `2026-03-11`, `now` RFC 3339 with its zone. `scenario` gives the hidden
    questions named `scenario_…`. `language` is that of choice labels (else the edition's default).
    """

    def __init__(
        self,
        edition: dict[str, Any] | Outline,
        answers: Mapping[str, Any],
        *,
        today: str,
        now: str,
        scenario: Mapping[str, Any] | None = None,
        language: str = "",
    ) -> None:
        self.outline = edition if isinstance(edition, Outline) else Outline(edition)
        self.answers, self.scenario = answers, scenario or {}
        self.today, self.now = today, now
        self.language = language or self.outline.edition.get("default_language", "")
        self._values: dict[tuple[str, Turn], Value] = {}
        self._relevant: dict[tuple[str, Turn], bool] = {}
        self._settled = False

    def value(self, name: str, turn: Turn = ()) -> Value:
        """The value of a name; the list of its values when `turn` leaves a repeat around it open."""
        self._settle()
        place = self.outline.places.get(name)
        return self.seen(name, place.repeats[: len(turn)], turn) if place else ""

    def answer(self, name: str, turn: Turn = ()) -> Any:
        """The raw answer as the phone stored it, or None."""
        answers: Any = self.answers
        place = self.outline.places.get(name)
        for repeat, index in zip(place.repeats if place else (), turn, strict=False):
            turns = answers.get(repeat)
            answers = turns[index] if isinstance(turns, list) and index < len(turns) else {}
            answers = answers if isinstance(answers, Mapping) else {}
        return answers.get(name)

    def relevant(self, name: str, turn: Turn = ()) -> bool:
        """Whether a question, group or repeat is asked, with everything around it."""
        self._settle()
        key = (name, turn)
        if key not in self._relevant:
            place = self.outline.places[name]
            self._relevant[key] = True  # a circle, which no printed edition holds, ends here
            around = turn[: len(self.outline.places[place.around].repeats)] if place.around else ()
            self._relevant[key] = (place.around is None or self.relevant(place.around, around)) and (
                "relevant" not in place.node or holds(place.node["relevant"], self.scope(name, turn))
            )
        return self._relevant[key]

    def required(self, name: str, turn: Turn = ()) -> bool:
        """Whether the question is asked and must be answered."""
        tree = self._node(name).get("required")
        return tree is not None and self.relevant(name, turn) and holds(tree, self.scope(name, turn))

    def constraint_holds(self, name: str, turn: Turn = ()) -> bool:
        """Whether the answer keeps the question's constraint; nothing answered breaks none."""
        tree = self._node(name).get("constraint")
        if tree is None or to_text(self.value(name, turn)) == "":
            return True
        return holds(tree, self.scope(name, turn))

    def state(self, name: str, turn: Turn = ()) -> State:
        """`hidden`, `missing`, `na` (a chosen choice says so) or `answered`."""
        self._settle()
        if not self.relevant(name, turn):
            return "hidden"
        chosen = self.chosen(name, turn)
        if chosen:
            return "na" if any(choice.get("na") for choice in chosen) else "answered"
        answered = is_answered(self._stored(name, turn)) or to_text(self.value(name, turn)) != ""
        return "answered" if answered else "missing"

    def chosen(self, name: str, turn: Turn = ()) -> list[Node]:
        """The choices that are ticked, in the list's order."""
        answer = self._stored(name, turn)
        names = answer if isinstance(answer, list) else [answer]
        return [choice for choice in self.outline.choices(name) if choice["name"] in names]

    def choices(self, name: str, turn: Turn = ()) -> list[Node]:
        """The choices that are offered, after the question's choice_filter."""
        self._settle()
        tree, offered = self._node(name).get("choice_filter"), self.outline.choices(name)
        if tree is None:
            return offered
        return [choice for choice in offered if holds(tree, self.scope(name, turn, choice))]

    def evaluate(self, tree: Tree, own: str | None = None, turn: Turn = ()) -> Value:
        """The value of a tree that stands on the question `own`."""
        self._settle()
        return evaluate(tree, self.scope(own, turn))

    def turns(self, repeat: str, turn: Turn = ()) -> int:
        """How often a repeat is gone through: its `count`, else the turns that were answered; 0 if hidden."""
        count = self._node(repeat).get("count")
        if not self.relevant(repeat, turn):
            return 0
        if count is None:
            answered = self.answer(repeat, turn)
            return min(len(answered), MOST_TURNS) if isinstance(answered, list) else 0
        wanted = first(evaluate(["number", count], self.scope(repeat, turn)))
        return int(min(wanted, MOST_TURNS)) if isinstance(wanted, float) and wanted > 0 else 0

    def fill(self, text: str, turn: Turn = ()) -> str:
        """Words shown in this turn, each `${name}` replaced by that question's value."""
        return re.sub(r"\$\{\s*([^}\s]+)\s*\}", lambda found: to_text(self.value(found[1], turn)), text)

    def scope(self, own: str | None, turn: Turn = (), choice: Node | None = None) -> Standpoint:
        """What a tree sees from the question `own` in this turn."""
        return Standpoint(self, own, turn, choice)

    def seen(self, name: str, repeats: tuple[str, ...], turn: Turn) -> Value:
        """The value of a name seen from inside `repeats`, in their turn."""
        place = self.outline.places.get(name)
        if place is None:
            return ""
        shared = 0
        while shared < min(len(repeats), len(turn)) and repeats[: shared + 1] == place.repeats[: shared + 1]:
            shared += 1
        if shared == len(place.repeats):
            return self._single(name, turn[:shared])
        inside = [turn[:shared]]
        for depth in range(shared, len(place.repeats)):
            inside = [(*t, i) for t in inside for i in range(self.turns(place.repeats[depth], t))]
        return [first(self._single(name, t)) for t in inside if self.relevant(name, t)]

    def _settle(self) -> None:
        if self._settled:
            return
        self._settled = True
        for name in self.outline.order:
            self.seen(name, (), ())

    def _node(self, name: str) -> Node:
        self._settle()
        return self.outline.places[name].node

    def _stored(self, name: str, turn: Turn) -> Any:
        given = self.scenario.get(name) if name.startswith("scenario_") else None
        return self.answer(name, turn) if given is None else given

    def _single(self, name: str, turn: Turn) -> Value:
        key = (name, turn)
        if key not in self._values:
            place = self.outline.places[name]
            asked = place.node["kind"] == "repeat" or self.relevant(name, turn)
            self._values[key] = self._worked_out(name, place, turn) if asked else ""
        return self._values[key]

    def _worked_out(self, name: str, place: Place, turn: Turn) -> Value:
        if place.node["kind"] != "question":
            return [""] * self.turns(name, turn) if place.node["kind"] == "repeat" else ""
        if "calculation" not in place.node:
            return self.raw(name, turn)
        self._values[name, turn] = self.raw(name, turn)  # what once() sees, and where a circle ends
        value = first(evaluate(place.node["calculation"], self.scope(name, turn)))
        if isinstance(value, bool):
            return to_text(value)
        return "" if value != value else value

    def raw(self, name: str, turn: Turn) -> Value:
        """The worth of the stored answer, relevant or not."""
        return worth(self._stored(name, turn), self.outline.places[name].node.get("type", ""))

    def known(self, name: str, turn: Turn) -> Value | None:
        """The value that is already worked out, if it is."""
        return self._values.get((name, turn))


class Standpoint:
    """The Scope of a tree on one question in one turn."""

    def __init__(self, sheet: Sheet, name: str | None, turn: Turn, choice: Node | None) -> None:
        self.sheet, self.name, self.turn, self.choice = sheet, name, turn, choice
        self.today, self.now = sheet.today, sheet.now
        place = sheet.outline.places.get(name or "")
        self.repeats = place.repeats if place else ()

    @property
    def own(self) -> Value:
        if self.name is None:
            return ""
        known = self.sheet.known(self.name, self.turn)
        return self.sheet.raw(self.name, self.turn) if known is None else known

    @property
    def position(self) -> int:
        return self.turn[-1] + 1 if self.turn else 1

    def value(self, name: str) -> Value:
        return self.sheet.seen(name, self.repeats, self.turn)

    def column(self, name: str) -> Scalar:
        choice = self.choice or {}
        return str(choice.get("name", "") if name == "name" else choice.get("columns", {}).get(name, ""))

    def choice_label(self, question: str, choice: str) -> str:
        for offered in self.sheet.outline.choices(question):
            if offered["name"] == choice:
                label: dict[str, str] = offered.get("label", {})
                return label.get(self.sheet.language) or next(iter(label.values()), "")
        return ""
