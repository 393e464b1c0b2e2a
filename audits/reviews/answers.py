"""What was answered, in words: in every language of the edition, by section and question. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from audits.expressions import Outline, Sheet, plain
from audits.scoring import sections_of
from audits.scoring.figures import decimal
from audits.scoring.lines import NOT_ASKED, turns_of

Words = dict[str, str]
DAYS = {"date", "today"}
MOMENTS = {"dateTime", "start", "end"}


class AnswersInWords:
    """One visit's answers laid on its edition. `sees_days` False leaves of every moment the time of day."""

    def __init__(self, sheet: Sheet, *, sees_days: bool) -> None:
        self.sheet, self.sees_days = sheet, sees_days
        self.outline: Outline = sheet.outline
        self.default = self.outline.edition.get("default_language", "und")
        languages = self.outline.edition.get("languages", [])
        self.languages = [language["code"] for language in languages] or [self.default]

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        """`(section, names of its questions)` in the edition's order; '' for those outside any."""
        around = sections_of(self.outline)
        found: dict[str, list[str]] = {}
        for name, place in self.outline.places.items():
            if place.node["kind"] == "question" and place.node["type"] not in NOT_ASKED:
                found.setdefault(around[name], []).append(name)
        return iter(found.items())

    def label(self, name: str) -> Words:
        """The words of a question or section, with what they quote filled in."""
        place = self.outline.places.get(name)
        label = (place.node.get("label") if place else None) or {}
        return {code: self.sheet.fill(words) for code, words in label.items()}

    def question(self, name: str) -> dict[str, Any]:
        """What was asked and what was said, without points."""
        node = self.outline.places[name].node
        turns = list(turns_of(self.sheet, name))
        said = [self._said(node, turn) for turn in turns]
        values = [value for value, _ in said]
        return {
            "name": name,
            "code": node.get("code", ""),
            "type": node["type"],
            "label": self.label(name),
            "state": self._state(name, turns),
            "value": values if turns != [()] else values[0],
            "shown": _joined([words for _, words in said], self.languages),
            "pillar": node.get("pillar", ""),
            "touchpoint": node.get("touchpoint", ""),
            "cost": node.get("cost", ""),
            "surplus": self._surplus(name, turns),
        }

    def _state(self, name: str, turns: list[Any]) -> str:
        states = {self.sheet.state(name, turn) for turn in turns}
        return next((state for state in ("answered", "missing", "na") if state in states), "hidden")

    def _surplus(self, name: str, turns: list[Any]) -> float | None:
        given = [
            float(choice["surplus"])
            for turn in turns
            for choice in self.sheet.chosen(name, turn)
            if "surplus" in choice
        ]
        return sum(given) / len(given) if given else None

    def _said(self, node: Mapping[str, Any], turn: Any) -> tuple[Any, Words]:
        """The value and its words; None and none where the question is hidden or was left empty."""
        name, kind = node["name"], node["type"]
        if self.sheet.state(name, turn) in ("hidden", "missing"):
            return None, {}
        value = self.sheet.answer(name, turn)
        if kind.startswith("select_"):
            chosen = self.sheet.chosen(name, turn)
            return value, {
                code: ", ".join(self._choice(one, code) for one in chosen) for code in self.languages
            }
        if kind in MOMENTS | DAYS:
            value, text = self._moment(value, kind)
            return value, {"und": text}
        return value, {"und": _text(value)}

    def _choice(self, choice: Mapping[str, Any], language: str) -> str:
        label = choice.get("label") or {}
        return str(label.get(language) or label.get(self.default) or choice["name"])

    def _moment(self, value: Any, kind: str) -> tuple[Any, str]:
        """A moment as the phone's clock read it; a tap that did not happen has no words of its own."""
        if not isinstance(value, str):
            return value, ""
        if kind in DAYS:
            return (value, value) if self.sees_days else (None, "")
        clock = value.partition("T")[2][:8]
        return (value if self.sees_days else clock), clock


def points(line: Mapping[str, Any] | None) -> dict[str, str | None]:
    """Earned and possible of a line as decimal strings; None where the question is not scored."""
    if line is None or "possible" not in line:
        return {"earned": None, "possible": None}
    return {name: decimal(Fraction(line[name])) for name in ("earned", "possible")}


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, list):
        return ""
    if isinstance(value, int | float):
        return plain(float(value))
    if isinstance(value, dict):
        return _place(value)
    return str(value)


def _place(value: Mapping[str, Any]) -> str:
    """`48.8686, 2.3297 ± 9 m`; '' for anything that is no place."""
    lat, lon, accuracy = (value.get(name) for name in ("lat", "lon", "accuracy"))
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return ""
    near = f" ± {accuracy:g} m" if isinstance(accuracy, int | float) else ""
    return f"{lat:.5f}, {lon:.5f}{near}"


def _joined(said: list[Words], languages: list[str]) -> Words:
    """The words of all turns, in every language that any of them has."""
    if len(said) == 1:
        return said[0]
    codes = languages if any(code in words for words in said for code in languages) else ["und"]
    return {code: " · ".join(words.get(code, words.get("und", "")) for words in said) for code in codes}
