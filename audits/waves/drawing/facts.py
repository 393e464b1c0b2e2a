"""What a draw must know: shoppers, places, where everybody was or will be, and the wave's rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Rules:
    """A wave's rules. Days are of lock-outs, 0 is no such rule; a shopper is at a store once in a wave anyway."""

    store_days: int = 0
    brand_days: int = 0
    competitor_days: int = 0
    companion_days: int = 0
    most_visits: int | None = None  # of one shopper in this wave
    least_rating: float | None = None  # 0 to 5
    traits: Mapping[str, Sequence[str]] = field(default_factory=dict)  # trait → values that will do
    languages: tuple[str, ...] = ()  # one of them is enough; empty: no such rule
    reach: bool = True  # no farther than each shopper says herself
    most_km: float | None = None
    needs_quiz: bool = False

    @classmethod
    def read(cls, told: Mapping[str, Any], *, languages: Sequence[str]) -> "Rules":
        """The rules as a wave keeps them (docs/contracts.md). `languages` are those of its edition."""
        return cls(
            store_days=int(told.get("store_days") or 0),
            brand_days=int(told.get("brand_days") or 0),
            competitor_days=int(told.get("competitor_days") or 0),
            companion_days=int(told.get("companion_days") or 0),
            most_visits=told.get("most_visits") or None,
            least_rating=float(told["least_rating"]) if told.get("least_rating") else None,
            traits=told.get("traits") or {},
            languages=tuple(told.get("languages", languages) or ()),
            reach=bool(told.get("reach", True)),
            most_km=float(told["most_km"]) if told.get("most_km") else None,
            needs_quiz=bool(told.get("needs_quiz", False)),
        )

    @property
    def longest(self) -> int:
        """The longest lock-out in days: no stay farther away than this matters."""
        return max(1, self.store_days, self.brand_days, self.competitor_days, self.companion_days)


@dataclass(frozen=True, slots=True)
class Shopper:
    """A shopper as eligibility sees her. What is unknown is None or empty, and forbids nothing."""

    id: UUID
    is_available: bool = True
    traits: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    lat: float | None = None  # degrees north
    lon: float | None = None  # degrees east
    reach_km: float = 50
    rating: float | None = None
    passed: bool = True  # the quiz, or there is none
    has: int = 0  # visits of this wave already
    companions: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A store's place."""

    id: UUID
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit that was made (a day) or is to be made (its window). `store` is None at a competitor's."""

    shopper: UUID
    store: UUID | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Bar:
    """A shopper who may not visit a store, or none of the brand's where `store` is None."""

    shopper: UUID
    store: UUID | None
    reason: str
    at: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything behind a draw. `first` and `last` are the days between which the visits will be made."""

    first: date
    last: date
    rules: Rules
    shoppers: Sequence[Shopper]
    places: Sequence[Place]
    stays: Sequence[Stay] = ()
    bars: Sequence[Bar] = ()

    def gap(self, stay: Stay) -> int:
        """Days between a stay and the visits to be drawn; 0 where they may fall on one day."""
        return max(0, (self.first - stay.last).days, (stay.first - self.last).days)
