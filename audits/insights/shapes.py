"""How figures, proportions and tests are told as JSON; docs/insights.md. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from audits.insights.statistics.estimates import LEVEL, Estimate, benjamini_hochberg

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An insight ready to be stored: its n, and figures or the reason why there are none."""

    n: int
    figures: Json = field(default_factory=dict)
    why: str = ""
    wants: int | None = None

    def as_json(self) -> Json:
        """What `Insight.figures` keeps."""
        if self.why:
            return {"withheld": {"why": self.why, "n": self.n, "wants": self.wants}, "figures": None}
        return {"withheld": None, "figures": self.figures}


def figure(found: Estimate | None, n: int, *, wants: int = 1, why: str = "few_visits") -> Json:
    """F: a value with its interval, withheld below `wants`, or where no value or no interval could be reckoned."""
    if n < wants:
        return withheld(n, why, wants)
    if found is None or not isfinite(found.value) or (found.low is None and found.high is None):
        return withheld(n, "no_spread", None)
    return {
        "value": found.value,
        "low": _plain(found.low),
        "high": _plain(found.high),
        "n": n,
        "wants": None,
        "why": None,
    }


def withheld(n: int, why: str, wants: int | None = None) -> Json:
    """F without a value."""
    return {"value": None, "low": None, "high": None, "n": n, "wants": wants, "why": why}


def share(found: Estimate | None, k: float, n: int, *, wants: int = 1, why: str = "few_visits") -> Json:
    """P: a proportion k of n."""
    return figure(found, n, wants=wants, why=why) | {"k": int(k)}


def test(p: float | None, q: float | None, z: float | None = None) -> Json:
    """T: a test with its corrected p."""
    told = {"p": _plain(p), "q": _plain(q)}
    return told if z is None else {"z": z} | told


def corrected(ps: Mapping[Any, float | None]) -> dict[Any, float | None]:
    """q by name, after Benjamini and Hochberg."""
    return benjamini_hochberg(ps)


def is_real(q: float | None) -> bool:
    """Whether a corrected p is below .05."""
    return q is not None and q < LEVEL


def newest(visits: Iterable[Json], most: int) -> list[Json]:
    """The last visits by day, then by id."""
    return sorted(visits, key=lambda one: (one["day"], one["visit"]), reverse=True)[:most]


def _plain(value: float | None) -> float | None:
    return None if value is None or not isfinite(value) else float(value)
