"""One visit as it is read at a desk: its answers, its grade, its photos, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from audits.people.models import Person
from audits.people.queries import may_see_shoppers
from audits.reviews.beside import beside
from audits.reviews.models import Grade
from audits.reviews.queries import adjustments_of, grades_of, open_send_back, photos_of
from audits.reviews.sections import Reading, lists_of, sections_of
from audits.reviews.sheets import sheet_of
from audits.visits.listing import exactly
from audits.visits.models import Photo, Visit
from audits.visits.queries import reads_weeks


def whole_visit(visit: Visit, person: Person) -> dict[str, Any]:
    """Everything of a visit for this reader; a region's or store's reads a week, no day and no exact receipt."""
    sees_days = not reads_weeks(person, visit.brand_id)
    photos = photos_of(visit)
    adjustments = adjustments_of(visit)
    sheet = sheet_of(visit, {made.question: made.new for made in adjustments})
    grades = grades_of(visit)
    current = next((grade for grade in grades if grade.is_current), None)
    adjusted = frozenset(made.question for made in adjustments)
    reading = Reading(visit, sheet, current, photos, adjusted, sees_days)
    return {
        **_heading(visit, sees_days=sees_days),
        "photos": _counts(photos),
        "checklist": _checklist(visit),
        "marks": visit.marks if sees_days else [],
        "languages": sheet.outline.edition.get("languages", []),
        "scenario": visit.assignment.scenario,
        "sections": sections_of(reading),
        "lists": lists_of(sheet) if sees_days else {},
        "grade": _grade(current, grades, sees_days=sees_days),
        "shown": current.figures["overall"]["shown"] if current else None,
        "shopper": _shopper(visit, person),
        "send_back": _send_back(visit) if sees_days else None,
        **beside(visit, person, adjustments, sees_days=sees_days),
    }


def week(visit: Visit) -> str | None:
    """`2026-W46`, the week of the visit at its store."""
    return visit.local_day.strftime("%G-W%V") if visit.local_day else None


def released_week(visit: Visit) -> str | None:
    """The week of its release at its store: the moment itself would tell a store the day of the visit."""
    if visit.released_at is None:
        return None
    return visit.released_at.astimezone(ZoneInfo(visit.store.timezone)).strftime("%G-W%V")


def _heading(visit: Visit, *, sees_days: bool) -> dict[str, Any]:
    store, wave = visit.store, visit.wave
    times = ("local_day", "opened_at", "sealed_at", "received_at", "completed_at")
    return {
        "id": visit.pk,
        "store": {"id": store.pk, "name": store.name, "city": store.city},
        "region": {"id": store.region_id, "name": store.region.name},
        "wave": {"id": wave.pk, "number": wave.number, "name": wave.name},
        "zone": store.timezone,
        "state": visit.state,
        "week": week(visit),
        "percent": exactly(visit.percent),
        "band": visit.band,
        "surplus": exactly(visit.surplus),
        "is_critical": visit.is_critical,
        "is_held": visit.is_held,
        "revision": visit.current.number if visit.current else None,
        **{name: getattr(visit, name) if sees_days else None for name in times},
        "released_at": visit.released_at if sees_days else None,
        "released_week": released_week(visit),
    }


def _checklist(visit: Visit) -> dict[str, Any]:
    edition = visit.edition
    return {"title": edition.checklist.title, "edition": edition.number, "sha256": edition.sha256}


def _counts(photos: dict[str, list[Photo]]) -> dict[str, int]:
    everything = [photo for those in photos.values() for photo in those]
    return {
        "promised": len(everything),
        "here": sum(photo.blob.stored_at is not None for photo in everything),
    }


def _grade(current: Grade | None, grades: Sequence[Grade], *, sees_days: bool) -> dict[str, Any] | None:
    """The grade that counts, and how it came about. When it was made would tell the day."""
    if current is None:
        return None
    figures = current.figures
    return {
        **figures["overall"],
        "band": current.band,
        "surplus": exactly(current.surplus),
        "touchpoints": {name: str(value) for name, value in figures["surplus"]["touchpoints"].items()},
        "critical": figures["critical"],
        "alerts": figures["alerts"] if sees_days else [],
        "holds": figures["holds"] if sees_days else [],
        "missing_required": figures["missing_required"],
        "pillars": figures["pillars"],
        "scoring": figures["scoring"],
        "rules": current.rules,
        "made_at": current.made_at if sees_days else None,
        "history": [_past(grade, sees_days=sees_days) for grade in grades],
    }


def _past(grade: Grade, *, sees_days: bool) -> dict[str, Any]:
    return {
        "made_at": grade.made_at if sees_days else None,
        "reason": grade.reason,
        "rules": grade.rules,
        "percent": exactly(grade.percent),
        "band": grade.band,
        "is_current": grade.is_current,
    }


def _shopper(visit: Visit, person: Person) -> Any:
    """A pseudonym; a name for the brand's schedulers alone."""
    shopper = visit.shopper
    if may_see_shoppers(person, visit.brand_id):
        return {"id": shopper.pk, "name": shopper.name, "alias": shopper.alias}
    return shopper.alias


def _send_back(visit: Visit) -> dict[str, Any] | None:
    sent = open_send_back(visit.pk)
    if sent is None:
        return None
    told = {"id": sent.pk, "revision": sent.revision, "reason": sent.reason, "due": sent.due}
    return told | {"answers": sent.answers, "made_at": sent.made_at}
