"""Scenarios with their briefs, and the pictures in them."""

import hashlib
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from audits.journal.services import note
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.waves.models import BriefPicture, Scenario


def scenarios_of(person: Person) -> QuerySet[Scenario]:
    """The scenarios of the brands whose waves this person plans."""
    brands = {post.brand_id for post in posts_that(person, May.PLAN_WAVES)}
    return Scenario.objects.filter(brand__in=brands).order_by("name", "id")


def pictures_for(person: Person) -> QuerySet[BriefPicture]:
    """The pictures of briefs that she plans, or may have to read as a shopper."""
    posts = posts_that(person, May.PLAN_WAVES) + posts_that(person, May.SHOP)
    return BriefPicture.objects.filter(brand__in={post.brand_id for post in posts})


@transaction.atomic
def write_scenario(*, brand: UUID, by: Person, scenario: Scenario | None = None, **told: Any) -> Scenario:
    """A new scenario, or this one with other words. `told`: name, brief, scenario_values. Assignments keep theirs."""
    written = scenario or Scenario(brand_id=brand)
    for name, value in told.items():
        setattr(written, name, value)
    written.save(update_fields=told if scenario else None)
    note("scenario.written", written, by=by, brand=brand, detail={"name": written.name})
    return written


@transaction.atomic
def keep_picture(content: bytes, *, width: int, height: int, brand: UUID, by: Person) -> BriefPicture:
    """A picture that was drawn anew already (JPEG), under its hash; the same again is the same."""
    picture, is_new = BriefPicture.objects.get_or_create(
        brand_id=brand,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "width": width, "height": height, "by": by},
    )
    if is_new:
        note("brief_picture.kept", picture, by=by, brand=brand, detail={"sha256": picture.sha256})
    return picture
