"""The first draw: the slots with the fewest candidates first, each to whoever has the fewest visits."""

import numpy as np

from audits.waves.drawing.tableau import Indices, Tableau


def draw_greedily(tableau: Tableau, random: np.random.Generator, slots: Indices | None = None) -> None:
    """Give the slots (all unfilled ones, where none are named) to shoppers who are free for them.

    The lot decides between slots with equally many candidates, and between shoppers with equally many visits.
    """
    waiting = tableau.unfilled if slots is None else slots
    tickets = random.random(len(tableau.capacity))
    for slot in _scarcest_first(tableau, waiting, random):
        free = np.flatnonzero(tableau.free(slot))
        if len(free):
            # a ticket moves on with each slot, so that nobody is always first among equals
            order = tableau.load[free] + (tickets[free] + slot * 0.618034) % 1.0
            tableau.give(slot, int(free[np.argmin(order)]))


def _scarcest_first(tableau: Tableau, slots: Indices, random: np.random.Generator) -> list[int]:
    shuffled = random.permutation(slots)
    counts = np.array([np.count_nonzero(tableau.candidates(slot)) for slot in shuffled])
    return [int(slot) for slot in shuffled[np.argsort(counts, kind="stable")]]
