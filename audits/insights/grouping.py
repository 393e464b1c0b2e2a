"""Visits of one subject, store by store, into everything that its cheap insights need. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from audits.insights.gathered import Gathered
from audits.insights.kinds import beyond, costs, looks, people, perception
from audits.insights.kinds.looks import Arms
from audits.insights.kinds.perception import Lived
from audits.insights.seen import Fact
from audits.insights.shapes import Json, Told

MOST_POINTS = 300


@dataclass(frozen=True, slots=True)
class Setting:
    """What a brand's figures are told against."""

    natures: Mapping[str, str]  # of causes
    touchpoints: Sequence[str]
    sections: Sequence[str]
    target: float
    currency: str
    costs: Mapping[str, Decimal]


@dataclass(slots=True)
class Group:
    """One subject at one level. `close` once all its stores are in."""

    level: str
    setting: Setting
    found: Gathered = field(init=False)
    arms: Arms = field(default_factory=Arms)
    lived: Lived = field(default_factory=Lived)
    points: list[Json] = field(default_factory=list)
    _held: Sequence[Fact] | None = None

    def __post_init__(self) -> None:
        self.found = Gathered(self.setting.natures, self.setting.target)

    def add(self, visits: Sequence[Fact]) -> None:
        """One store's visits. The first is held back: were it the only one, its visits would be the clusters."""
        if not visits:
            return
        self.arms.add_store(visits)
        self.lived.add_store(visits)
        if self._held is not None:
            self.found.add_store(self._held)
        self._held = visits

    def close(self) -> Group:
        """Let the last store in."""
        if self._held is not None:
            (self.found.add_store if self.found.stores else self.found.add_visits)(self._held)
            self._held = None
        return self

    def point(self, named: Mapping[str, Any]) -> Json | None:
        """This subject in the plot of the level above."""
        return people.point(self.found, named)

    def told(self, kind: str) -> Told:
        """A cheap insight of this subject."""
        setting, found = self.setting, self.found
        if kind == "surplus":
            return beyond.surplus(found, self.level, setting.touchpoints)
        if kind == "promoters":
            return beyond.promoters(found, self.level)
        if kind == "perk":
            return costs.perk(found, setting.costs, setting.currency)
        if kind == "free":
            return costs.free(found)
        if kind == "hollow":
            return people.hollow(found)
        if kind == "look":
            return looks.look(self.arms)
        assert kind == "trained", kind
        return self._trained()

    def perception(self, forecast: Mapping[str, Any] | None, network: Mapping[str, float]) -> Told:
        """The manager's forecast beside it."""
        return perception.perception(forecast, self.lived, network, self.setting.sections)

    def _trained(self) -> Told:
        told = people.trained(self.found)
        if not told.why:
            told.figures["points"] = sorted(self.points, key=lambda one: -one["n"])[:MOST_POINTS]
        return told
