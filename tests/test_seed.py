"""`manage.py seed`: a volume that is as true as what shoppers send."""

import hashlib
import io

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Exists, ForeignKey, OuterRef

from audits.expressions import Outline
from audits.journal.models import Entry
from audits.management.volume.ahead import ahead
from audits.management.volume.filling import SETTINGS
from audits.places.models import Store
from audits.reviews.models import Grade
from audits.reviews.snapshot import graded
from audits.scorecards.models import Scorecard
from audits.scorecards.services import rebuild
from audits.visits.envelope import read_envelope
from audits.visits.models import Revision, Visit
from audits.waves.models import Assignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def volume() -> str:
    said = io.StringIO()
    call_command("seed", stores=7, visits=60, waves=2, brand="volume", stdout=said)
    return said.getvalue()


def test_every_visit_is_sealed_bytes_under_their_hash_and_says_what_its_row_says(volume: str) -> None:
    assert Visit.objects.filter(brand__slug="volume").count() == 60
    for revision in Revision.objects.select_related("current_of"):
        sealed, visit = bytes(revision.sealed), revision.current_of
        assert hashlib.sha256(sealed).hexdigest() == revision.sha256
        envelope = read_envelope(sealed)
        assert (envelope.visit, envelope.assignment) == (visit.pk, visit.assignment_id)
        assert envelope.answers == revision.answers
        assert envelope.sealed_at is not None
        assert envelope.sealed_at.date() == visit.local_day


def test_its_grades_are_those_of_the_real_rules(volume: str) -> None:
    for visit in Visit.objects.select_related("current", "edition", "assignment")[:20]:
        grade = visit.grades.get(is_current=True)
        anew = graded(
            Outline(orjson.loads(bytes(visit.edition.printed))),
            visit.current.answers,
            sealed_at=visit.sealed_at,
            zone="UTC",
            scenario=visit.assignment.scenario,
            bands={},
        )
        assert (grade.percent, grade.band, grade.lines) == (anew["percent"], anew["band"], anew["lines"])
        assert (visit.percent, visit.is_critical) == (grade.percent, grade.is_critical)


def test_its_scorecards_equal_a_full_recomputation_and_nothing_waits(volume: str) -> None:
    kept = ("subject", "level", "region", "n", "stores", "score", "surplus", "critical", "moments", "sums")
    before = list(Scorecard.objects.order_by("wave", "subject").values(*kept))
    assert before
    for wave in {card.wave_id for card in Scorecard.objects.all()}:
        rebuild(wave)
    assert list(Scorecard.objects.order_by("wave", "subject").values(*kept)) == before
    assert not Entry.objects.filter(handled_at=None, verb__startswith="visit.").exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_passed_over_for_speed_holds_all_the_same() -> None:
    before = switches()
    call_command("seed", stores=3, visits=12, waves=2, brand="volume", stdout=io.StringIO())
    assert switches() == before
    assert Visit.objects.count() == 12
    for model in (Store, Assignment, Revision, Visit, Grade, Entry, Scorecard):
        for key in model._meta.concrete_fields:
            if isinstance(key, ForeignKey):
                there = Exists(key.related_model.objects.filter(pk=OuterRef(key.attname)))
                assert not model.objects.exclude(**{key.attname: None}).exclude(there).exists(), (model, key)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]  # and every CHECK


def switches() -> list[str]:
    """What the seed sets for its connection."""
    with connection.cursor() as cursor:
        ask = "PRAGMA {}" if connection.vendor == "sqlite" else "SHOW {}"
        return [str(cursor.execute(ask.format(name)).fetchone()) for name in SETTINGS[connection.vendor]]


def test_a_second_volume_makes_the_brand_larger(volume: str) -> None:
    call_command("seed", stores=3, visits=10, waves=2, brand="volume", stdout=io.StringIO())
    assert Visit.objects.count() == 70


def test_a_public_installation_is_not_filled_by_mistake(settings: object) -> None:
    settings.IS_PUBLIC = True
    with pytest.raises(CommandError):
        call_command("seed", stores=1, visits=1, stdout=io.StringIO())
    assert not Visit.objects.exists()


def test_what_runs_ahead_keeps_its_order_and_says_when_it_breaks() -> None:
    assert list(ahead(iter(range(5)))) == [0, 1, 2, 3, 4]
    with pytest.raises(RuntimeError):
        list(ahead(1 // number for number in (1, 0)))
