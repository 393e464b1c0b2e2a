"""A whole draw: greedily first, then by a solver wherever an exchange of visits could fill more."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audits.waves.drawing.eligibility import Flags, Rule, forbidden
from audits.waves.drawing.facts import Facts
from audits.waves.drawing.greedy import draw_greedily
from audits.waves.drawing.reachable import closure, has_spare
from audits.waves.drawing.slots import Slot
from audits.waves.drawing.solving import EXACT, Pair, pairs_of, solve_by_flow, solve_exactly
from audits.waves.drawing.tableau import NOBODY, Indices, Tableau, laid_out

ROUNDS = 3  # of the solver: each looks at other candidates where there are too many for all
TAKEN = "taken"  # she might, but has no visit left, or somebody drawn for this place locks her out


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: for each slot the row of its shopper or `NOBODY`; and what keeps shoppers away."""

    slots: Sequence[Slot]
    given: Indices
    able: Flags  # shoppers who may make at least one of the visits
    _tableau: Tableau
    _forbidden: dict[Rule, Flags]

    def reasons(self, slot: int) -> dict[str, int]:
        """Rule → how many shoppers it keeps from this slot, alone or with others; `taken` those left over."""
        place = self.slots[slot].place
        kept = {str(rule): self._at(flags, place) for rule, flags in self._forbidden.items()}
        kept[str(Rule.QUOTA)] = int((~self._tableau.kinds[self._tableau.kind[slot]]).sum())
        kept[TAKEN] = int(self._tableau.candidates(slot).sum())
        return {rule: count for rule, count in kept.items() if count}

    @staticmethod
    def _at(flags: Flags, place: int) -> int:
        return int(flags[place if len(flags) > 1 else 0].sum())


def draw(facts: Facts, slots: Sequence[Slot], *, seed: int) -> Drawn:
    """Draw a shopper for each slot that can have one. The same facts, slots and seed draw the same."""
    random = np.random.default_rng(seed)
    kept_away = forbidden(facts)
    may = np.ones((len(facts.places), len(facts.shoppers)), dtype=bool)
    for flags in kept_away.values():
        may &= ~flags
    tableau = laid_out(facts, slots, may)
    if len(slots) and len(facts.shoppers):
        draw_greedily(tableau, random)
        for _ in range(ROUNDS):
            if not _better(tableau, random):
                break
    return Drawn(slots, tableau.given, _able(tableau), tableau, kept_away)


def _able(tableau: Tableau) -> Flags:
    wanted = np.zeros(len(tableau.may), dtype=bool)
    wanted[tableau.place] = True
    return np.asarray(tableau.may[wanted].any(axis=0) & (tableau.capacity > 0))


def _better(tableau: Tableau, random: np.random.Generator) -> bool:
    """Draw again the part in which more can be filled; keep what is better. Whether there was anything better."""
    slots, shoppers = closure(tableau)
    if not len(tableau.unfilled) or not has_spare(tableau, shoppers):
        return False
    count = sum(int(np.count_nonzero(tableau.candidates(slot))) for slot in slots)
    before = [(int(slot), int(tableau.given[slot])) for slot in slots if tableau.given[slot] != NOBODY]
    is_small = count <= EXACT
    found = (
        solve_exactly(tableau, pairs_of(tableau, slots))
        if is_small
        else solve_by_flow(tableau, slots, random)
    )
    _lay(tableau, slots, found)
    draw_greedily(tableau, random, slots[tableau.given[slots] == NOBODY])
    gained = int((tableau.given[slots] != NOBODY).sum()) - len(before)
    if gained < 0:
        _lay(tableau, slots, before)
    return gained > 0


def _lay(tableau: Tableau, slots: Indices, pairs: list[Pair]) -> None:
    """Let exactly these pairs stand in these slots, but for those that a rule of the place forbids."""
    for slot in slots:
        tableau.take(int(slot))
    for slot, shopper in pairs:
        if tableau.free(slot)[shopper]:
            tableau.give(slot, shopper)
