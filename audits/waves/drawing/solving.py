"""The draw at its best, by solvers that others keep well (SciPy): exactly where it is small, by flow where large.

Small: an integer programme (HiGHS) that knows every rule. Large: the maximum flow (Dinic) from shoppers through
their candidates to kinds of slots, which knows all but companions and two kinds at one place; what breaks those is
taken back and drawn again.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import scipy  # its parts are loaded when they are used

from audits.waves.drawing.tableau import NOBODY, Indices, Tableau

Pair = tuple[int, int]  # slot, shopper
Key = TypeVar("Key")
EXACT = 12_000  # pairs up to which the integer programme is asked
CANDIDATES = 48  # of each kind of slot at each place that the flow looks at
NODES = 500  # of the search tree: a bound that is the same on every machine, unlike a time


def pairs_of(tableau: Tableau, slots: Indices) -> list[Pair]:
    """Every slot with each shopper who may have it and could have any visit at all."""
    able = tableau.capacity > 0
    return [
        (int(slot), int(shopper))
        for slot in slots
        for shopper in np.flatnonzero(tableau.candidates(slot) & able)
    ]


def solve_exactly(tableau: Tableau, pairs: list[Pair]) -> list[Pair]:
    """The most pairs that can stand together under every rule."""
    if not pairs:
        return []
    rows = [
        *_each_slot_once(pairs),
        *_each_within_capacity(tableau, pairs),
        *_each_place_once(tableau, pairs),
    ]
    members = [column for columns, _ in rows for column in columns]
    lines = [line for line, (columns, _) in enumerate(rows) for _ in columns]
    matrix = scipy.sparse.coo_array((np.ones(len(members)), (lines, members)), shape=(len(rows), len(pairs)))
    found = scipy.optimize.milp(
        -np.ones(len(pairs)),
        constraints=scipy.optimize.LinearConstraint(matrix.tocsr(), ub=[most for _, most in rows]),
        integrality=np.ones(len(pairs), dtype=np.int8),
        bounds=scipy.optimize.Bounds(0, 1),
        options={"node_limit": NODES},
    )
    return [] if found.x is None else [pair for pair, x in zip(pairs, found.x, strict=True) if x > 0.5]


Row = tuple[list[int], int]  # columns, how many of them may stand


def _each_slot_once(pairs: list[Pair]) -> Iterable[Row]:
    return ((columns, 1) for columns in _grouped(slot for slot, _ in pairs).values())


def _each_within_capacity(tableau: Tableau, pairs: list[Pair]) -> Iterable[Row]:
    hers = _grouped(shopper for _, shopper in pairs)
    return ((columns, int(tableau.capacity[shopper])) for shopper, columns in hers.items())


def _each_place_once(tableau: Tableau, pairs: list[Pair]) -> Iterable[Row]:
    """Nobody twice at a place, nor with a companion: one row for each two who lock each other out there."""
    at = _grouped((int(tableau.place[slot]), shopper) for slot, shopper in pairs)
    for (place, shopper), columns in at.items():
        if len(columns) > 1:
            yield columns, 1
        for other in tableau.circles[shopper]:
            if other > shopper and (place, other) in at:
                yield columns + at[place, other], 1


def _grouped(keys: Iterable[Key]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for column, key in enumerate(keys):
        groups[key].append(column)
    return groups


def solve_by_flow(tableau: Tableau, slots: Indices, random: np.random.Generator) -> list[Pair]:
    """A maximum flow over a sample of candidates that holds everybody who has one of the slots already."""
    groups = _grouped((int(tableau.place[slot]), int(tableau.kind[slot])) for slot in slots)
    edges, first = [], 1 + len(tableau.capacity)
    for group, columns in enumerate(groups.values()):
        members = slots[columns]
        shoppers = _sampled(tableau, members, random)
        edges += [(1 + shopper, first + group, 1) for shopper in shoppers]
        edges.append((first + group, first + len(groups), len(members)))
    if not any(tail < first for tail, _, _ in edges):
        return []
    wanted = np.unique([tail - 1 for tail, head, _ in edges if tail < first])
    edges += [(0, 1 + shopper, int(tableau.capacity[shopper])) for shopper in wanted]
    network, sink = _network(edges, first + len(groups) + 1), first + len(groups)
    flow = scipy.sparse.csgraph.maximum_flow(network, 0, sink).flow.tocoo()
    waiting = [list(slots[columns]) for columns in groups.values()]
    used = (flow.data > 0) & (flow.row > 0) & (flow.row < first)
    return [
        (int(waiting[head - first].pop()), int(tail - 1))
        for tail, head in sorted(zip(flow.row[used], flow.col[used], strict=True))
    ]


def _sampled(tableau: Tableau, members: Indices, random: np.random.Generator) -> list[int]:
    may = np.flatnonzero(tableau.candidates(int(members[0])) & (tableau.capacity > 0))
    if len(may) > CANDIDATES:
        may = random.choice(may, CANDIDATES, replace=False)
    holding = tableau.given[members]
    return sorted({*map(int, may), *map(int, holding[holding != NOBODY])})


def _network(edges: list[tuple[int, int, int]], nodes: int) -> "scipy.sparse.csr_array":
    tails, heads, capacities = (np.array(column, dtype=np.int32) for column in zip(*edges, strict=True))
    return scipy.sparse.csr_array((capacities, (tails, heads)), shape=(nodes, nodes))
