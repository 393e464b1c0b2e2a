"""Which questions are unfair? What appeals said of each (I10). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audits.insights.shapes import Json, Told, figure, share, withheld
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.overturned import shrunken_share, verdict
from audits.insights.statistics.ratios import proportion
from audits.insights.statistics.spreads import Spreading
from audits.scorecards.statistics import Clusters, share_over_stores

APPEALS, VISITS = 10, 6


@dataclass(slots=True)
class Asked:
    """One question over stores: how often it was asked and did not apply, and how its earned share varies."""

    n: float = 0.0
    na: float = 0.0
    products: tuple[float, float, float] = (0.0, 0.0, 0.0)  # Σna², Σna·n, Σn² over stores
    stores: int = 0
    spreading: Spreading = field(default_factory=Spreading)

    def add_store(self, row: Sequence[float]) -> None:
        """One store's visits, as `seen.asked` adds them up."""
        n, na, total, squares, scored = row
        self.n, self.na, self.stores = self.n + n, self.na + na, self.stores + 1
        more = (na * na, na * n, n * n)
        self.products = tuple(one + other for one, other in zip(self.products, more, strict=True))  # type: ignore[assignment]  # of three
        self.spreading.add(scored, total, squares)

    def not_applying(self) -> Json:
        """P of the visits in which it did not apply."""
        found = share_over_stores(int(self.na), int(self.n), Clusters(*self.products, self.stores))
        return share(Estimate(found.value, found.low, found.high), self.na, int(self.n))

    def spread(self) -> Json:
        """F of the SD of the earned share over visits, 0 to ½."""
        return figure(self.spreading.sd(), int(self.spreading.n), wants=VISITS)


def questions(asked: Mapping[str, Asked], appeals: Mapping[str, tuple[int, int]]) -> Told:
    """By question; `appeals` are `(overturned, decided)`.

    `n` counts all decided appeals; a question's own share is withheld below 10.
    """
    overturned, decided = (sum(counts[at] for counts in appeals.values()) for at in (0, 1))
    if not asked:
        return Told(0, why="few_visits", wants=1)
    rate = overturned / decided if decided else 0.0
    lines = [_line(name, row, *appeals.get(name, (0, 0)), rate=rate) for name, row in asked.items()]
    lines.sort(
        key=lambda one: (-(one["shrunken"]["value"] or 0.0), -one["appeals"], -(one["na"]["value"] or 0))
    )
    return Told(decided, {"rate": _share(overturned, decided), "questions": lines})


def _share(overturned: int, decided: int) -> Json:
    """P of appeals that were overturned; withheld below ten."""
    found = proportion([overturned], [decided]) if decided else None
    return share(found, overturned, decided, wants=APPEALS, why="few_appeals")


def _line(name: str, row: Asked, overturned: int, decided: int, *, rate: float) -> Json:
    told = {
        "question": name,
        "asked": int(row.n),
        "na": row.not_applying(),
        "appeals": decided,
        "appeal_rate": share(proportion([min(decided, row.n)], [row.n]), decided, int(row.n)),
        "spread": row.spread(),
        "overturned": _share(overturned, decided),
    }
    if decided < APPEALS:
        return told | {"shrunken": withheld(decided, "few_appeals", APPEALS), "verdict": None}
    shrunken = shrunken_share(overturned, decided, rate=rate)
    return told | {"shrunken": figure(shrunken, decided), "verdict": verdict(shrunken, rate=rate)}
