"""Drawing so that what was meant comes out exactly, while single visits stay a matter of chance. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import log
from random import Random
from typing import TypeVar

One = TypeVar("One")


def choose(
    chance: Random, among: Iterable[One], count: int, likely: Callable[[One], float] = lambda one: 1.0
) -> list[One]:
    """Exactly `count` of these, without repeats; one twice as likely is drawn about twice as often.

    Efraimidis and Spirakis (2006): the largest of `log(u)/weight`. Never fewer than `count` where there are so many.
    """
    keyed = [(log(max(chance.random(), 1e-300)) / max(likely(one), 1e-9), one) for one in among]
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    return [one for _, one in keyed[: max(0, count)]]


def deal(chance: Random, among: Sequence[One], shares: Sequence[float]) -> list[list[One]]:
    """All of these in piles of these shares, rounded; what is left over is the last pile."""
    left = list(among)
    chance.shuffle(left)
    piles = []
    for share in shares:
        size = round(share * len(among))
        piles.append(left[:size])
        left = left[size:]
    return [*piles, left]


def apart(chance: Random, count: int, spread: float) -> list[float]:
    """Normal draws whose sum is exactly 0."""
    drawn = [chance.gauss(0, spread) for _ in range(count)]
    middle = sum(drawn) / count if count else 0.0
    return [one - middle for one in drawn]


class Owing:
    """What rounding left over, made up for by the next: sums come out as they were meant."""

    def __init__(self) -> None:
        self.carry = 0.0

    def nearest(self, wanted: float, among: Iterable[tuple[float, One]]) -> One:
        """Of `(size, one)` that whose size is nearest to what is wanted and owed."""
        aim = wanted + self.carry
        size, one = min(among, key=lambda option: abs(option[0] - aim))
        self.carry = aim - size
        return one
