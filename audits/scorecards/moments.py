"""What a scorecard keeps of visits: a few numbers that add up from store to region to brand. Pure.

`math.fsum` rounds once, so the same visits give the same numbers in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Any

import numpy as np

# name → numbers that add up; what they are is told in `reckoning`
Table = dict[str, list[float]]
Rows = tuple[tuple[str, ...], np.ndarray]
PLAIN = 3  # columns of touchpoints and questions in a store's own table


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over stores, and over the visits inside them.

    `mean` of the `stores`' values and `between`, `Σ(Sᵢ − mean)²`; the `n` visits in them, `within`,
    `Σ(x − Sᵢ)²`, its `freedom`, `Σ(nᵢ − 1)`, and `inverse`, `Σ 1/nᵢ`.
    """

    stores: int = 0
    mean: float = 0.0
    between: float = 0.0
    n: int = 0
    within: float = 0.0
    freedom: int = 0
    inverse: float = 0.0

    @classmethod
    def of_visits(cls, values: Sequence[float]) -> Spread:
        """One store's figure from its visits."""
        n = len(values)
        if not n:
            return cls()
        mean = fsum(values) / n
        within = fsum((value - mean) ** 2 for value in values)
        return cls(1, mean, 0.0, n, within, n - 1, 1 / n)

    @classmethod
    def of_change(cls, delta: float, *, n: int, before: int) -> Spread:
        """One store's change between two waves, `inverse` being 1/n + 1/before."""
        return cls(stores=1, mean=delta, n=n, inverse=1 / n + 1 / before)

    @classmethod
    def merged(cls, spreads: Iterable[Spread]) -> Spread:
        """Of all stores together, each store weighing the same (Chan, Golub and LeVeque 1983)."""
        parts = [spread for spread in spreads if spread.stores]
        stores = sum(part.stores for part in parts)
        if not stores:
            return cls()
        mean = fsum(part.stores * part.mean for part in parts) / stores
        off = [part.between + part.stores * (part.mean - mean) ** 2 for part in parts]
        return cls(
            stores,
            mean,
            fsum(off),
            sum(part.n for part in parts),
            fsum(part.within for part in parts),
            sum(part.freedom for part in parts),
            fsum(part.inverse for part in parts),
        )

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> Spread:
        """What `as_json` wrote; nothing kept is an empty spread."""
        return cls(**kept) if kept else cls()

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    def without(self, own: Spread) -> Spread | None:
        """The other stores alone: a benchmark leaves the store, or the region, itself out. None where there is none.

        What `merged` adds is taken away again: `between = B − B₁ − m₁·m₂/m·(S̄₁ − S̄₂)²`.
        """
        others = self.stores - own.stores
        if others <= 0:
            return None
        mean = (self.stores * self.mean - own.stores * own.mean) / others
        apart = own.stores * others / self.stores * (own.mean - mean) ** 2
        between = max(0.0, self.between - own.between - apart)
        freedom, inverse = self.freedom - own.freedom, self.inverse - own.inverse
        within = max(0.0, self.within - own.within)
        return Spread(others, mean, between, self.n - own.n, within, freedom, inverse)


def rows_of(table: Table) -> Rows:
    """A table as its names and an array, one row a name: the shape in which thousands are added quickly."""
    return _one(tuple(table)), np.array(list(table.values()), dtype=float)


def clustered(rows: Rows, tops: Callable[[np.ndarray], np.ndarray]) -> Rows:
    """A store's rows `(…, …, n)` with what its region needs to know how stores differ: `y²`, `y·n`, `n²`, 1.

    `tops` finds y in a store's columns. Rows that have these columns already, a region's, stay as they are.
    """
    found = squared(rows, tops)
    return (found[0], np.column_stack([rows[1], found[1]])) if found else rows


def squared(rows: Rows, tops: Callable[[np.ndarray], np.ndarray]) -> Rows | None:
    """These numbers alone: `y²`, `y·n`, `n²`, 1 by name. None of a region's rows, whose stores can't be told apart."""
    names, numbers = rows
    if not names or numbers.shape[1] != PLAIN:
        return None
    y, n = tops(numbers), numbers[:, 2]
    return names, np.column_stack([y * y, y * n, n * n, n > 0])


@lru_cache(maxsize=256)
def _one(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same names are kept once, not once a store."""
    return names


def added(parts: Iterable[Rows]) -> Table:
    """Tables added name by name, in the order given where their names are the same."""
    alike: dict[tuple[str, ...], list[np.ndarray]] = {}
    for names, numbers in parts:
        alike.setdefault(names, []).append(numbers)
    total: dict[str, list[list[float]]] = {}
    for names, arrays in alike.items():
        for name, numbers in zip(names, np.sum(arrays, axis=0).tolist(), strict=True):
            total.setdefault(name, []).append(numbers)
    return {name: [fsum(column) for column in zip(*rows, strict=True)] for name, rows in total.items()}
