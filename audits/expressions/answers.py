"""What an answer of docs/edition.md is worth in an expression."""

from __future__ import annotations

from typing import Any

from .values import Value, plain

FILES = ("image", "audio", "file")


def is_answered(answer: Any) -> bool:
    """A tap that did not happen is an answer; None, '', [] and {} are not."""
    return answer not in (None, "", [], {})


def worth(answer: Any, kind: str = "") -> Value:
    """The value of an answer to a question of type `kind`; `''` for whatever is no answer."""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, str):
        return answer
    if isinstance(answer, int | float):
        return _double(answer)
    if isinstance(answer, list):
        chosen = [name for name in answer if isinstance(name, str)]
        return " ".join(chosen[:1] if kind in FILES else chosen)
    if isinstance(answer, dict) and "lat" in answer and "lon" in answer:
        return " ".join(_coordinate(answer, key) for key in ("lat", "lon", "", "accuracy"))
    return ""


def _double(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # a whole number beyond any double, as the phone reads it
        return float("inf") if number > 0 else float("-inf")


def _coordinate(answer: dict[str, Any], key: str) -> str:
    number = answer.get(key)
    return plain(_double(number)) if isinstance(number, int | float) else "0"
