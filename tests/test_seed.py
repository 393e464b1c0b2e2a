"""`manage.py seed`: a volume that is as true as what shoppers send."""

import hashlib
import io

import orjson
import pytest
from django.core.management import CommandError, call_command

from audits.expressions import Outline
from audits.journal.models import Entry
from audits.reviews.snapshot import graded
from audits.scorecards.models import Scorecard
from audits.scorecards.services import rebuild
from audits.visits.envelope import read_envelope
from audits.visits.models import Revision, Visit

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


def test_a_second_volume_makes_the_brand_larger(volume: str) -> None:
    call_command("seed", stores=3, visits=10, waves=2, brand="volume", stdout=io.StringIO())
    assert Visit.objects.count() == 70


def test_a_public_installation_is_not_filled_by_mistake(settings: object) -> None:
    settings.IS_PUBLIC = True
    with pytest.raises(CommandError):
        call_command("seed", stores=1, visits=1, stdout=io.StringIO())
    assert not Visit.objects.exists()
