"""Studies of matched pairs: two shoppers one declared attribute apart, their order and their secret drawn here."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audits.insights.facts import facts_of_visits
from audits.insights.kinds.equity import PAIRS, Pair
from audits.insights.kinds.equity import study as told_study
from audits.insights.models import Insight, Study
from audits.insights.models import Pair as Drawn
from audits.insights.shapes import Told
from audits.journal.services import note
from audits.people.models import Person
from audits.people.shoppers import Consent
from audits.places.models import Brand, Store
from audits.refusals import refused
from audits.visits.models import Visit
from audits.waves.models import Scenario, Wave
from audits.waves.services import give_anew

DAYS_EACH = 3  # two windows one after the other, together less than a week
CONSENT = "study"


@transaction.atomic
def start_study(*, brand: Brand, name: str, attribute: str, by: Person) -> Study:
    """A study on one attribute that shoppers declare themselves."""
    study = Study.objects.create(brand=brand, name=name, attribute=attribute, by=by)
    note("study.started", study, by=by, brand=brand.pk)
    return study


@transaction.atomic
def draw_pair(
    *,
    study: Study,
    wave: Wave,
    store: Store,
    bearer: Person,
    other: Person,
    begins: date,
    by: Person,
    scenario: Scenario | None = None,
    daypart: str = "",
) -> Drawn:
    """Two assignments alike in store, scenario and daypart, within a week; who goes first is drawn.

    Which of the two bears the attribute is kept encrypted and told to nobody. Refused with `no_consent` unless
    both have agreed to studies, with `study_closed` once the study is closed, `invalid` where the week doesn't
    begin within the wave.
    """
    if study.closed_at is not None:
        raise refused("study_closed")
    if not wave.opens <= begins <= wave.closes:
        raise refused("invalid", errors={"from": ["outside_the_wave"]})
    for person in (bearer, other):
        if not _agreed(person, study.brand_id):
            raise refused("no_consent")
    order = [(bearer, b"first"), (other, b"second")]
    bearer_first = secrets.randbelow(2) == 0
    shoppers = [person for person, _ in (order if bearer_first else reversed(order))]
    zone = ZoneInfo(store.timezone)
    made = [
        give_anew(
            wave=wave,
            store=store,
            shopper=shopper,
            window_from=_midnight(begins + timedelta(days=DAYS_EACH * turn), zone),
            window_to=_midnight(begins + timedelta(days=DAYS_EACH * (turn + 1)), zone),
            by=by,
            scenario=scenario,
            daypart=daypart,
            fee=wave.fee,
            expense_limit=wave.expense_limit,
            currency=study.brand.currency,
        )
        for turn, shopper in enumerate(shoppers)
    ]
    secret = sealed_order(study, bearer_first=bearer_first)
    return Drawn.objects.create(study=study, store=store, first=made[0], second=made[1], secret=secret)


def sealed_order(study: Study, *, bearer_first: bool) -> bytes:
    """Which of a pair's two visits is the bearer's, under the study's own key."""
    return _lock(study).encrypt(b"first" if bearer_first else b"second")


@transaction.atomic
def close_study(*, study: Study, by: Person) -> Study:
    """No more pairs."""
    if study.closed_at is None:
        study.closed_at = timezone.now()
        study.save(update_fields=["closed_at"])
        note("study.closed", study, by=by, brand=study.brand_id)
    return study


@transaction.atomic
def delete_study(*, study: Study, by: Person) -> None:
    """Delete a study with its pairs, so with every attribute value; its figures go at once."""
    note("study.deleted", study, by=by, brand=study.brand_id)
    brand = study.brand
    study.delete()
    told = equity_of(brand)
    Insight.objects.filter(brand=brand, kind="equity", wave=None).update(
        n=told.n, figures=told.as_json(), computed_at=timezone.now()
    )


def equity_of(brand: Brand) -> Told:
    """Every study of the brand over its pairs whose two visits are released."""
    studies = list(Study.objects.filter(brand=brand).order_by("made_at", "pk"))
    if not studies:
        return Told(0, why="no_study", wants=PAIRS)
    told = [
        told_study({"id": str(one.pk), "name": one.name, "attribute": one.attribute}, _pairs(one))
        for one in studies
    ]
    most = max(one["pairs"] for one in told)
    if most < PAIRS:
        return Told(most, why="few_pairs", wants=PAIRS)
    return Told(sum(one["pairs"] for one in told), {"studies": told})


def _pairs(study: Study) -> list[Pair]:
    drawn = list(study.pairs.select_related("first__wave__brand"))
    assignments = [key for pair in drawn for key in (pair.first_id, pair.second_id)]
    released = Visit.objects.filter(assignment__in=assignments, state=Visit.State.RELEASED)
    visits = dict(released.values_list("assignment", "pk"))
    facts: dict[str, Any] = {}
    for wave in {pair.first.wave_id: pair.first.wave for pair in drawn}.values():
        own = _visits_in((pair for pair in drawn if pair.first.wave_id == wave.pk), visits)
        facts |= facts_of_visits(own, wave)
    found: list[Pair] = []
    for pair in drawn:
        sides = [facts.get(str(visits.get(key))) for key in (pair.first_id, pair.second_id)]
        if _lock(study).decrypt(bytes(pair.secret)) == b"second":
            sides.reverse()
        if sides[0] is not None and sides[1] is not None:
            found.append((str(pair.store_id), sides[0], sides[1]))
    return found


def _visits_in(pairs: Iterable[Drawn], visits: dict[UUID, UUID]) -> list[UUID]:
    keys = [key for pair in pairs for key in (pair.first_id, pair.second_id)]
    return [visits[key] for key in keys if key in visits]


def _agreed(person: Person, brand: UUID) -> bool:
    given = Consent.objects.filter(person=person, kind=CONSENT, withdrawn_at=None)
    return given.filter(Q(brand=None) | Q(brand=brand)).exists()


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _lock(study: Study) -> Fernet:
    """The study's own key, drawn from the server's: of no use without it, nor for another study."""
    derived = HKDF(SHA256(), length=32, salt=study.pk.bytes, info=b"encore matched pairs")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
