"""Which part of a draw could be drawn better: everything that an exchange of visits can reach."""

import numpy as np

from audits.waves.drawing.tableau import NOBODY, Indices, Tableau


def closure(tableau: Tableau) -> tuple[Indices, Indices]:
    """(slots, shoppers) that exchanges of visits, beginning at the unfilled slots, can reach.

    Whoever may go to a reached place is reached, and each place at which she has a visit; a place is reached
    with all its slots. Nobody outside may go to a reached place, so the best draw of this part is the best of all.
    """
    slots = np.zeros(len(tableau.slots), dtype=bool)
    shoppers = np.zeros(len(tableau.capacity), dtype=bool)
    fresh = np.unique(tableau.place[_could_be_filled(tableau)])
    places = np.zeros(len(tableau.may), dtype=bool)
    while len(fresh):
        places[fresh] = True
        added = _those_who_may(tableau, fresh) & ~shoppers
        shoppers |= added
        held = np.flatnonzero((tableau.given != NOBODY) & added[tableau.given])
        fresh = np.setdiff1d(np.unique(tableau.place[held]), np.flatnonzero(places))
    slots[:] = places[tableau.place]
    return np.flatnonzero(slots), np.flatnonzero(shoppers)


def _could_be_filled(tableau: Tableau) -> Indices:
    """The unfilled slots that at least one shopper may have."""
    return np.array([slot for slot in tableau.unfilled if tableau.candidates(slot).any()], dtype=np.intp)


def _those_who_may(tableau: Tableau, places: Indices) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    return np.asarray(tableau.may[places].any(axis=0))


def has_spare(tableau: Tableau, shoppers: Indices) -> bool:
    """Whether any of them has a visit left; without one no exchange fills a slot more."""
    return bool((tableau.load[shoppers] < tableau.capacity[shoppers]).any())
