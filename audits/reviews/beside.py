"""What stands beside a visit's answers: flags, notes, adjustments, yeses, appeals, and who has it on her desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.reviews.answers import AnswersInWords
from audits.reviews.appealing import appealable_until, standing_of
from audits.reviews.evidence import distances, places_in
from audits.reviews.models import Adjustment, Appeal
from audits.reviews.queries import (
    appealable,
    appeals_of,
    appeals_spent,
    approvals_of,
    flags_of,
    notes_of,
    reviewers_of,
)
from audits.reviews.queue import desk_line
from audits.reviews.sheets import sheet_of
from audits.visits.models import Visit
from audits.visits.queries import rating_of


def beside(visit: Visit, person: Person, adjustments: list[Adjustment], *, sees_days: bool) -> dict[str, Any]:
    """Everything beside the answers, as far as this reader may know it.

    Flags, notes, places and the desk are the reviewers' and headquarters' own: they tell when and how the
    shopper worked. Adjustments and appeals are for all who read the visit.
    """
    return {
        "flags": [_flag(flag) for flag in flags_of(visit)] if sees_days else [],
        "notes": _notes(visit, person) if sees_days else [],
        "where": _where(visit) if sees_days else None,
        "on_desk": _on_desk(visit, person) if sees_days else None,
        "adjustments": _adjustments(visit, adjustments, sees_days=sees_days),
        "approvals": [
            {"by": yes.by.name, "at": yes.at if sees_days else None} for yes in approvals_of(visit)
        ],
        "wants_approval": visit.wave.wants_approval,
        "appeals": [appeal_line(appeal, person) for appeal in appeals_of(visit)],
        "appealing": _appealing(visit, person),
        "reviews": _reviews(visit, person),
        "rating": rating_of(visit.pk) if _reviews(visit, person) else None,
        "judges": _reviews(visit, person) and person.pk not in reviewers_of(visit),
    }


def appeal_line(appeal: Appeal, person: Person) -> dict[str, Any]:
    """An appeal as all who read its visit see it."""
    return {
        "id": appeal.pk,
        "question": appeal.question,
        "ground": appeal.ground,
        "words": appeal.words,
        "by": appeal.by.name,
        "is_mine": appeal.by_id == person.pk,
        "made_at": appeal.made_at,
        "due": appeal.due,
        "state": appeal.state,
        "decided_by": appeal.decided_by.name if appeal.decided_by else None,
        "decided_at": appeal.decided_at,
        "answer": appeal.answer,
        "new": appeal.adjustment.new if appeal.adjustment else None,
    }


def _flag(flag: Any) -> dict[str, Any]:
    return {"kind": flag.kind, "weight": flag.weight, "evidence": flag.evidence, "made_at": flag.made_at}


def _notes(visit: Visit, person: Person) -> list[dict[str, Any]]:
    """Every note, and whether it went back with the visit already."""
    last = max((sent.made_at for sent in visit.send_backs.all()), default=None)
    return [
        {
            "id": note.pk,
            "question": note.question,
            "words": note.words,
            "by": note.by.name,
            "is_mine": note.by_id == person.pk,
            "is_sent": last is not None and note.at <= last,
            "at": note.at,
        }
        for note in notes_of(visit)
    ]


def _where(visit: Visit) -> dict[str, Any] | None:
    """The store and the places that the phone noted, with how far each was from it in metres."""
    store, places = visit.store, places_in(visit)
    if store.lat is None or store.lon is None:
        return None
    told = [
        {"lat": place.lat, "lon": place.lon, "accuracy": place.accuracy, "metres": round(far)}
        for place, (far, _) in zip(places, distances(places, store), strict=True)
    ]
    return {"lat": store.lat, "lon": store.lon, "places": told}


def _on_desk(visit: Visit, person: Person) -> dict[str, Any] | None:
    try:
        return desk_line(visit.on_desk, person)
    except ObjectDoesNotExist:
        return None


def _adjustments(visit: Visit, adjustments: Iterable[Adjustment], *, sees_days: bool) -> list[dict[str, Any]]:
    """What counts instead, with the words before and after; when it was done would tell a store the day."""
    listed = list(adjustments)
    counting = {made.question: made.new for made in listed}
    after = _words(visit, counting, sees_days=sees_days)
    return [
        {
            "id": made.pk,
            "question": made.question,
            "old": made.old if sees_days else None,
            "new": made.new if sees_days else None,
            "old_shown": _words(visit, counting | {made.question: made.old}, sees_days=sees_days).question(
                made.question
            )["shown"],
            "new_shown": after.question(made.question)["shown"],
            "why": made.why,
            "by": made.by.name,
            "at": made.at if sees_days or _of_appeal(made) else None,
            "is_of_appeal": _of_appeal(made),
        }
        for made in listed
    ]


def _words(visit: Visit, adjusted: Mapping[str, Any], *, sees_days: bool) -> AnswersInWords:
    return AnswersInWords(sheet_of(visit, adjusted), sees_days=sees_days)


def _of_appeal(made: Adjustment) -> bool:
    return getattr(made, "appeal", None) is not None


def _appealing(visit: Visit, person: Person) -> dict[str, Any] | None:
    """For whoever appeals for this store: how many are left, until when, and what stands against one now."""
    if visit.released_at is None or not appealable(person).filter(pk=visit.pk).exists():
        return None
    wave, spent = visit.wave, appeals_spent(visit)
    until = appealable_until(visit.released_at, zone=visit.store.timezone, days=wave.appeal_days)
    against = standing_of(now=timezone.now(), until=until, spent=spent, limit=wave.appeals_per_store)
    left = max(wave.appeals_per_store - spent, 0)
    return {"left": left, "of": wave.appeals_per_store, "until": until, "against": against}


def _reviews(visit: Visit, person: Person) -> bool:
    return any(post.brand_id == visit.brand_id for post in posts_that(person, May.REVIEW))
