"""What a reviewer should look at twice, each with its evidence. Pure; nothing is blocked by any of it.

Times are corrected by the phone's clock offset; distances in metres; a flag's weight is its part in the risk by
which the queue is ordered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from audits.reviews.likeness import TextSaid, copied

TOLERANCE = timedelta(minutes=1)  # between taps that follow each other
AFTER_SEALING = timedelta(minutes=5)  # as far as a corrected clock is trusted
LONGEST_THOUGHT = 60.0  # seconds; a longer pause between two answers is a pause
FEW_ANSWERS = 10  # fewer say nothing of anybody's pace
RUN, LISTS = 10, 3  # single choices in a row in the same place, over so many lists
SAME_SCALE, LONG_SCALE = 6, 4  # questions on one scale, all alike; a scale has so many steps


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is worth a flag; a brand's policy and the wave say."""

    least_minutes: float = 5
    least_seconds: float = 2
    far_metres: float = 500
    sealed_within_hours: float = 2


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a list of `of`, counted from 0."""

    question: str
    list: str
    place: int
    of: int


@dataclass(frozen=True, slots=True)
class PhotoSeen:
    """A photo that looks like one of another visit; `distance` in bits of 64, 0 the same."""

    question: str
    sha256: str
    visit: str
    other_sha256: str
    distance: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a visit when it is flagged. `moments` are its taps in the checklist's order."""

    stepped_in: datetime | None = None
    stepped_out: datetime | None = None
    moments: Sequence[tuple[str, datetime]] = ()
    opened_at: datetime | None = None
    sealed_at: datetime | None = None
    trail: Sequence[datetime] = ()  # when each answer was touched
    distances: Sequence[tuple[float, float]] = ()  # metres from the store, and the phone's own accuracy
    picks: Sequence[Pick] = ()
    texts: Sequence[TextSaid] = ()
    earlier_texts: Sequence[TextSaid] = ()
    photos: Sequence[PhotoSeen] = ()
    holds: Sequence[str] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Found:
    """A flag: its kind, its weight, its evidence (numbers, names of questions, ids of other visits)."""

    kind: str
    weight: int
    evidence: dict[str, Any]


def flags_in(facts: Facts) -> list[Found]:
    """Every flag that the facts give, in the order of the rules."""
    found = ((kind, weight, rule(facts)) for kind, weight, rule in RULES)
    return [Found(kind, weight, evidence) for kind, weight, evidence in found if evidence is not None]


def too_fast(facts: Facts) -> dict[str, Any] | None:
    """Inside for less than the floor, or answering faster than anybody reads."""
    evidence: dict[str, Any] = {}
    limits = facts.limits
    if facts.stepped_in and facts.stepped_out and facts.stepped_out >= facts.stepped_in:
        minutes = (facts.stepped_out - facts.stepped_in).total_seconds() / 60
        if minutes < limits.least_minutes:
            evidence |= {"minutes": round(minutes, 1), "least_minutes": limits.least_minutes}
    pace = pace_of(facts.trail)
    if pace is not None and pace < limits.least_seconds:
        evidence |= {"seconds": round(pace, 1), "least_seconds": limits.least_seconds, "n": len(facts.trail)}
    return evidence or None


def pace_of(trail: Sequence[datetime]) -> float | None:
    """Seconds an answer, long pauses cut; None where there are too few answers to say."""
    if len(trail) < FEW_ANSWERS:
        return None
    gaps = [
        min((after - before).total_seconds(), LONGEST_THOUGHT) for before, after in pairwise(sorted(trail))
    ]
    return sum(gaps) / len(gaps)


def too_far(facts: Facts) -> dict[str, Any] | None:
    """Nowhere near the store, even if the phone errs as far as it says it may."""
    if not facts.distances:
        return None
    metres, accuracy = min(facts.distances, key=lambda place: place[0] - place[1])
    if metres - accuracy <= facts.limits.far_metres:
        return None
    return {"metres": round(metres), "accuracy": round(accuracy), "limit": facts.limits.far_metres}


