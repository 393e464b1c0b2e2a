"""What a scorecard keeps of visits: a few numbers that add up from store to region to brand. Pure.

`math.fsum` rounds once, so the same visits give the same numbers in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import fsum
from typing import Any

import numpy as np

# name → numbers that add up, see `tallies`
Table = dict[str, list[float]]


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
        return asdict(self)

    def without(self, mean: float, *, stores: int) -> tuple[float, int] | None:
        """Mean and number of the other stores: a benchmark leaves the store, or the region, itself out."""
        others = self.stores - stores
        return ((self.stores * self.mean - stores * mean) / others, others) if others > 0 else None


def added(tables: Sequence[Table]) -> Table:
    """Tables added name by name. Thousands of alike tables are added at array speed, in the order given."""
    alike: dict[tuple[str, ...], list[list[list[float]]]] = {}
    for table in tables:
        alike.setdefault(tuple(table), []).append(list(table.values()))
    total: dict[str, list[list[float]]] = {}
    for names, rows in alike.items():
        sums = np.array(rows, dtype=float).sum(axis=0).tolist() if names else []
        for name, numbers in zip(names, sums, strict=True):
            total.setdefault(name, []).append(numbers)
    return {name: [fsum(column) for column in zip(*rows, strict=True)] for name, rows in total.items()}
