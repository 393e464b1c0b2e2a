"""Staff's pulse: it goes with how much they may decide, and has nothing to do with how clients feel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from random import Random

import numpy as np
import scipy  # its parts are loaded when they are used
from numpy.typing import NDArray

from audits.insights.models import Pulse, PulseAnswer
from audits.insights.services.pulses import make_pulses
from audits.insights.staff import ITEMS, LEAST, MOST
from audits.management.demonstration.planting.cells import Cell
from audits.people.models import Person
from audits.waves.models import Wave

LOWEST, HIGHEST = 2.7, 4.5  # means of a store's staff
STAFF = (6, 11)
SWAPS = 20_000
NEAR = 0.02
Array = NDArray[np.float64]


def tell_pulse(cells: Sequence[Cell], wave: Wave, together: float, by: Person, chance: Random) -> float:
    """Everybody's answers, five items each; the rank correlation with empowerment that they have."""
    make_pulses(wave=wave, closes=wave.closes, by=by)
    pulses = {one.store.number: one for one in Pulse.objects.filter(wave=wave).select_related("store")}
    numbers = sorted({cell.house.number for cell in cells})
    lived = [[_mean(cells, number, pillar) for number in numbers] for pillar in ("empowerment", "emotion")]
    order, rho = ranks(np.array(lived[0]), np.array(lived[1]), together, chance)
    answers: list[PulseAnswer] = []
    for number, rank in zip(numbers, order, strict=True):
        mean = LOWEST + (HIGHEST - LOWEST) * rank / (len(numbers) - 1)
        answers += _answers(pulses[number], mean, chance)
    PulseAnswer.objects.bulk_create(answers)
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


def _answers(pulse: Pulse, mean: float, chance: Random) -> list[PulseAnswer]:
    """Marks of 1 to 5 whose sum is as near to the mean as whole marks come."""
    people = chance.randint(*STAFF)
    marks = [int(mean)] * (people * len(ITEMS))
    for at in chance.sample(range(len(marks)), round((mean - int(mean)) * len(marks))):
        marks[at] += 1
    for _ in range(len(marks)):  # opinions differ: one gives a mark more, another a mark less
        up, down = chance.sample(range(len(marks)), 2)
        if marks[up] < MOST and marks[down] > LEAST:
            marks[up], marks[down] = marks[up] + 1, marks[down] - 1
    first = pulse.wave.opens + timedelta(days=20)
    return [
        PulseAnswer(
            pulse=pulse, items=marks[at : at + len(ITEMS)], on=first + timedelta(days=chance.randint(0, 20))
        )
        for at in range(0, len(marks), len(ITEMS))
    ]
