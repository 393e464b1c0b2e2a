"""What the product's own figures say of one planted thing: out of the API's answer, nothing is reckoned here. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from audits.management.demonstration.planting.listing import Planted

Json = Mapping[str, Any]
LEVEL = 0.05
HALF = 0.5


# what the size of each is, and in which unit
MEANINGS = {
    "surplus": "beyond less below what was expected, share of visits",
    "ratchet": "turning into routine: log odds of delight, a wave",
    "equity": "only the bearer left worse, less only the other: share of pairs",
    "look": "within 30 s, dressed up less dressed down: share of visits",
    "perception": "forecast less lived: points",
    "perk": "given by a person: share of what went beyond",
    "trained": "foundation less empowerment: points",
    "hollow": "standard met and the client lost: share of visits",
    "free": "lost to what costs nothing: share of lost points",
    "questions": "overturned: share of appeals",
    "sales": "growth of sales for one SD: share",
    "severity": "given more than by others: points",
    "inside": "goes with the staff's pulse: rank correlation",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with n and interval, and whether the product takes it for real; None where it is withheld."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    is_found: bool
    verdict: str = ""


def read(planted: Planted, insight: Json, whole: Json) -> Reading:
    """`insight` and `whole` are the API's answers of this kind for the subject and for its brand."""
    if insight["figures"] is None:
        return Reading(None, None, None, insight["n"], False, f"withheld: {insight['withheld']['why']}")
    try:
        found = READERS[planted.kind](planted, insight["figures"], whole["figures"] or {})
    except (KeyError, TypeError):  # not the shape of docs/insights.md: that is wrong, too
        found = None
    return found or Reading(None, None, None, insight["n"], False, "not among the figures")


def judge(planted: Planted, reading: Reading) -> bool:
    """Right: found, or of a control not found, with the interval around what was planted."""
    if reading.value is None or reading.low is None or reading.high is None:
        return False
    return reading.is_found != planted.is_control and reading.low <= planted.size <= reading.high


def _read(figure: Json, is_found: bool, verdict: str = "") -> Reading:
    return Reading(figure["value"], figure["low"], figure["high"], figure["n"], is_found, verdict)


def _named(lines: list[Json], name: str, by: str = "name") -> Json | None:
    return next((line for line in lines if line[by] == name), None)


def _surplus(planted: Planted, figures: Json, _: Json) -> Reading | None:
    line = _named(figures["touchpoints"], planted.name)
    if line is None:
        return None
    verdict = "excellent" if line["is_excellent"] else "short" if line["is_short"] else "as expected"
    wanted = {"excellent", "short"} if planted.is_control else {"excellent" if planted.size > 0 else "short"}
    return _read(line["net"], verdict in wanted, verdict)


def _ratchet(planted: Planted, figures: Json, _: Json) -> Reading | None:
    line = _named(figures["acts"], planted.name, by="act")
    if line is None or line["decay"] is None:
        return None
    return _read(line["decay"]["slope"], line["verdict"] not in ("steady", None), line["verdict"])


def _equity(planted: Planted, figures: Json, _: Json) -> Reading | None:
    study = _named(figures["studies"], planted.name, by="attribute")
    line = _named(study["outcomes"], "at_ease") if study else None
    return _read(line["net"], line["verdict"] == "shown", line["verdict"]) if line else None


def _look(planted: Planted, figures: Json, _: Json) -> Reading | None:
    line = _named(figures["outcomes"], planted.name)
    if line is None:
        return None
    return _read(line["difference"], line["is_real"], "real" if line["is_real"] else "no gap shown")


def _perception(planted: Planted, figures: Json, whole: Json) -> Reading | None:
    line = _named(whole.get("subjects", []), planted.subject, by="id")
    if line is None:
        return None
    own = figures["gap"]  # the same figure on the manager's own page has the number of visits
    return _read({**line["gap"], "n": own["n"]}, line["verdict"] != "in_line", line["verdict"])


def _perk(planted: Planted, figures: Json, _: Json) -> Reading:
    return _above(figures["personal"], HALF, "mostly personal")


def _trained(planted: Planted, figures: Json, _: Json) -> Reading:
    where, action = figures["quadrant"], figures["action"]
    is_found = where["name"] == "trained" and where["is_sure"]
    return _read(figures["difference"], is_found, action or where["name"])


def _hollow(planted: Planted, figures: Json, whole: Json) -> Reading:
    """Hollow: more are lost than in the brand's own figure, and not by chance."""
    return _above(figures["hollow"], whole["hollow"]["value"], "above the brand")


def _free(planted: Planted, figures: Json, _: Json) -> Reading:
    return _above(figures["free"], HALF, "mostly free")


def _questions(planted: Planted, figures: Json, _: Json) -> Reading | None:
    line = _named(figures["questions"], planted.name, by="question")
    return _read(line["overturned"], line["verdict"] == "reword", line["verdict"]) if line else None


def _sales(planted: Planted, figures: Json, _: Json) -> Reading | None:
    """What is planted here is that there is no link: it is found where a link would have been seen."""
    line = _named(figures["components"], planted.name)
    if line is None:
        return None
    is_found = line["verdict"] == "linked" if planted.is_control else line["verdict"] == "none"
    return _read(line["effect"], is_found, line["verdict"])


def _severity(planted: Planted, figures: Json, _: Json) -> Reading | None:
    line = _named(figures["shoppers"], planted.name, by="alias")
    if line is None:
        return None
    one = line["severity"]
    is_apart = not one["low"] <= 0 <= one["high"] and figures["test"]["q"] < LEVEL
    return _read(one, is_apart, "apart from the others" if is_apart else "like the others")


def _inside(planted: Planted, figures: Json, _: Json) -> Reading | None:
    line = _named(figures["correlations"], planted.name, by="with")
    if line is None or line["rho"]["value"] is None:
        return None
    is_real = line["test"]["q"] < LEVEL
    return _read(line["rho"], is_real, "together" if is_real else "not shown")


def _above(figure: Json, edge: float, words: str) -> Reading:
    is_above = figure["low"] is not None and figure["low"] > edge
    return _read(figure, is_above, words if is_above else "not shown")


Reader = Callable[[Planted, Json, Json], Reading | None]
READERS: dict[str, Reader] = {
    "surplus": _surplus,
    "ratchet": _ratchet,
    "equity": _equity,
    "look": _look,
    "perception": _perception,
    "perk": _perk,
    "trained": _trained,
    "hollow": _hollow,
    "free": _free,
    "questions": _questions,
    "sales": _sales,
    "severity": _severity,
    "inside": _inside,
}
