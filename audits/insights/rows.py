"""An insight's figures as rows: what a file holds, and what a test compares with the screen. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# what tells the members of a list apart, in this order
NAMES = ("act", "question", "name", "alias", "with", "cost", "wave", "id")
UNTOLD = frozenset({"visits"})  # of hollow: visits, not figures
FIGURE, TEST = {"value", "low", "high"}, {"p", "q"}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure by its way from the top, `touchpoints/welcome/net`: a number with its interval, a test, or a word."""

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    p: float | None = None
    q: float | None = None
    says: str = ""  # a verdict, or the code of the reason why there is no value
    wants: int | None = None


def rows_of(envelope: Mapping[str, Any]) -> Iterator[Row]:
    """Every figure of an insight in the order of docs/insights.md; one row where all of it is withheld."""
    told = envelope["withheld"]
    if told is not None:
        yield Row("", n=told["n"], says=told["why"], wants=told["wants"])
    else:
        yield from _rows(envelope["figures"], "")


def _rows(told: Any, name: str) -> Iterator[Row]:
    if isinstance(told, Mapping):
        yield from _members(told, name)
    elif isinstance(told, list):
        yield from _several(told, name)
    elif isinstance(told, str):
        yield Row(name, says=told)
    elif told is not None:
        yield Row(name, value=float(told))


def _members(told: Mapping[str, Any], name: str) -> Iterator[Row]:
    if told.keys() >= FIGURE:
        ends = (told["value"], told["low"], told["high"], told["n"])
        yield Row(name, *ends, says=told.get("why") or "", wants=told.get("wants"))
    elif told.keys() >= TEST and not told.keys() - {"p", "q", "z"}:
        yield Row(name, value=told.get("z"), p=told["p"], q=told["q"])
    elif told.keys() == {"why", "n", "wants"}:
        yield Row(name, n=told["n"], says=told["why"], wants=told["wants"])
    else:
        for key, one in told.items():
            if key not in UNTOLD:
                yield from _rows(one, f"{name}/{key}".lstrip("/"))


def _several(told: Sequence[Any], name: str) -> Iterator[Row]:
    if all(isinstance(one, str) for one in told):
        yield Row(name, says=" ".join(told))
        return
    for at, one in enumerate(told):
        named = next((key for key in NAMES if isinstance(one, Mapping) and key in one), None)
        which = one[named] if named else at
        rest = {key: value for key, value in one.items() if key != named} if named else one
        yield from _rows(rest, f"{name}/{which}")
