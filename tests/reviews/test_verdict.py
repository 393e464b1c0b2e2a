"""A visit is graded once, released or sent back by one person, and mended by its next revision."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from audits.journal.models import Entry
from audits.refusals import Refused
from audits.reviews.models import Grade, SendBack
from audits.reviews.services import grade_visit, recall, regrade, release, send_back
from audits.visits.models import Visit
from audits.visits.services import withdraw_visit
from audits.waves.models import Wave
from tests.cast import Cast, an_assignment
from tests.envelopes import phone_of
from tests.making import arrives, follow, probed, worked, worked_visits

POINTS = [
    name
    for name, one in worked_visits().items()
    if one["form"] == "boutique_visit" and one["scoring"] == "points"
]


@pytest.mark.parametrize("name", POINTS)
def test_every_worked_visit_comes_out_exactly_by_way_of_the_journal(cast: Cast, name: str) -> None:
    told = worked_visits()[name]
    assignment = an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told["scenario"])
    visit = arrives(assignment, told["answers"])
    follow()
    visit.refresh_from_db()
    expected = told["expected"]
    assert visit.state == Visit.State.IN_REVIEW
    assert visit.band == (expected["band"] or "")
    # what a photo's absence changes is the photo alone: it carries no points in this checklist
    assert (None if visit.percent is None else str(visit.percent)) == expected["overall"]["percent"]
    assert visit.is_critical == bool(expected["critical"])
    figures = visit.grades.get().figures
    assert figures["sections"] == expected["sections"]
    assert figures["pillars"] == expected["pillars"]
    assert figures["surplus"] == expected["surplus"]


def test_the_same_answers_rules_and_bands_make_no_second_snapshot(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    for _ in range(3):
        grade_visit(visit.pk)
    assert visit.grades.count() == 1
    assert Entry.objects.filter(verb="visit.graded", subject=str(visit.pk)).count() == 1


def test_other_bands_grade_it_anew_and_say_why(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    cast.brand.bands = {"green": "66", "amber": "50"}
    cast.brand.save()
    grade_visit(visit.pk)
    visit.refresh_from_db()
    assert visit.band == "green"
    assert list(visit.grades.order_by("pk").values_list("reason", "is_current")) == [
        ("first", False),
        ("bands", True),
    ]


def test_a_visit_is_graded_as_of_its_own_moment_at_its_store(cast: Cast) -> None:
    """Near midnight in Paris it is the store's day that counts, and never the server's clock."""
    from audits.reviews.snapshot import clocks

    sealed_at = timezone.datetime.fromisoformat("2026-03-11T23:30:00+00:00")
    assert clocks(sealed_at, "Europe/Paris")[0].isoformat() == "2026-03-12"
    assert clocks(sealed_at, "America/New_York")[1] == "2026-03-11T19:30:00.000-04:00"


def test_an_incomplete_visit_has_no_grade(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    Visit.objects.filter(pk=visit.pk).update(completed_at=None)
    assert grade_visit(visit.pk) is None
    with pytest.raises(Refused, match="visit_not_graded"):
        release(visit.pk, by=cast.rita)


def test_rita_releases_a_visit_and_nobody_releases_it_again(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    release(visit.pk, by=cast.rita, note="clear")
    line = Entry.objects.get(verb="visit.released")
    assert (line.by, line.detail) == (cast.rita, {"note": "clear"})
    with pytest.raises(Refused, match="visit_not_in_review"):
        release(visit.pk, by=cast.hana)
    with pytest.raises(Refused, match="visit_not_in_review"):
        send_back(visit.pk, by=cast.hana, reason="late", due=timezone.now())


def test_a_wave_that_releases_at_once_leaves_critical_and_held_visits_to_a_person(cast: Cast) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(release_rule="at_once")
    states = {}
    for start in ("W_", "X_", "N_req", "C_"):
        told = worked(start)
        assignment = an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told["scenario"])
        visit = arrives(assignment, told["answers"])
        follow()
        visit.refresh_from_db()
        states[start] = (visit.state, visit.is_critical, visit.is_held)
    assert states == {
        "W_": ("released", False, False),
        "X_": ("in_review", True, False),
        "N_req": ("in_review", False, True),
        "C_": ("released", False, False),
    }
    critical = Visit.objects.get(is_critical=True)
    with pytest.raises(Refused, match="needs_a_person"):
        release(critical.pk, by=None)
    assert release(critical.pk, by=cast.rita).state == Visit.State.RELEASED


def test_a_visit_that_nobody_mends_is_taken_back_and_released_as_it_stands(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    with pytest.raises(Refused, match="visit_not_sent_back"):
        recall(visit.pk, by=cast.rita)
    send_back(visit.pk, by=cast.rita, reason="Unclear", due=timezone.now() + timedelta(days=1))
    assert recall(visit.pk, by=cast.hana).state == Visit.State.IN_REVIEW
    news = phone_of(cast, "sasha").get("sync").json()
    assert (news["send_backs"], news["recalled"]) == ([], [{"visit": str(visit.pk), "revision": 1}])
    send_back(visit.pk, by=cast.rita, reason="Still unclear", due=timezone.now() + timedelta(days=1))
    assert phone_of(cast, "sasha").get("sync").json()["recalled"] == []  # it waits for her again
    recall(visit.pk, by=cast.rita)
    assert release(visit.pk, by=cast.rita).state == Visit.State.RELEASED
    assert Entry.objects.filter(verb="visit.recalled", subject=str(visit.pk)).count() == 2
    assert phone_of(cast, "sasha").get("sync").json()["recalled"] == news["recalled"]


def test_what_is_mended_after_all_counts_as_long_as_there_is_no_verdict(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    send_back(visit.pk, by=cast.rita, reason="Unclear", due=timezone.now() + timedelta(days=1))
    recall(visit.pk, by=cast.rita)
    arrives(probed(cast.assignment), worked("W_")["answers"], visit=visit.pk, revision=2)
    follow()
    visit.refresh_from_db()
    assert visit.current is not None
    assert (visit.state, visit.current.number) == (Visit.State.IN_REVIEW, 2)
    assert phone_of(cast, "sasha").get("sync").json()["recalled"] == []  # HQ has what she mended


def test_a_visit_that_went_back_is_mended_by_its_next_revision(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    due = timezone.now() + timedelta(days=3)
    notes = [{"name": "first_look", "note": "Which words?"}]
    sent = send_back(visit.pk, by=cast.rita, reason="Unclear", due=due, answers=notes)
    visit.refresh_from_db()
    assert (visit.state, sent.revision) == (Visit.State.SENT_BACK, 1)
    with pytest.raises(Refused, match="visit_not_in_review"):
        release(visit.pk, by=cast.rita)
    arrives(probed(cast.assignment), worked("W_")["answers"], visit=visit.pk, revision=2)
    follow()
    visit.refresh_from_db()
    sent.refresh_from_db()
    assert visit.state == Visit.State.IN_REVIEW
    assert visit.percent == Decimal("89.6237")
    assert sent.mended_at is not None
    assert list(visit.grades.order_by("pk").values_list("reason", flat=True)) == ["first", "revision"]


def test_a_note_on_a_question_that_was_not_asked_is_refused(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    with pytest.raises(Refused, match="invalid"):
        send_back(
            visit.pk, by=cast.rita, reason="?", due=timezone.now(), answers=[{"name": "no_such", "note": "x"}]
        )
    assert not SendBack.objects.exists()


def test_a_person_grades_it_anew_under_her_name(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    with pytest.raises(Refused, match="visit_not_graded"):
        regrade(visit.pk, by=cast.rita, reason="too soon")
    follow()
    fresh = regrade(visit.pk, by=cast.rita, reason="the list of points was mended")
    assert (fresh.by, fresh.is_current) == (cast.rita, True)
    assert Grade.objects.filter(visit=visit, is_current=True).count() == 1


def test_a_withdrawn_visit_is_not_graded(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    withdraw_visit(visit=visit.pk, by=cast.hana, reason="a test")
    follow()
    assert not Grade.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_at_once_one_wins_and_the_other_is_told() -> None:
    from tests.cast import a_cast

    cast = a_cast()
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def judge(person: object) -> None:
        start.wait()
        try:
            release(visit.pk, by=person)
            outcomes.append("released")
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=judge, args=[one]) for one in [cast.rita, cast.hana] * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["released", *["visit_not_in_review"] * 3]
    assert Entry.objects.filter(verb="visit.released").count() == 1
