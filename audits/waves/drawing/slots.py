"""The visits that each store is to get: how many, in which part of the day, by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


class DoNotFit(ValueError):
    """The quotas ask for more visits than a store gets."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A visit to be drawn. `place` is its row among the places; `offered` the open assignment it has already."""

    place: int
    daypart: str = ""
    wants: Mapping[str, str] = field(default_factory=dict)
    offered: UUID | None = None

    @property
    def kind(self) -> tuple[tuple[str, str], ...]:
        """What it asks of a shopper, ready to be compared."""
        return tuple(sorted(self.wants.items()))


@dataclass(frozen=True, slots=True)
class Made:
    """An assignment that a store has in this wave. `offered` is its id where it is open."""

    daypart: str
    wants: Mapping[str, str]
    offered: UUID | None = None


Wanted = tuple[str, dict[str, str]]  # part of the day, traits


def template(visits: int, quotas: Sequence[Mapping[str, Any]]) -> list[Wanted]:
    """A store's visits with what the quotas ask of each; ("", {}) where they ask nothing.

    A visit may count for a quota by part of the day and for one by trait at once. Raises `DoNotFit`.
    """
    slots: list[Wanted] = []
    for quota in (one for one in quotas if one.get("daypart")):
        slots += [(quota["daypart"], dict(quota.get("trait") or {})) for _ in range(int(quota["least"]))]
    if len(slots) > visits:
        raise DoNotFit
    slots += [("", {}) for _ in range(visits - len(slots))]
    anytime = [dict(one.get("trait") or {}) for one in quotas if not one.get("daypart")]
    leasts = [int(one["least"]) for one in quotas if not one.get("daypart")]
    for trait, least in sorted(zip(anytime, leasts, strict=True), key=lambda pair: -len(pair[0])):
        for _ in range(least - sum(trait.items() <= wants.items() for _, wants in slots)):
            _ask(slots, trait)
    return slots


def _ask(slots: list[Wanted], trait: dict[str, str]) -> None:
    """Lay a trait on the first visit that asks for none, else on one that asks for other traits alone."""
    for bare in (True, False):
        for index, (daypart, wants) in enumerate(slots):
            if (not wants) if bare else not set(wants) & set(trait):
                slots[index] = (daypart, wants | trait)
                return
    raise DoNotFit


def slots_left(place: int, wanted: Sequence[Wanted], made: Iterable[Made]) -> list[Slot]:
    """What a store still needs: its template without the assignments it has; open ones are still to be given."""
    left, offered = list(wanted), []
    for one in sorted(made, key=lambda one: -len(one.wants)):
        if one.offered:
            offered.append(Slot(place, one.daypart, one.wants, one.offered))
        if left:
            left.remove(_likest(left, one))
    return offered + [Slot(place, daypart, wants) for daypart, wants in left]


def _likest(left: list[Wanted], made: Made) -> Wanted:
    """The wanted visit that an assignment stands for: the same, else one that asks for nothing, else any."""
    if (made.daypart, dict(made.wants)) in left:
        return made.daypart, dict(made.wants)
    return ("", {}) if ("", {}) in left else left[-1]
