"""Answers with adjustments laid over them, and which values a question can take. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.expressions import Outline

TEXTS = frozenset({"text", "date", "time", "dateTime", "barcode"})
NUMBERS = frozenset({"integer", "decimal", "range"})
MOST_TEXT = 10_000  # characters


def laid(outline: Outline, answers: Mapping[str, Any], adjusted: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that count: `adjusted` is question → value, a list of values inside a repeat."""
    counting = dict(answers)
    for question, value in adjusted.items():
        counting = _put(counting, outline.places[question].repeats, question, value)
    return counting


def counted(outline: Outline, answers: Mapping[str, Any], adjusted: Mapping[str, Any], question: str) -> Any:
    """The value that counts for one question before it is adjusted; a list inside a repeat."""
    if question in adjusted:
        return adjusted[question]
    return _get(answers, outline.places[question].repeats, question)


def trouble_with(
    outline: Outline, answers: Mapping[str, Any], question: str, value: Any
) -> tuple[str, str] | None:
    """`(field, code)` of what is wrong with such an adjustment, or None."""
    place = outline.places.get(question)
    if place is None or place.node["kind"] != "question":
        return "question", "unknown"
    if not place.repeats:
        return None if _fits(outline, question, value) else ("value", "not_an_answer")
    turns = answers.get(place.repeats[0])
    if len(place.repeats) > 1 or not isinstance(turns, list):
        return "question", "in_a_repeat"
    if not isinstance(value, list) or len(value) != len(turns):
        return "value", "one_for_each_turn"
    return None if all(_fits(outline, question, each) for each in value) else ("value", "not_an_answer")


def is_adjustable(kind: str) -> bool:
    """Whether a question of this type takes another value at a desk; a photo or a place doesn't."""
    return kind in TEXTS | NUMBERS or kind in ("select_one", "select_multiple")


def _fits(outline: Outline, question: str, value: Any) -> bool:
    """Whether the question could have been answered so; None empties it."""
    kind = outline.places[question].node["type"]
    if not is_adjustable(kind):
        return False
    if value is None:
        return True
    if kind in TEXTS:
        return isinstance(value, str) and len(value) <= MOST_TEXT and "\0" not in value
    if kind in NUMBERS:
        return _is_number(value) and (kind != "integer" or value == int(value))
    names = {choice["name"] for choice in outline.choices(question)}
    if kind == "select_one":
        return isinstance(value, str) and value in names
    return isinstance(value, list) and all(isinstance(one, str) and one in names for one in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _put(answers: Mapping[str, Any], repeats: tuple[str, ...], question: str, value: Any) -> dict[str, Any]:
    if not repeats:
        return {**answers, question: value}
    turns = [
        _put(turn, repeats[1:], question, each)
        for turn, each in zip(answers.get(repeats[0], []), value, strict=False)
    ]
    return {**answers, repeats[0]: turns}


def _get(answers: Any, repeats: tuple[str, ...], question: str) -> Any:
    if not repeats:
        return answers.get(question) if isinstance(answers, Mapping) else None
    turns = answers.get(repeats[0])
    return [_get(turn, repeats[1:], question) for turn in turns] if isinstance(turns, list) else []
