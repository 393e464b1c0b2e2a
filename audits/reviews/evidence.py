"""The facts of one visit that its flags are found in: taps, places, picks, texts, photos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db.models import Q

from audits.expressions import Outline, Sheet
from audits.places.models import Store
from audits.reviews.flags import Facts, Limits, PhotoSeen, Pick
from audits.reviews.likeness import TextSaid
from audits.visits.envelope import Envelope, Place, read_envelope
from audits.visits.likenesses import alike_in
from audits.visits.marks import metres
from audits.visits.models import Revision, Visit

_NOT_EARLIER = (Visit.State.WITHDRAWN,)
EARLIER = 60  # of the same shopper, and as many of the same store: how many visits' words are compared


def facts_of(visit: Visit, sheet: Sheet, holds: list[str]) -> Facts:
    """Everything known of a visit with its brand, wave, store and current revision."""
    assert visit.current is not None
    sealed = bytes(visit.current.sealed)
    envelope = read_envelope(sealed)
    moments = list(moments_of(sheet, envelope))
    policy = visit.brand.policy
    return Facts(
        stepped_in=_named(moments, policy.get("stepped_in_question", "stepped_in_at"), 0),
        stepped_out=_named(moments, policy.get("stepped_out_question", "stepped_out_at"), -1),
        moments=moments,
        opened_at=visit.opened_at,
        sealed_at=visit.sealed_at,
        trail=list(_trail(sealed)),
        distances=distances(envelope.places, visit.store),
        picks=list(_picks(sheet)),
        texts=list(_texts(visit, sheet.outline, visit.current.answers)),
        earlier_texts=list(_earlier_texts(visit)),
        photos=list(_photos(visit)),
        holds=holds,
        limits=_limits(policy, visit),
    )


def moments_of(sheet: Sheet, envelope: Envelope) -> Iterator[tuple[str, datetime]]:
    """The taps outside repeats that took place, in the checklist's order, corrected."""
    offset = envelope.clock_offset or timedelta()
    for name, place in sheet.outline.places.items():
        if place.node.get("type") == "dateTime" and not place.repeats and sheet.relevant(name):
            moment = _moment(sheet.answer(name), offset)
            if moment is not None:
                yield name, moment


def distances(places: Sequence[Place], store: Store) -> list[tuple[float, float]]:
    """Metres from the store and the phone's accuracy, for each place; none for a store without one."""
    if store.lat is None or store.lon is None:
        return []
    return [(metres(place, store.lat, store.lon), place.accuracy) for place in places]


def places_in(visit: Visit) -> list[Place]:
    """Where the phone was, as it noted it when the visit was sealed."""
    if visit.current_id is None:
        return []
    sealed = Revision.objects.values_list("sealed", flat=True).get(pk=visit.current_id)
    return list(read_envelope(bytes(sealed)).places)


def _named(moments: list[tuple[str, datetime]], name: str, otherwise: int) -> datetime | None:
    """The tap of this name; in a checklist without such a question, the first or last of at least two."""
    found = dict(moments).get(name)
    return found or (moments[otherwise][1] if len(moments) > 1 else None)


def _moment(value: Any, offset: timedelta = timedelta()) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) + offset if isinstance(value, str) else None
    except (ValueError, OverflowError):  # a year that no calendar goes on from
        return None
    return moment if moment and moment.tzinfo else None


def _trail(sealed: bytes) -> Iterator[datetime]:
    trail = orjson.loads(sealed).get("trail")
    for line in trail if isinstance(trail, list) else []:
        moment = _moment(line.get("at")) if isinstance(line, dict) else None
        if moment is not None:
            yield moment


def _picks(sheet: Sheet) -> Iterator[Pick]:
    for name, place in sheet.outline.places.items():
        if place.node.get("type") == "select_one" and not place.repeats and sheet.state(name) == "answered":
            offered = [choice["name"] for choice in sheet.outline.choices(name)]
            answer = sheet.answer(name)
            if answer in offered:
                yield Pick(name, place.node.get("list", ""), offered.index(answer), len(offered))


def _texts(visit: Visit, outline: Outline, answers: dict[str, Any]) -> Iterator[TextSaid]:
    for name, place in outline.places.items():
        said = answers.get(name)
        if place.node.get("type") == "text" and isinstance(said, str) and said:
            yield TextSaid(str(visit.pk), name, said)


def _earlier_texts(visit: Visit) -> Iterator[TextSaid]:
    """Every long text of the last visits of this shopper, and of those of this store."""
    earlier = Visit.objects.filter(brand=visit.brand_id, received_at__lt=visit.received_at)
    earlier = earlier.exclude(Q(pk=visit.pk) | Q(state__in=_NOT_EARLIER)).order_by("-received_at")
    for whose in ({"shopper": visit.shopper_id}, {"store": visit.store_id}):
        rows = earlier.filter(**whose).values_list("pk", "current__answers")[:EARLIER]
        for key, answers in rows:
            for name, said in (answers or {}).items():
                if isinstance(said, str) and " " in said:
                    yield TextSaid(str(key), name, said)


def _photos(visit: Visit) -> Iterator[PhotoSeen]:
    for alike in alike_in(visit):
        photo, other = alike.photo, alike.other
        yield PhotoSeen(
            photo.question, photo.blob.sha256, str(other.revision.visit), other.blob.sha256, alike.distance
        )


def _limits(policy: dict[str, Any], visit: Visit) -> Limits:
    chosen = {
        name: float(policy[key])
        for name, key in (
            ("least_minutes", "least_minutes_inside"),
            ("least_seconds", "least_seconds_an_answer"),
            ("far_metres", "far_metres"),
        )
        if isinstance(policy.get(key), int | float)
    }
    return Limits(sealed_within_hours=visit.wave.sealed_within_hours, **chosen)
