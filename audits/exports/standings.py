"""The figures of one scorecard as cells: which there are, and what each tells beside its value. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audits.exports.cells import Cell
from audits.exports.editions import (
    Print,
    pillars_in_order,
    scored_in_order,
    sections_in_order,
    touchpoints_in_order,
)
from audits.scorecards.reading import Standing

ENDS = ("", "low", "high", "n", "k", "wants", "says")
PLAIN = ("", "low", "high", "n")
SHARE = (*PLAIN, "k")
JUDGED = (*PLAIN, "says")
# kinds of a whole scorecard, and which ends their columns have
WHOLE: dict[str, tuple[str, ...]] = {
    "score": PLAIN,
    "surplus": (*PLAIN, "wants"),
    "gap": PLAIN,
    "on_target": SHARE,
    "next_client": PLAIN,
    "change": JUDGED,
    "common_questions": ("",),
    "surplus_change": JUDGED,
    "benchmark": PLAIN,
    "shrunken": JUDGED,
    "reliability": ("",),
    "rank": PLAIN,
}
# kinds that a section, a pillar, a touchpoint or a question has each
PARTS: dict[str, tuple[str, ...]] = {
    "section": PLAIN,
    "lost_in_section": PLAIN,
    "pillar": PLAIN,
    "lost_in_pillar": PLAIN,
    "touchpoint": JUDGED,
    "exceed": SHARE,
    "shortfall": SHARE,
    "points_lost": PLAIN,
    "kept": SHARE,
}
# ends that mean something else than the usual: middle 80 %, stores instead of visits
OWN_ENDS = {
    ("next_client", "low"): "figure/low_80",
    ("next_client", "high"): "figure/high_80",
    ("benchmark", "n"): "figure/stores",
    ("rank", "n"): "figure/ranked",
    ("rank", "low"): "figure/best_rank",
    ("rank", "high"): "figure/worst_rank",
}
VALUES = ("value", "score", "net", "points", "delta", "p", "rank")
VERDICTS = {"is_real": ("real", "noise"), "is_sure": ("sure", "noise"), "can_rank": ("ranked", "no_rank")}
Figures = Iterator[tuple[str, str, Mapping[str, Any]]]


def word_of(kind: str) -> str:
    """The codebook's key for a kind of figure."""
    return f"scorecard/{kind}" if kind in WHOLE else kind


@dataclass(frozen=True, slots=True)
class Name:
    """One figure's place in the wide file: its kind, whose it is ('' the whole scorecard's), and its ends."""

    kind: str
    subject: str
    ends: tuple[str, ...]

    @property
    def column(self) -> str:
        """The heading of its value; a touchpoint's net keeps the heading it always had."""
        if not self.subject:
            return f"scorecard/{self.kind}"
        return f"{'surplus' if self.kind == 'touchpoint' else self.kind}/{self.subject}"

    def facet_of(self, end: str) -> str:
        """The codebook's word for one of its ends."""
        return OWN_ENDS.get((self.kind, end), f"figure/{end}")


def names_in(prints: list[Print]) -> list[Name]:
    """Every figure that scorecards of these editions can have, in the order of the file."""
    subjects = {
        ("section", "lost_in_section"): sections_in_order(prints),
        ("pillar", "lost_in_pillar"): pillars_in_order(prints),
        ("touchpoint", "exceed", "shortfall"): touchpoints_in_order(prints),
        ("points_lost", "kept"): scored_in_order(prints),
    }
    parts = [
        Name(kind, subject, PARTS[kind])
        for kinds, names in subjects.items()
        for subject in names
        for kind in kinds
    ]
    return [*(Name(kind, "", ends) for kind, ends in WHOLE.items()), *parts]


def figures_of(
    standing: Standing, parts: Mapping[str, Any], *, target: float, rank: Mapping[str, Any] | None
) -> Figures:
    """Kind, subject and figure: all that the scorecard's page tells as a figure, and every question that counted."""
    yield "score", "", standing.score({})
    yield "surplus", "", standing.surplus()
    yield from _against(standing, target, rank)
    for kind in ("section", "pillar"):
        for figure in parts[f"{kind}s"]:
            yield kind, figure["name"], figure
            yield f"lost_in_{kind}", figure["name"], figure["lost"]
    for touchpoint in parts["touchpoints"]:
        yield "touchpoint", touchpoint["name"], touchpoint
        for side in ("exceed", "shortfall"):
            yield side, touchpoint["name"], touchpoint[side]
    for name, figure in standing.questions().items():
        yield "points_lost", name, figure
        yield "kept", name, figure["kept"]


def _against(standing: Standing, target: float, rank: Mapping[str, Any] | None) -> Figures:
    """The store, region or brand against its target, the wave before, and the brand's other stores."""
    changes, shrunken = standing.changes(), standing.shrunken()
    told = {
        "gap": standing.gap(target),
        "on_target": standing.on_target(),
        "next_client": standing.next_client(),
        "change": changes["score"],
        "common_questions": _alone(changes["score"], "common_questions"),
        "surplus_change": changes["surplus"],
        "benchmark": standing.benchmark(),
        "shrunken": shrunken,
        "reliability": _alone(shrunken, "reliability"),
        "rank": rank,
    }
    return ((kind, "", figure) for kind, figure in told.items() if figure)


def _alone(figure: Mapping[str, Any] | None, key: str) -> dict[str, Any] | None:
    return None if figure is None else {"value": figure[key], "n": figure["n"]}


def cells_of(figure: Mapping[str, Any]) -> dict[str, Cell]:
    """A cell for each end; value and interval with four decimals, n the stores where the figure is one of stores."""
    value = next((figure[key] for key in VALUES if key in figure), None)
    if "k" in figure and figure["n"] and figure["low"] is not None:
        value = figure["k"] / figure["n"]
    return {
        "": _rounded(value),
        "low": _rounded(figure.get("low")),
        "high": _rounded(figure.get("high")),
        "n": next((figure[key] for key in ("n", "of", "stores") if key in figure), None),
        "k": figure.get("k"),
        "wants": figure.get("wants"),
        "says": _verdict(figure),
    }


def _verdict(figure: Mapping[str, Any]) -> str | None:
    said = ((yes, no, figure[key]) for key, (yes, no) in VERDICTS.items() if key in figure)
    return next((yes if holds else no for yes, no, holds in said), None)


def _rounded(value: float | None) -> Cell:
    return None if value is None else round(float(value), 4)
