"""Released visits in bulk: graded by the product's own rules, without the way through phone and desk."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from audits.management.demonstration.answers import Finding, answers_of
from audits.people.models import Person
from audits.places.models import Store
from audits.reviews.models import Grade
from audits.reviews.services import outline_of
from audits.reviews.snapshot import KEPT_ON_VISIT, graded
from audits.scorecards.services import rebuild
from audits.visits.models import Revision, Visit
from audits.waves.models import Assignment, Wave
from tests.cast import an_assignment

Answers = dict[str, Any]
Tweak = Callable[[Answers], None]


def some_answers(chance: Random, *, kept: float = 0.85, warmth: float = 0.1, **tweaks: Any) -> Answers:
    """Answers to the boutique visit as the demonstration finds them, some of them set by hand."""
    scenario = {"scenario_competitor": "true", "scenario_probe": "true", "scenario_look": "dressed_up"}
    at = datetime(2026, 3, 11, 14, 0, chance.randint(0, 50), tzinfo=UTC)
    found = answers_of(Finding(chance, kept, warmth, at, scenario))
    return found | tweaks


def a_released_visit(
    wave: Wave,
    store: Store,
    shopper: Person,
    answers: Answers,
    *,
    day: date | None = None,
    assignment: Assignment | None = None,
    look: str = "",
) -> Visit:
    """A visit that was received, graded and released."""
    on = day or timezone.now().date()
    scenario = {name: answers[name] for name in answers if name.startswith("scenario_")}
    made = assignment or an_assignment(
        wave, store, shopper, scenario=scenario, look=look, state=Assignment.State.VISITED
    )
    at = datetime(on.year, on.month, on.day, 15, tzinfo=UTC)
    key = uuid.uuid4()
    revision = Revision.objects.create(
        visit=key, number=1, sha256="0" * 64, sealed=b"{}", answers=answers, person=shopper
    )
    columns = graded(
        outline_of(wave.edition_id, wave.edition.sha256),
        answers,
        sealed_at=at,
        zone="Europe/Paris",
        scenario=scenario,
        bands={},
    )
    visit = Visit.objects.create(
        id=key,
        brand_id=wave.brand_id,
        wave=wave,
        store=store,
        assignment=made,
        shopper=shopper,
        edition_id=wave.edition_id,
        state=Visit.State.RELEASED,
        current=revision,
        sealed_at=at,
        local_day=on,
        received_at=at,
        completed_at=at,
        released_at=at,
        **{name: columns[name] for name in KEPT_ON_VISIT},
    )
    Grade.objects.create(
        visit=visit, revision=revision, edition_sha256=wave.edition.sha256, reason="first", **columns
    )
    return visit


def standing(*waves: Wave) -> None:
    """Scorecards of these waves, as if every visit had been reacted to."""
    for wave in waves:
        rebuild(wave.pk)


def days_ago(days: int) -> date:
    """A day in the past."""
    return timezone.now().date() - timedelta(days=days)