def straight_lining(facts: Facts) -> dict[str, Any] | None:
    """Many single choices in a row in the same place of their lists, or one long scale answered all alike."""
    runs = [list(run) for _, run in groupby(facts.picks, key=lambda pick: pick.place)]
    long = [run for run in runs if len(run) >= RUN and len({pick.list for pick in run}) >= LISTS]
    scales = [scale for scale in _scales(facts.picks) if len({pick.place for pick in scale}) == 1]
    longest = max([*long, *scales], key=len, default=None)
    if longest is None:
        return None
    return {"n": len(longest), "of": len(facts.picks), "questions": [pick.question for pick in longest]}


def photo_seen(facts: Facts) -> dict[str, Any] | None:
    """A photo that an earlier visit had, or one that looks like it."""
    if not facts.photos:
        return None
    names = ("question", "sha256", "visit", "other_sha256", "distance")
    return {"photos": [{name: getattr(photo, name) for name in names} for photo in facts.photos]}


def text_copied(facts: Facts) -> dict[str, Any] | None:
    """Words that an earlier visit has, too."""
    found = copied(facts.texts, facts.earlier_texts)
    if not found:
        return None
    told = [
        {"question": said.question, "visit": other.visit, "other_question": other.question, "share": share}
        for said, other, share in found
    ]
    return {"texts": told}


def contradictory_times(facts: Facts) -> dict[str, Any] | None:
    """Moments that can't be true together: out of the checklist's order, or after the sealing."""
    pairs = [(a, b) for a, b in pairwise(facts.moments) if b[1] < a[1] - TOLERANCE]
    if facts.sealed_at:
        sealed = ("sealed", facts.sealed_at)
        pairs += [(one, sealed) for one in facts.moments if one[1] > facts.sealed_at + AFTER_SEALING]
        if facts.opened_at and facts.opened_at > facts.sealed_at + TOLERANCE:
            pairs.append((("opened", facts.opened_at), sealed))
    if not pairs:
        return None
    return {"pairs": [{"first": _told(first), "then": _told(then)} for first, then in pairs]}


def sealed_late(facts: Facts) -> dict[str, Any] | None:
    """Sealed later after leaving than the wave allows."""
    if facts.stepped_out is None or facts.sealed_at is None:
        return None
    hours = (facts.sealed_at - facts.stepped_out).total_seconds() / 3600
    if hours <= facts.limits.sealed_within_hours:
        return None
    return {"minutes": round(hours * 60), "limit_hours": facts.limits.sealed_within_hours}


def recognised(facts: Facts) -> dict[str, Any] | None:
    """The shopper says that she was known for one, or whatever else the checklist holds a visit for."""
    return {"questions": list(facts.holds)} if facts.holds else None


RULES: tuple[tuple[str, int, Callable[[Facts], dict[str, Any] | None]], ...] = (
    ("recognised", 4, recognised),
    ("too_far", 3, too_far),
    ("photo_seen", 3, photo_seen),
    ("too_fast", 2, too_fast),
    ("text_copied", 2, text_copied),
    ("contradictory_times", 2, contradictory_times),
    ("straight_lining", 1, straight_lining),
    ("sealed_late", 1, sealed_late),
)


def _scales(picks: Sequence[Pick]) -> Iterator[list[Pick]]:
    """The picks of each long list that enough questions share."""
    by_list: dict[str, list[Pick]] = {}
    for pick in picks:
        if pick.of >= LONG_SCALE:
            by_list.setdefault(pick.list, []).append(pick)
    return (scale for scale in by_list.values() if len(scale) >= SAME_SCALE)


def _told(moment: tuple[str, datetime]) -> dict[str, str]:
    return {"question": moment[0], "at": moment[1].isoformat()}
