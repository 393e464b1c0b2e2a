"""Assignments and offers as phones are told of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Length

from audits.people.models import Person
from audits.waves.gathering import edition_languages
from audits.waves.markup import blocks_of, pictures_of
from audits.waves.models import Assignment, BriefPicture, QuizPass
from audits.waves.offers import Offer, told_to_her

Told = dict[str, Any]
STORE = ("id", "name", "address", "city", "lat", "lon", "timezone")
_OFFERED = (
    "id",
    *(f"store__{name}" for name in STORE),
    "store__region__name",
    "brand_id",
    "brand__name",
    "wave__name",
    "wave__dayparts",
    "wave__claim_hours",
    "wave__checklist_id",
    "wave__checklist__title",
    "wave__checklist__quiz",
    "edition_id",
    "edition__sha256",
    "window_from",
    "window_to",
    "daypart",
    "fee",
    "expense_limit",
    "currency",
)


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC with milliseconds, as receipts have it."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def told_offers(offers: Sequence[Offer], person: Person) -> list[Told]:
    """The offers with everything that their screen shows, in their order."""
    rows = Assignment.objects.filter(pk__in=[one.assignment for one in offers]).values(*_OFFERED)
    by_id = {row["id"]: row for row in rows}
    passed = passed_by(person)
    return [_offer(by_id[one.assignment], one, passed) for one in offers if one.assignment in by_id]


def _offer(row: Mapping[str, Any], offer: Offer, passed: set[UUID]) -> Told:
    store = {name: row[f"store__{name}"] for name in STORE}
    return {
        "id": str(row["id"]),
        "store": store | {"id": str(store["id"])},
        "region": row["store__region__name"],
        "brand": {"id": str(row["brand_id"]), "name": row["brand__name"]},
        "wave": row["wave__name"],
        "checklist": row["wave__checklist__title"],
        "edition": row["edition__sha256"],
        "window": {"from": moment(row["window_from"]), "to": moment(row["window_to"])},
        "daypart": told_daypart(row),
        "fee": str(row["fee"]),
        "expense_limit": str(row["expense_limit"]),
        "currency": row["currency"],
        "claim_hours": row["wave__claim_hours"],
        "km": None if offer.km is None else round(offer.km, 1),
        "invited": offer.invited,
        "may": offer.may,
        "why_not": [told_to_her(one) for one in offer.against],
        "quiz": told_quiz(row, passed),
        "languages": list(edition_languages(row["edition_id"])),
    }


def told_daypart(row: Mapping[str, Any]) -> Told | None:
    """The part of the day in which the visit is wanted, in the store's own time."""
    hours = (row["wave__dayparts"] or {}).get(row["daypart"]) if row["daypart"] else None
    return {"name": row["daypart"], "from": hours[0], "to": hours[1]} if hours else None


def told_quiz(row: Mapping[str, Any], passed: set[UUID]) -> Told:
    """Whether the checklist has a quiz, and whether she passed it."""
    return {
        "checklist": str(row["wave__checklist_id"]),
        "needed": row["wave__checklist__quiz"] is not None,
        "passed": row["wave__checklist_id"] in passed,
    }


def passed_by(person: Person) -> set[UUID]:
    """The checklists whose quiz she passed."""
    return set(QuizPass.objects.filter(person=person, passed=True).values_list("quiz_id", flat=True))


def briefing_of(row: Mapping[str, Any], words: str, passed: set[UUID]) -> Told:
    """What an assignment in `/sync` says beside its place, window and checklist. `words` is her brief."""
    return {
        "brief_blocks": blocks_of(words),
        "daypart": told_daypart(row),
        "claim_until": moment(row["claim_until"]),
        "expense_limit": str(row["expense_limit"]),
        "quiz": told_quiz(row, passed),
    }


def told_pictures(briefs: Iterable[str], brands: set[UUID]) -> list[Told]:
    """The pictures that these briefs show, with their sizes; one query, none where there are none."""
    wanted = {sha256 for words in briefs if "](picture:" in words for sha256 in pictures_of(words)}
    if not wanted:
        return []
    columns = ("sha256", "width", "height", "bytes")
    rows = BriefPicture.objects.filter(sha256__in=wanted, brand__in=brands).order_by("sha256")
    rows = rows.annotate(bytes=Length("content"))
    return [dict(zip(columns, row, strict=True)) for row in rows.values_list(*columns).distinct()]
