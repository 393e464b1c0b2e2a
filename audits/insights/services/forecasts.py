"""What a manager believes, sealed before results open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from audits.insights.models import Forecast
from audits.insights.queries import tags_of, told_forecast
from audits.journal.services import note
from audits.people.models import Person, Post, Role
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.refusals import refused
from audits.reviews.services import outline_of
from audits.scorecards.subjects import waves_of
from audits.visits.models import Visit
from audits.waves.models import Wave


def forecasts_for(person: Person) -> dict[str, Any]:
    """What her posts may still forecast, and what they have sealed."""
    posts = posts_that(person, May.FORECAST)
    sealed = [told_forecast(one) for post in posts for one in _of(post).order_by("-wave__number")]
    return {"open": [one for post in posts for one in _open(post)], "sealed": sealed}


def seal_forecast(
    *,
    person: Person,
    wave: UUID,
    level: str,
    subject: UUID,
    sections: Mapping[str, float],
    exceeded: Mapping[str, float],
) -> Forecast:
    """Seal what she believes of a wave: per cent by section, chance of "beyond" by touchpoint, 0 to 1.

    Refused: `not_found` for what isn't hers, `results_open` once a visit of hers is released, `forecast_sealed`
    where there is one, `invalid` with the names that the checklist doesn't have.
    """
    post = next(
        (post for post in posts_that(person, May.FORECAST) if _subject(post) == (level, subject)), None
    )
    begun = next((one for one in waves_of(post.brand) if one.pk == wave), None) if post else None
    if post is None or begun is None:
        raise refused("not_found")
    if _has_results(post, begun):
        raise refused("results_open")
    known, touchpoints = names_in(begun)
    if unknown := sorted({*sections} - {*known}) + sorted({*exceeded} - {*touchpoints}):
        raise refused("invalid", errors={"names": unknown})
    try:
        with transaction.atomic():
            made = Forecast.objects.create(
                wave=begun,
                level=level,
                subject=subject,
                by=person,
                sections=dict(sections),
                exceeded=dict(exceeded),
            )
            note("forecast.sealed", made, by=person, brand=begun.brand_id)
    except IntegrityError:
        raise refused("forecast_sealed") from None
    return Forecast.objects.get(pk=made.pk)


def names_in(wave: Wave) -> tuple[list[str], list[str]]:
    """The sections with points, and the touchpoints, that a wave's checklist asks."""
    outline = outline_of(wave.edition_id, wave.edition.sha256)
    scored = [
        name
        for name, place in outline.places.items()
        if place.around is None and place.node["kind"] == "group" and _has_points(place.node)
    ]
    return scored, list(tags_of(wave.edition_id, wave.edition.sha256).touchpoints)


def _has_points(node: Mapping[str, Any]) -> bool:
    return any(
        bool(child.get("weight")) if child["kind"] == "question" else _has_points(child)
        for child in node.get("body", [])
    )


def _open(post: Post) -> list[dict[str, Any]]:
    level, subject = _subject(post)
    sealed = set(_of(post).values_list("wave", flat=True))
    found = []
    for wave in waves_of(post.brand):
        if wave.pk in sealed or _has_results(post, wave):
            continue
        sections, touchpoints = names_in(wave)
        named = {"id": str(wave.pk), "number": wave.number, "name": wave.name}
        told = {"wave": named, "level": level, "id": str(subject)}
        found.append(told | {"sections": sections, "touchpoints": touchpoints})
    return found


def _of(post: Post) -> Any:
    level, subject = _subject(post)
    return Forecast.objects.filter(level=level, subject=subject)


def _subject(post: Post) -> tuple[str, UUID]:
    subject = post.store_id if post.role == Role.STORE else post.region_id
    assert subject is not None  # a manager has a store or a region
    return ("store" if post.role == Role.STORE else "region"), subject


def _has_results(post: Post, wave: Wave) -> bool:
    released = Visit.objects.filter(wave=wave, state=Visit.State.RELEASED)
    where = {"store": post.store_id} if post.role == Role.STORE else {"store__region": post.region_id}
    return released.filter(**where).exists()
