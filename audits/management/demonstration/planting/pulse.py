"""Staff's pulse: it goes with how much they may decide, and has nothing to do with how clients feel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from random import Random

import numpy as np
import scipy  # its parts are loaded when they are used
from django.utils import timezone
from numpy.typing import NDArray

from audits.insights.models import Pulse
from audits.insights.services.pulses import answer_pulse, make_links
from audits.insights.staff import ITEMS, LEAST, MOST
from audits.management.demonstration.planting.cells import Cell
from audits.people.models import Person
from audits.waves.models import Wave

LOWEST, HIGHEST = 2.7, 4.5  # means of a store's staff
FEWEST_STAFF, MOST_STAFF = 6, 11  # who answer, of those who could
SWAPS = 20_000
NEAR = 0.02
Array = NDArray[np.float64]


def tell_pulse(cells: Sequence[Cell], wave: Wave, together: float, by: Person, chance: Random) -> float:
    """Links for everybody, and the answers of most, five items each; their rank correlation with empowerment.

    The wave is over, and so is its pulse afterwards: nothing is told of one that is open.
    """
    keys: dict[str, list[str]] = defaultdict(list)
    for link in make_links(wave=wave, closes=timezone.now().date(), by=by, each=MOST_STAFF):
        keys[link.store].append(link.key)
    stores = {cell.house.number: cell.house.name for cell in cells}
    numbers = sorted(stores)
    lived = [[_mean(cells, number, pillar) for number in numbers] for pillar in ("empowerment", "emotion")]
    order, rho = ranks(np.array(lived[0]), np.array(lived[1]), together, chance)
    for number, rank in zip(numbers, order, strict=True):
        mean = LOWEST + (HIGHEST - LOWEST) * rank / (len(numbers) - 1)
        answers = _answers(mean, chance.randint(FEWEST_STAFF, MOST_STAFF), chance)
        for key, marks in zip(keys[stores[number]], answers, strict=False):
            answer_pulse(key=key, marks=marks)
    Pulse.objects.filter(wave=wave).update(closes=wave.closes)
    return rho


def ranks(first: Array, second: Array, together: float, chance: Random) -> tuple[list[int], float]:
    """An order of the stores with Spearman's ρ of `together` with the first and 0 with the second; and that ρ.

    Two places are swapped wherever it brings both nearer, until they are near enough.
    """
    a, b = (scipy.stats.rankdata(one) for one in (first, second))
    a, b = (a - a.mean()) / a.std(), (b - b.mean()) / b.std()
    n = len(a)
    order = np.argsort(np.argsort(together * a + np.array([chance.gauss(0, 0.5) for _ in a]))).astype(float)
    order = (order - order.mean()) / order.std()

    def off(one: Array) -> float:
        return float(abs(one @ a / n - together) + abs(one @ b / n))

    best = off(order)
    for _ in range(SWAPS):
        if best < NEAR:
            break
        i, j = chance.sample(range(n), 2)
        order[[i, j]] = order[[j, i]]
        now = off(order)
        if now < best:
            best = now
        else:
            order[[i, j]] = order[[j, i]]
    return [int(rank) - 1 for rank in scipy.stats.rankdata(order)], float(order @ a / n)


def _mean(cells: Sequence[Cell], number: str, pillar: str) -> float:
    told = [cell.grade["figures"]["pillars"][pillar] for cell in cells if cell.house.number == number]
    return float(np.mean([100 * float(Fraction(one["earned"]) / Fraction(one["possible"])) for one in told]))


def _answers(mean: float, people: int, chance: Random) -> list[list[int]]:
    """Marks of 1 to 5 whose sum is as near to the mean as whole marks come."""
    marks = [int(mean)] * (people * len(ITEMS))
    for at in chance.sample(range(len(marks)), round((mean - int(mean)) * len(marks))):
        marks[at] += 1
    for _ in range(len(marks)):  # opinions differ: one gives a mark more, another a mark less
        up, down = chance.sample(range(len(marks)), 2)
        if marks[up] < MOST and marks[down] > LEAST:
            marks[up], marks[down] = marks[up] + 1, marks[down] - 1
    return [marks[at : at + len(ITEMS)] for at in range(0, len(marks), len(ITEMS))]
