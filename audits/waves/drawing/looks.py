"""Looks and scenarios drawn at random, balanced in each block (a store in a wave) and over the wave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def balanced(
    blocks: Sequence[int],
    kinds: Sequence[T],
    had: Mapping[int, Mapping[T, int]],
    random: np.random.Generator,
) -> list[T]:
    """One of `kinds` for each entry of `blocks`, at random.

    Within a block no kind comes more than once oftener than another, counting what the block `had`; where a
    block leaves a choice, the kind that the wave has had least is taken, and the lot decides between equals.
    """
    in_block: dict[int, Counter[T]] = {block: Counter(dict(kinds_had)) for block, kinds_had in had.items()}
    in_wave: Counter[T] = Counter()
    for counted in in_block.values():
        in_wave.update(counted)
    drawn: list[T | None] = [None] * len(blocks)
    for index in random.permutation(len(blocks)):
        counted = in_block.setdefault(blocks[index], Counter())
        order = random.permutation(len(kinds))
        kind = kinds[min(order, key=lambda one: (counted[kinds[one]], in_wave[kinds[one]]))]
        counted[kind] += 1
        in_wave[kind] += 1
        drawn[index] = kind
    return [kind for kind in drawn if kind is not None]
