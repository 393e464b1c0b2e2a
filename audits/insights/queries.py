"""Questions about stored insights and facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Count, Min, QuerySet, TextField
from django.db.models.functions import Cast

from audits.insights.catalogue import FACTS
from audits.insights.grouping import Setting
from audits.insights.kinds.questions import Asked
from audits.insights.models import ActCost, Forecast, Insight
from audits.insights.seen import Fact
from audits.insights.tags import Tags, labels_of
from audits.people.models import Person
from audits.places.models import Brand
from audits.reviews.models import Appeal
from audits.reviews.services import outline_of
from audits.scorecards.models import Scorecard
from audits.scorecards.subjects import waves_of
from audits.visits.models import Visit
from audits.waves.models import Wave

YEAR = timedelta(days=366)
BATCH = 200  # stores read at once
FINAL = (Appeal.State.UPHELD, Appeal.State.OVERTURNED)


def waves_of_year(brand: Brand) -> list[Wave]:
    """The waves with a standing of the checklist asked last, of the year that ends with its newest; oldest first."""
    told = [wave for wave in waves_of(brand) if getattr(wave, "has_standing", False)]
    if not told:
        return []
    newest = told[0]
    alike = [
        wave for wave in told if wave.checklist_id == newest.checklist_id and wave.opens > newest.opens - YEAR
    ]
    return sorted(alike, key=lambda wave: wave.number)


@lru_cache(maxsize=32)
def tags_of(edition: int, sha256: str) -> Tags:
    """The tags of a printed edition, read once a process."""
    return Tags.of(outline_of(edition, sha256))


@lru_cache(maxsize=8)
def words_of(edition: int, sha256: str) -> dict[str, dict[str, str]]:
    """Labels that insights name, of a printed edition."""
    return labels_of(outline_of(edition, sha256), tags_of(edition, sha256))


def setting_of(brand: Brand, wave: Wave) -> Setting:
    """What figures of a brand are told against, by the edition of a wave."""
    tags = tags_of(wave.edition_id, wave.edition.sha256)
    places = outline_of(wave.edition_id, wave.edition.sha256).places
    return Setting(
        natures=tags.natures,
        touchpoints=list(tags.touchpoints),
        sections=[name for name, place in places.items() if place.around is None],
        target=float(brand.target),
        currency=brand.currency,
        costs=dict(ActCost.objects.filter(brand=brand).values_list("act", "cost")),
    )


def facts_of(
    waves: Sequence[Wave], subjects: Collection[UUID] | None = None
) -> Iterator[tuple[UUID, list[tuple[UUID, list[Fact]]]]]:
    """Store by store its facts in these waves, `(wave, visits)` each; streamed, a few stores at a time."""
    for subject, own in _kept_of(waves, subjects):
        yield subject, [(wave, kept["visits"]) for wave, kept in own]


def _kept_of(
    waves: Sequence[Wave], subjects: Collection[UUID] | None = None
) -> Iterator[tuple[UUID, list[tuple[UUID, dict[str, Any]]]]]:
    stores = sorted(subjects) if subjects is not None else _stores_with_facts(waves)
    for batch in _batches(stores):
        rows = (
            Insight.objects.filter(kind=FACTS, subject__in=batch, wave__in=[wave.pk for wave in waves])
            .order_by("subject", "wave__number")
            .values_list("subject", "wave", Cast("figures", TextField()))
        )
        for subject, own in groupby(rows, key=lambda row: row[0]):
            yield subject, [(wave, orjson.loads(text)) for _, wave, text in own]


def _stores_with_facts(waves: Sequence[Wave]) -> list[UUID]:
    rows = Insight.objects.filter(kind=FACTS, wave__in=[wave.pk for wave in waves])
    if waves:
        rows = rows.filter(brand=waves[0].brand_id)
    return sorted(rows.values_list("subject", flat=True).distinct())


def _batches(subjects: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """A few hundred at a time: sorting all of a brand's facts at once would hold them all."""
    return (subjects[at : at + BATCH] for at in range(0, len(subjects), BATCH))


def asked_in(waves: Sequence[Wave]) -> dict[str, Asked]:
    """What was asked, question by question over stores."""
    found: dict[str, Asked] = {}
    for _, by_wave in _kept_of(waves):
        own: dict[str, list[float]] = {}
        for _, kept in by_wave:
            for name, row in kept["asked"].items():
                before = own.get(name)
                own[name] = [one + more for one, more in zip(before, row, strict=True)] if before else row
        for name, row in own.items():
            found.setdefault(name, Asked()).add_store(row)
    return found


