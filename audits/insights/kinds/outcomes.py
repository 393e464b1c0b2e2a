"""What can go well or badly in a visit, as yes or no: the outcomes that arms and pairs are compared on. Pure."""

from __future__ import annotations

from audits.insights.seen import Fact
from audits.insights.tags import LOST


def outcomes(visit: Fact) -> dict[str, bool]:
    """Outcome → whether it went well; what wasn't asked is left out."""
    found: dict[str, bool] = {"kept": not visit["is_critical"]}
    if visit["percent"] is not None:
        found["on_target"] = visit["on_target"]
    if visit["feeling"] is not None:
        found["at_ease"] = visit["feeling"] not in LOST
    if visit["is_acknowledged"] is not None:
        found["acknowledged"] = visit["is_acknowledged"]
    return found | {f"touchpoint:{name}": value >= 0 for name, value in visit["touches"].items()}


FIRST = ("acknowledged", "kept", "at_ease", "on_target")


def in_order(names: list[str]) -> list[str]:
    """The general ones first, then touchpoints as they came."""
    return [name for name in FIRST if name in names] + [name for name in names if name not in FIRST]
