"""A visit's answers by section, each with its points, its photos, and what a reviewer may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from audits.expressions import Sheet
from audits.reviews.adjusted import is_adjustable
from audits.reviews.answers import AnswersInWords, points
from audits.reviews.models import Grade
from audits.reviews.queries import lines_of
from audits.reviews.sheets import sheet_of
from audits.visits.models import Photo, Visit


@dataclass(frozen=True, slots=True)
class Reading:
    """A visit as one reader sees it. `sheet` holds the answers that count, `adjusted` whose are not her own."""

    visit: Visit
    sheet: Sheet
    grade: Grade | None
    photos: dict[str, list[Photo]]
    adjusted: frozenset[str]
    sees_days: bool


def sections_of(reading: Reading) -> list[dict[str, Any]]:
    """Every section with its answers, in the checklist's order.

    What is asked follows from the answers that count; what was said is always the shopper's own.
    """
    counting = AnswersInWords(reading.sheet, sees_days=reading.sees_days)
    said = AnswersInWords(sheet_of(reading.visit), sees_days=reading.sees_days)
    lines = lines_of(reading.visit)
    tallies = reading.grade.figures["sections"] if reading.grade else {}
    return [
        {
            "name": section,
            "code": reading.sheet.outline.places[section].node.get("code", "") if section else "",
            "label": counting.label(section),
            **_tally(tallies.get(section)),
            "answers": [
                (said if name in reading.adjusted else counting).question(name)
                | points(lines.get(name))
                | _around(reading, name)
                for name in names
            ],
        }
        for section, names in counting.sections()
    ]


def lists_of(sheet: Sheet) -> dict[str, list[dict[str, Any]]]:
    """The choices of every list, by its name."""
    lists = sheet.outline.edition.get("lists", {})
    return {
        name: [{"name": choice["name"], "label": choice.get("label") or {}} for choice in choices]
        for name, choices in lists.items()
    }


def _around(reading: Reading, name: str) -> dict[str, Any]:
    place, grade = reading.sheet.outline.places[name], reading.grade
    return {
        "is_critical": grade is not None and name in grade.figures["critical"],
        "list": place.node.get("list", ""),
        "is_adjustable": reading.sees_days and is_adjustable(place.node["type"]) and not place.repeats,
        "photos": [_photo(reading, one) for one in reading.photos.get(name, [])],
    }


def _tally(tally: dict[str, Any] | None) -> dict[str, Any]:
    return tally or {"earned": "0", "possible": "0", "percent": None}


def _photo(reading: Reading, photo: Photo) -> dict[str, Any]:
    url = f"/api/v1/visits/{reading.visit.pk}/photos/{photo.blob.sha256}"
    return {
        "sha256": photo.blob.sha256,
        "name": photo.name,
        "url": f"{url}?size=screen",
        "thumbnail": f"{url}?size=thumb",
        "width": photo.width,
        "height": photo.height,
        "mime": photo.mime,
        "is_here": photo.blob.stored_at is not None,
        "taken_at": photo.taken_at if reading.sees_days else None,
    }
