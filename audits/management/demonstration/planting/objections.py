"""Appeals: one question that is overturned again and again, one that almost never is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from random import Random

from audits.management.demonstration.planting.cells import Cell
from audits.management.demonstration.planting.exactly import choose
from audits.management.demonstration.planting.sizes import PAIRED_WAVES, Sizes

BEST = {"fact_answer": "right"}  # else yes
WORSE = {"fact_answer": "vague"}  # else no
MOST = 2  # appeals of a store in a wave


def told_objections(cells: Sequence[Cell], sizes: Sizes, chance: Random) -> None:
    """Appeals against bad answers of the first waves; some of them put the best answer in their place."""
    apart = (*sizes.stores.kept, sizes.stores.careless, sizes.stores.crafted)
    old = [cell for cell in cells if cell.wave in PAIRED_WAVES and cell.house.number not in apart]
    spent: Counter[tuple[str, int]] = Counter()
    questions = (sizes.unfair, sizes.fair)
    for question, count, overturned in zip(questions, sizes.appeals, sizes.overturned, strict=True):
        likely = partial(_likely, question)
        chosen = _few_a_store(choose(chance, old, len(old), likely), count, spent)
        for at, cell in enumerate(chance.sample(chosen, len(chosen))):
            if cell.answers[question] == _best(question):
                cell.answers[question] = WORSE.get(question, "no")
            cell.appeals[question] = _best(question) if at < overturned else None


def _likely(question: str, cell: Cell) -> float:
    """The weight with which a cell is drawn: it is bad answers that are objected to."""
    return 1.0 if cell.answers[question] == _best(question) else 9.0


def _best(question: str) -> str:
    return BEST.get(question, "yes")


def _few_a_store(cells: Sequence[Cell], count: int, spent: Counter[tuple[str, int]]) -> list[Cell]:
    """The first so many that stay within what a store may appeal in a wave."""
    found: list[Cell] = []
    for cell in cells:
        place = (cell.house.number, cell.wave)
        if len(found) < count and spent[place] < MOST and not cell.appeals:
            spent[place] += 1
            found.append(cell)
    return found
