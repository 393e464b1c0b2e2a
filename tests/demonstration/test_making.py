"""`manage.py demo`: whole, the same each time, made once, and never where the public can reach it."""

import hashlib
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from audits.journal.models import Entry
from audits.management.demonstration.always import renew
from audits.management.demonstration.cast import PASSWORD, SIGN_INS
from audits.people.models import Person
from audits.places.models import Brand
from audits.reviews.services import regrade
from audits.scorecards.models import Scorecard
from audits.visits.models import Blob, Visit
from audits.waves.models import Assignment

pytestmark = pytest.mark.django_db
VAUDREY = "maison-vaudrey"


def demo() -> str:
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def counts() -> dict[str, int]:
    kinds = (Person, Brand, Visit, Assignment, Scorecard, Blob)
    return {kind.__name__: kind.objects.count() for kind in kinds}


def check_people() -> None:
    for email, _ in SIGN_INS:
        person = Person.objects.get(email=email)
        assert person.check_password(PASSWORD)
        assert person.posts.exists()
    assert Person.objects.get(email="hana@demo.example").posts.get().schedules


def check_sasha_can_start() -> None:
    now = timezone.now()
    ahead = Assignment.objects.filter(shopper__email="sasha@demo.example", state="assigned")
    first = ahead.get(window_from__lte=now, window_to__gte=now + timedelta(hours=12))
    wanted = {"scenario_competitor": "true", "scenario_probe": "true", "scenario_look": "dressed_down"}
    assert first.scenario == wanted
    assert set(first.brief) == {"en", "fr", "ar"}
    assert first.edition.checklist.form_id == "boutique_visit"
    assert ahead.count() == 3


def check_year() -> None:
    visits = Visit.objects.filter(brand__slug=VAUDREY)
    assert visits.filter(state="released").count() > 300
    assert visits.filter(state="in_review").count() >= 4
    assert visits.filter(state="sent_back").count() == 1
    assert visits.filter(percent=None).count() == 0
    assert visits.filter(is_critical=True, state="released").exists()
    assert visits.filter(is_held=True, state="in_review").exists()
    assert not Blob.objects.filter(stored_at=None).exists()
    assert not visits.exclude(marks=[]).exists()  # nothing late, far or strange: the phone was a good one


def check_standing() -> None:
    cards = Scorecard.objects.filter(brand__slug=VAUDREY, wave__number=4)
    assert cards.filter(stale_at__isnull=False).count() == 0
    assert {card.level for card in cards} == {"store", "region", "brand"}
    scores = sorted(card.score for card in cards.filter(level="store") if card.score is not None)
    assert len(scores) == 24
    assert scores[-1] - scores[0] > 12  # stores that differ as stores do
    assert not Entry.objects.filter(handled_at=None).exists()


def test_it_is_whole_and_made_once(demonstration: str) -> None:
    assert "making the demonstration" in demonstration
    check_people()
    check_sasha_can_start()
    check_year()
    check_standing()
    made = counts()
    assert "is there already" in demo()
    assert counts() == made
    Assignment.objects.filter(shopper__email="sasha@demo.example").update(state="visited")
    assert "assignments made for the days ahead" in demo()
    check_sasha_can_start()


def test_sasha_has_another_visit_to_make_once_she_has_made_the_last(demonstration: str) -> None:
    hers = Assignment.objects.filter(shopper__email="sasha@demo.example", state="assigned")
    last = hers.latest("window_from")
    hers.exclude(pk=last.pk).update(state="visited")
    assert renew() == 0  # there is still one
    hers.update(state="visited")
    sams = Visit.objects.exclude(shopper__email="sasha@demo.example").earliest("received_at")
    assert renew(sams.pk) == 0  # what somebody else sent is no matter of hers
    assert renew() == 3
    check_sasha_can_start()
    now = timezone.now()  # and nobody came for weeks
    hers.update(window_from=now - timedelta(days=20), window_to=now - timedelta(days=13))
    assert renew() == 3


def check_sealed() -> None:
    for visit in Visit.objects.filter(state="released").select_related("current").order_by("pk")[::40]:
        assert visit.current is not None
        sealed = bytes(visit.current.sealed)
        assert hashlib.sha256(sealed).hexdigest() == visit.current.sha256
        assert json.loads(sealed)["answers"] == visit.current.answers
        assert regrade(
            visit.pk, by=Person.objects.get(email="hana@demo.example"), reason="again"
        ).percent == (visit.percent)


def test_what_came_without_a_phone_is_sealed_and_graded_as_if_it_had(demonstration: str) -> None:
    check_sealed()


def test_it_is_never_made_in_public(demonstration: str, settings: Settings) -> None:
    before = counts()
    settings.IS_PUBLIC = True
    with pytest.raises(CommandError, match="never made where ENCORE_HOSTS is set"):
        demo()
    with pytest.raises(CommandError, match="never made where ENCORE_HOSTS is set"):
        call_command("demo", "--truth")
    assert counts() == before


def test_whoever_makes_a_tried_one_public_is_told_that_its_password_is_known(
    demonstration: str, settings: Settings
) -> None:
    settings.IS_PUBLIC = True
    said = StringIO()
    call_command("prepare", stdout=StringIO(), stderr=said)
    assert "its password is known to everybody" in said.getvalue()
    Brand.objects.update(is_demonstration=False)
    said = StringIO()
    call_command("prepare", stdout=StringIO(), stderr=said)
    assert said.getvalue() == ""
