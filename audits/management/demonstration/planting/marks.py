"""How severe each shopper is, and what a careless store loses: set last, by the answers about first look, pressure,
warmth and feeling special, so that all that was laid over before stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from audits.management.demonstration.planting.cells import Answers, Cell
from audits.management.demonstration.planting.exactly import Owing, apart
from audits.management.demonstration.planting.service import LOST, Weights
from audits.management.demonstration.planting.sizes import SHOPPERS, Sizes

FLAWLESS: Answers = {
    "first_look": "warm_and_open",
    "pressure": "none",
    "warmth_stayed": "yes",
    "special_and_unique": 10,
}
CHOICES: dict[str, dict[Any, float]] = {
    "first_look": {"warm_and_open": 1.0, "polite_but_forced": 0.5, "no_look": 0.0},
    "pressure": {"none": 1.0, "light": 0.5},
    "warmth_stayed": {"yes": 1.0, "no": 0.0},
    "special_and_unique": {said: said / 10 for said in range(11)},
}
COSTLESS = ("attitude", "rule")
USUAL, STRAY = 5.0, 2.0  # points lost on these answers by a shopper of no severity, and how much that varies
Graded = Callable[[Cell], dict[str, Any]]


def told_marks(cells: Sequence[Cell], sizes: Sizes, weights: Weights, graded: Graded, chance: Random) -> None:
    """Grade every visit with these answers flawless, then take from each what it is to lose."""
    for cell in cells:
        cell.answers |= {name: said for name, said in FLAWLESS.items() if name in cell.answers}
        cell.grade = graded(cell)
    careless = [cell for cell in cells if cell.house.number == sizes.stores.careless]
    _lose_carelessly(careless, sizes.careless, weights, chance)
    apart_from_them = (sizes.stores.careless, sizes.stores.crafted)
    _judge([cell for cell in cells if cell.house.number not in apart_from_them], sizes, weights, chance)


def severity_of(shopper: int, sizes: Sizes) -> float:
    """Points that she gives more than others; below 0 she is harsh."""
    return {sizes.harsh: -sizes.severity, sizes.lenient: sizes.severity}.get(shopper, 0.0)


def _judge(cells: Sequence[Cell], sizes: Sizes, weights: Weights, chance: Random) -> None:
    """Each shopper's visits differ from their stores' by her severity, on average exactly."""
    found = {cell: percent_of(cell) for cell in cells}
    by_store: dict[str, list[Cell]] = defaultdict(list)
    by_shopper: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_store[cell.house.number].append(cell)
        by_shopper[cell.shopper].append(cell)
    middle = {number: sum(found[c] for c in own) / len(own) for number, own in by_store.items()}
    for shopper in range(SHOPPERS):
        own, owing = by_shopper[shopper], Owing()
        luck = sum(found[cell] - middle[cell.house.number] for cell in own) / len(own)
        for cell, stray in zip(own, apart(chance, len(own), STRAY), strict=True):
            _lose(cell, USUAL + luck - severity_of(shopper, sizes) + stray, owing, weights, chance)


def _lose_carelessly(cells: Sequence[Cell], share: float, weights: Weights, chance: Random) -> None:
    """Of all that this store loses, exactly such a share would have cost nothing."""
    owing = Owing()
    for cell in cells:
        free, rest = losses_of(cell)
        _lose(cell, rest * share / (1 - share) - free, owing, weights, chance)


def percent_of(cell: Cell) -> float:
    """The visit's per cent as graded."""
    return float(cell.grade["percent"])


def losses_of(cell: Cell) -> tuple[float, float]:
    """Points of the percentage lost on what costs nothing, and on the rest."""
    possible = sum(_number(line["possible"]) for line in cell.grade["lines"] if "possible" in line)
    lost = {True: 0.0, False: 0.0}
    for line in cell.grade["lines"]:
        if "possible" in line:
            points = _number(line["possible"]) - _number(line["earned"])
            lost[line["cost"] in COSTLESS] += 100 * points / possible
    return lost[True], lost[False]


def _lose(cell: Cell, points: float, owing: Owing, weights: Weights, chance: Random) -> None:
    possible = sum(_number(line["possible"]) for line in cell.grade["lines"] if "possible" in line)
    options = list(_ways(cell, weights, possible))
    chance.shuffle(options)
    cell.answers |= owing.nearest(points, options)


def _ways(cell: Cell, weights: Weights, possible: float) -> Iterator[tuple[float, Answers]]:
    """Ways to answer, with the points of the percentage that each loses; feeling special fits the feeling."""
    asked = [name for name in CHOICES if name in cell.answers]
    special = range(2, 8) if cell.answers["feeling"] in LOST else range(4, 11)
    for said in product(*(CHOICES[name] for name in asked)):
        answers = dict(zip(asked, said, strict=True))
        if answers["special_and_unique"] in special:
            lost = sum(weights[name] * (1 - CHOICES[name][answers[name]]) for name in asked)
            yield 100 * lost / possible, answers


def _number(text: str) -> float:
    return float(Fraction(text))
