"""The state of a draw while it goes on: who is where, who has visits left, who may go where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from audits.waves.drawing.eligibility import Flags, has_all
from audits.waves.drawing.facts import Facts
from audits.waves.drawing.slots import Slot

NOBODY = -1
Indices = NDArray[np.intp]


@dataclass(slots=True)
class Tableau:
    """Slots and the shoppers given to them, as columns; `NOBODY` where there is none."""

    slots: Sequence[Slot]
    may: Flags  # places × shoppers, by every rule that looks at the two alone
    kinds: Flags  # kinds of slots × shoppers
    kind: Indices  # of each slot
    place: Indices  # of each slot
    capacity: Indices  # visits that each shopper may still be given
    circles: Sequence[
        Sequence[int]
    ]  # of each shopper: herself and her companions where they lock each other out
    given: Indices = field(init=False)
    load: Indices = field(init=False)  # visits given to each shopper
    here: list[set[int]] = field(init=False)  # of each place: who has a visit there by this draw

    def __post_init__(self) -> None:
        self.given = np.full(len(self.slots), NOBODY, dtype=np.intp)
        self.load = np.zeros(len(self.capacity), dtype=np.intp)
        self.here = [set() for _ in range(len(self.may))]

    def candidates(self, slot: int) -> Flags:
        """Who may have this slot by the rules, whatever she has already."""
        return np.asarray(self.may[self.place[slot]] & self.kinds[self.kind[slot]])

    def free(self, slot: int) -> Flags:
        """Who may have this slot now: with visits left, and not locked out by somebody drawn for this place."""
        free = self.candidates(slot) & (self.load < self.capacity)
        for shopper in self.here[self.place[slot]]:
            free[list(self.circles[shopper])] = False
        return free

    def give(self, slot: int, shopper: int) -> None:
        """The slot is hers."""
        self.given[slot] = shopper
        self.load[shopper] += 1
        self.here[self.place[slot]].add(shopper)

    def take(self, slot: int) -> None:
        """The slot is nobody's again."""
        shopper = int(self.given[slot])
        if shopper != NOBODY:
            self.given[slot] = NOBODY
            self.load[shopper] -= 1
            self.here[self.place[slot]].discard(shopper)

    @property
    def unfilled(self) -> Indices:
        """The slots that are nobody's."""
        return np.flatnonzero(self.given == NOBODY)


def laid_out(facts: Facts, slots: Sequence[Slot], may: Flags) -> Tableau:
    """The tableau of a draw before anything is given."""
    kinds = list(dict.fromkeys(slot.kind for slot in slots))
    number = {kind: index for index, kind in enumerate(kinds)}
    flags = [[has_all(one, dict(kind)) for one in facts.shoppers] for kind in kinds]
    return Tableau(
        slots=slots,
        may=may,
        kinds=np.array(flags, dtype=bool).reshape(len(kinds), len(facts.shoppers)),
        kind=np.array([number[slot.kind] for slot in slots], dtype=np.intp),
        place=np.array([slot.place for slot in slots], dtype=np.intp),
        capacity=_capacity(facts, len(slots)),
        circles=_circles(facts),
    )


def _capacity(facts: Facts, slots: int) -> Indices:
    most = slots if facts.rules.most_visits is None else facts.rules.most_visits
    left = [
        max(0, most - one.has) if facts.rules.most_visits is not None else slots for one in facts.shoppers
    ]
    # windows are whole waves: two visits to one brand in it might fall on one day
    return np.minimum(np.array(left, dtype=np.intp), 1 if facts.rules.brand_days else slots)


def _circles(facts: Facts) -> list[list[int]]:
    columns = {one.id: column for column, one in enumerate(facts.shoppers)}
    circles = [{column} for column in range(len(columns))]
    if facts.rules.companion_days:
        for one in facts.shoppers:
            for other in one.companions & columns.keys():
                circles[columns[one.id]].add(columns[other])
                circles[columns[other]].add(columns[one.id])
    return [sorted(circle) for circle in circles]