def appeals_in(waves: Sequence[Wave]) -> dict[str, tuple[int, int]]:
    """Question → decided appeals on visits of these waves that were overturned, and all that were decided."""
    rows = (
        Appeal.objects.filter(visit__wave__in=[wave.pk for wave in waves], state__in=FINAL)
        .values_list("question", "state")
        .annotate(times=Count("pk"))
    )
    found: dict[str, tuple[int, int]] = {}
    for question, state, times in rows:
        overturned, decided = found.get(question, (0, 0))
        found[question] = (overturned + times * (state == Appeal.State.OVERTURNED), decided + times)
    return found


def first_waves(waves: Sequence[Wave]) -> dict[str, int]:
    """Shopper → the number of the first wave of this checklist that she made a released visit in."""
    if not waves:
        return {}
    rows = (
        Visit.objects.filter(wave__checklist=waves[0].checklist_id, state=Visit.State.RELEASED)
        .values_list("shopper")
        .annotate(first=Min("wave__number"))
    )
    return {str(shopper): first for shopper, first in rows}


def forecasts_in(wave: Wave) -> dict[UUID, dict[str, Any]]:
    """Subject → its sealed forecast for a wave."""
    return {one.subject: told_forecast(one) for one in Forecast.objects.filter(wave=wave)}


def newest_forecast(subject: UUID, waves: Sequence[Wave]) -> UUID | None:
    """The newest of these waves for which this subject has a forecast; for a brand, any of its managers."""
    rows = Forecast.objects.filter(wave__in=[wave.pk for wave in waves]).order_by("-wave__number")
    own = rows.filter(subject=subject).values_list("wave", flat=True).first()
    return own or rows.values_list("wave", flat=True).first()


def told_forecast(one: Forecast) -> dict[str, Any]:
    """A forecast as it is told."""
    return {
        "wave": str(one.wave_id),
        "level": one.level,
        "id": str(one.subject),
        "sections": one.sections,
        "exceeded": one.exceeded,
        "sealed_at": one.sealed_at.isoformat(),
    }


def network_rates(brand: Brand, wave: Wave) -> dict[str, float]:
    """Touchpoint → share of the brand's visits that were beyond, off its scorecard."""
    card = Scorecard.objects.filter(subject=brand.pk, wave=wave).values_list("sums", flat=True).first()
    touchpoints = (card or {}).get("touchpoints", {})
    return {name: beyond / n for name, (beyond, _, n, *_) in touchpoints.items() if n}


def stored(subject: UUID, wave: UUID | None, kinds: Collection[str]) -> dict[str, Insight]:
    """Kind → its last computation for this subject and wave."""
    rows = Insight.objects.filter(subject=subject, wave=wave, kind__in=kinds)
    return {row.kind: row for row in rows}


def progress_of(waves: Sequence[Wave]) -> dict[str, int]:
    """How far the figures of these waves are: `stores` have facts, `waiting` of them have changed since."""
    waiting = marked(waves).count()
    facts = Insight.objects.filter(kind=FACTS, wave__in=[wave.pk for wave in waves])
    return {"stores": facts.count() if waiting else 0, "waiting": waiting}


def marked(waves: Sequence[Wave]) -> QuerySet[Insight]:
    """Facts of these waves that have changed since; no other rows are ever marked.

    Asked by wave and mark alone, it is answered from the index of what is marked; with brand and kind beside it
    the database would walk through every store's facts.
    """
    return Insight.objects.filter(wave__in=[wave.pk for wave in waves], stale_at__isnull=False)


def aliases_of(people: Collection[str]) -> dict[str, str]:
    """Shopper → her pseudonym."""
    return {
        str(key): alias
        for key, alias in Person.objects.filter(pk__in=[key for key in people if key]).values_list(
            "pk", "alias"
        )
    }


def words_in(brands: Sequence[Brand]) -> dict[str, dict[str, str]]:
    """Labels of the checklists that these brands ask last."""
    found: dict[str, dict[str, str]] = {}
    for brand in brands:
        newest = next(iter(waves_of(brand)), None)
        if newest is not None:
            found |= words_of(newest.edition_id, newest.edition.sha256)
    return found
