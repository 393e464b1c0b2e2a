"""How far answers lie apart: a standard deviation with its interval. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

from audits.insights.statistics.estimates import Estimate, t_at


@dataclass(slots=True)
class Spreading:
    """Sums over stores of their `n`, `Σx` and `Σx²` over visits, and of the products of these, store by store."""

    n: float = 0.0
    sum: float = 0.0
    squares: float = 0.0
    products: tuple[float, ...] = (0.0,) * 6
    stores: int = 0

    def add(self, n: float, total: float, squares: float) -> None:
        """One store's visits."""
        if not n:
            return
        self.n, self.sum, self.squares = self.n + n, self.sum + total, self.squares + squares
        more = (n * n, n * total, n * squares, total * total, total * squares, squares * squares)
        self.products = tuple(one + other for one, other in zip(self.products, more, strict=True))
        self.stores += 1

    def sd(self) -> Estimate | None:
        """The SD over all visits, in the unit of x, with an interval over the m stores.

        `V = Σx²/n − x̄²` linearised, `uᵢ = (qᵢ − 2x̄·sᵢ − (Σx²/n − 2x̄²)·nᵢ)/n` of each store's `nᵢ`, `sᵢ = Σx`,
        `qᵢ = Σx²`, `SE(V)² = m/(m−1)·Σuᵢ²` (Cochran 1977, 6.4; Wolter 2007, 6.2). The ends are taken on the
        logarithm, `SD·exp(± t(.975, m−1)·SE(V)/(2V))`. None below 2 stores or where nothing varies.
        """
        if self.stores < 2 or self.n < 2:
            return None
        mean, square = self.sum / self.n, self.squares / self.n
        variance = square - mean**2
        if variance <= 1e-12:
            return None
        a, b = -(square - 2 * mean**2), -2 * mean  # u·n = q + b·s + a·n
        nn, ns, nq, ss, sq, qq = self.products
        off = qq + b * b * ss + a * a * nn + 2 * b * sq + 2 * a * nq + 2 * a * b * ns
        m = self.stores
        error = sqrt(m / (m - 1) * max(0.0, off)) / self.n
        sd = sqrt(variance * self.n / (self.n - 1))
        reach = exp(t_at(m - 1) * error / (2 * variance))
        return Estimate(sd, sd / reach, sd * reach)
