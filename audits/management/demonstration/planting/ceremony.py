"""Touchpoints and acts: what went beyond, the drink that wears off, the story that doesn't, and what made it so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from random import Random

from audits.management.demonstration import words
from audits.management.demonstration.answers import PERSONAL, TANGIBLE
from audits.management.demonstration.planting.cells import Cell
from audits.management.demonstration.planting.exactly import choose
from audits.management.demonstration.planting.sizes import Sizes

ASKED = ("welcome", "listening", "presentation", "advice", "closing", "farewell")
DRINKS = 0.65  # share of visits in which one is given
MISSED = 0.08  # share for whom it was below although the act was given
DRINK_EXPECTED = (0.2, 0.32, 0.44, 0.56)  # wave by wave: what is given becomes what is waited for
DRINK_ABSENT = (0.15, 0.2, 0.25, 0.3)  # share for whom it was below where none was given
OTHERWISE = 0.25  # share delighted without the act
STORY_EXPECTED, STORY_ABSENT = 0.35, 0.2
EVEN = 0.2  # beyond, and below, at the farewell
STRAY_BELOW, STRAY_BEYOND = 0.12, 0.1  # below at the welcome, beyond at the closing
Given = Callable[[Cell], bool]


def told_ceremony(cells: Sequence[Cell], sizes: Sizes, chance: Random) -> None:
    """Lay over the answers what each touchpoint and act is to show."""
    kindly = [cell for cell in cells if cell.house.number != sizes.stores.crafted]
    _expect(cells, "welcome", sizes.excellent + STRAY_BELOW, STRAY_BELOW, chance, may_be_below=kindly)
    _expect(cells, "closing", STRAY_BEYOND, STRAY_BEYOND - sizes.short, chance)
    _expect(cells, "farewell", EVEN, EVEN, chance, may_be_below=kindly)
    for wave, visits in _by_wave(cells).items():
        _drinks(visits, sizes.delight_in(wave), min(wave, 4) - 1, chance)
        _stories(visits, sizes.story, chance)
    for cell in set(cells) - set(kindly):
        if cell.answers["listening_expectation"] == "below":
            cell.answers["listening_expectation"] = "met"


def told_causes(cells: Sequence[Cell], sizes: Sizes, chance: Random) -> None:
    """What made it so: in one region mostly a person, in the other as often a perk; exactly."""
    for cell in cells:
        for name in ASKED:
            cell.answers.pop(f"{name}_causes", None)
            cell.answers.pop(f"{name}_line", None)
    for region, visits in _by_region(cells).items():
        beyond = [(cell, name) for cell in visits for name in ASKED if _said(cell, name) == "exceeded"]
        share = sizes.personal if region == sizes.personal_region else 0.5
        warm = set(choose(chance, beyond, round(share * len(beyond)), _is_personal))
        for cell, name in beyond:
            _explain(cell, name, PERSONAL if (cell, name) in warm else TANGIBLE, words.GIVEN, chance)
        for cell, name in ((cell, name) for cell in visits for name in ASKED if _said(cell, name) == "below"):
            _explain(cell, name, PERSONAL if chance.random() < 0.7 else TANGIBLE, words.MISSING, chance)


def _drinks(cells: Sequence[Cell], delight: float, era: int, chance: Random) -> None:
    given = set(choose(chance, cells, round(DRINKS * len(cells))))
    for cell in cells:
        others = [act for act in cell.answers["given_acts"] if act not in ("drink", "none")]
        cell.answers["given_acts"] = [*others, *(["drink"] if cell in given else [])] or ["none"]
    _named_before(cells, "drink", DRINK_EXPECTED[era], chance)
    with_it, without = [c for c in cells if c in given], [c for c in cells if c not in given]
    _expect(with_it, "advice", delight, MISSED, chance)
    _expect(without, "advice", OTHERWISE, DRINK_ABSENT[era], chance)


def _stories(cells: Sequence[Cell], delight: float, chance: Random) -> None:
    _named_before(cells, "story", STORY_EXPECTED, chance)
    told = [cell for cell in cells if cell.answers["story_linked_to_you"] == "yes"]
    untold = [cell for cell in cells if cell.answers["story_linked_to_you"] != "yes"]
    _expect(told, "presentation", delight, MISSED, chance)
    _expect(untold, "presentation", OTHERWISE, STORY_ABSENT, chance)


def _named_before(cells: Sequence[Cell], act: str, share: float, chance: Random) -> None:
    named = set(choose(chance, cells, round(share * len(cells))))
    for cell in cells:
        others = [one for one in cell.answers["expected_acts"] if one != act]
        cell.answers["expected_acts"] = sorted([*others, *([act] if cell in named else [])]) or ["none"]


def _expect(
    cells: Sequence[Cell],
    name: str,
    beyond: float,
    below: float,
    chance: Random,
    *,
    may_be_below: Iterable[Cell] | None = None,
) -> None:
    """Exactly these shares beyond and below, the rest as expected; warm houses go beyond more often."""
    above = set(choose(chance, cells, round(beyond * len(cells)), lambda cell: cell.warmth))
    allowed = set(cells if may_be_below is None else may_be_below) - above
    left = [cell for cell in cells if cell in allowed]
    under = set(choose(chance, left, round(below * len(cells)), lambda cell: 1 / cell.warmth))
    for cell in cells:
        said = "exceeded" if cell in above else "below" if cell in under else "met"
        cell.answers[f"{name}_expectation"] = said


def _said(cell: Cell, name: str) -> str:
    return str(cell.answers[f"{name}_expectation"])


def _is_personal(of: tuple[Cell, str]) -> float:
    """Where a drink was given, it is named more often as what went beyond."""
    cell, name = of
    return 0.4 if name == "advice" and "drink" in cell.answers["given_acts"] else 1.0


def _explain(cell: Cell, name: str, pool: list[str], lines: list[str], chance: Random) -> None:
    cell.answers[f"{name}_causes"] = chance.sample(pool, chance.choice([1, 1, 2]))
    if chance.random() < 0.4:
        cell.answers[f"{name}_line"] = chance.choice(lines)


def _by_wave(cells: Iterable[Cell]) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.wave].append(cell)
    return found


def _by_region(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.region].append(cell)
    return found
