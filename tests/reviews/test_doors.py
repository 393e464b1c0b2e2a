"""One visit at a desk: who reads it, how much of it, and who judges it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audits.people.models import Person
from audits.reviews.models import Grade
from audits.reviews.services import release
from audits.visits.models import Visit
from tests.cast import Cast
from tests.making import arrives, follow, probed, worked


@pytest.fixture
def visit(cast: Cast) -> Visit:
    """Sasha's visit of Lille, graded, in review."""
    visit = arrives(probed(cast.assignment), worked("X_")["answers"])
    follow()
    return visit


def reads(cast: Cast, person: Person, visit: Visit) -> Any:
    return Client().get(f"/api/v1/visits/{visit.pk}", headers=cast.bearer(person))


def tells(cast: Cast, person: Person, visit: Visit, verb: str, **words: Any) -> Any:
    return Client().post(
        f"/api/v1/visits/{visit.pk}/{verb}",
        json.dumps(words),
        content_type="application/json",
        headers=cast.bearer(person),
    )


def answers_of(read: dict[str, Any]) -> dict[str, Any]:
    return {answer["name"]: answer for section in read["sections"] for answer in section["answers"]}


def test_stores_and_regions_read_a_visit_once_it_is_released(cast: Cast, visit: Visit) -> None:
    before = {
        p.name: reads(cast, p, visit).status_code for p in (cast.rita, cast.hana, cast.mona, cast.stella)
    }
    assert before == {"Rita": 200, "Hana": 200, "Mona": 404, "Stella": 404}
    release(visit.pk, by=cast.rita)
    people = (cast.mona, cast.stella, cast.otto, cast.zoe, cast.sasha)
    assert {p.name: reads(cast, p, visit).status_code for p in people} == {
        "Mona": 200,
        "Stella": 200,
        "Otto": 404,
        "Zoe": 404,
        "Sasha": 403,
    }


def test_a_visit_is_told_in_words_of_every_language_with_its_points(cast: Cast, visit: Visit) -> None:
    read = reads(cast, cast.rita, visit).json()
    assert [language["code"] for language in read["languages"]] == ["en", "fr", "ar"]
    answers = answers_of(read)
    look = answers["first_look"]
    assert look["state"] == "answered"
    assert set(look["shown"]) == {"en", "fr", "ar"}
    assert (look["code"], look["earned"], look["possible"]) == ("C2", "4", "4")
    assert answers["given_acts"]["value"] == worked("X_")["answers"]["given_acts"]
    assert answers["not_done_reason"]["state"] == "hidden"
    assert answers["not_done_reason"]["value"] is None
    assert answers["contact_details"]["is_critical"]
    assert [name for name, answer in answers.items() if answer["is_critical"]] == ["contact_details"]
    expected = worked("X_")["expected"]
    for section in read["sections"]:
        told = expected["sections"][section["name"]]
        assert {name: section[name] for name in told} == told
    for name, line in expected["lines"].items():
        assert {key: answers[name][key] for key in line} == line


def test_the_grade_tells_how_it_came_about(cast: Cast, visit: Visit) -> None:
    tells(cast, cast.rita, visit, "regrade", reason="points were mended")
    grade = reads(cast, cast.rita, visit).json()["grade"]
    assert (grade["percent"], grade["shown"], grade["exact"]) == ("96.8750", "96.9", "31/32")
    assert grade["critical"] == ["contact_details"]
    assert [past["reason"] for past in grade["history"]] == ["points were mended", "first"]
    assert [past["is_current"] for past in grade["history"]] == [True, False]


def test_what_grading_anew_would_change_is_told_before_and_nothing_is_written(
    cast: Cast, visit: Visit
) -> None:
    at = f"/api/v1/visits/{visit.pk}/regrade"
    same = Client().get(at, headers=cast.bearer(cast.hana)).json()
    assert (same["now"], same["questions"]) == (same["then"], [])
    cast.brand.bands = {"green": "99", "amber": "98"}
    cast.brand.save()
    Grade.objects.update(lines=[{"question": "first_look", "earned": "0", "possible": "4"}])
    told = Client().get(at, headers=cast.bearer(cast.hana)).json()
    assert (told["now"]["band"], told["then"]["band"]) == (visit.grades.get().band, "red")
    assert (told["now"]["shown"], told["then"]["shown"]) == ("96.9", "96.9")
    moved = {line["name"]: line for line in told["questions"]}
    assert moved["first_look"]["now"] == {"earned": "0", "possible": "4"}
    assert moved["first_look"]["then"] == {"earned": "4", "possible": "4"}
    assert Grade.objects.count() == 1
    tells(cast, cast.hana, visit, "regrade", reason="stricter bands")
    visit.refresh_from_db()
    assert (visit.band, Grade.objects.count()) == ("red", 2)


def test_a_visit_without_a_grade_or_without_answers_says_why_it_is_not_graded_anew(
    cast: Cast, visit: Visit
) -> None:
    at = f"/api/v1/visits/{visit.pk}/regrade"
    assert visit.current is not None
    visit.current.answers_gone_at = timezone.now()
    visit.current.save()
    gone = Client().get(at, headers=cast.bearer(cast.hana))
    assert (gone.status_code, gone.json()["code"]) == (409, "answers_gone")
    visit.grades.all().delete()
    early = Client().get(at, headers=cast.bearer(cast.hana))
    assert (early.status_code, early.json()["code"]) == (409, "visit_not_graded")


def test_a_list_and_the_visit_tell_the_same_figures_as_text(cast: Cast, visit: Visit) -> None:
    listed = Client().get("/api/v1/visits", headers=cast.bearer(cast.rita)).json()["results"][0]
    read = reads(cast, cast.rita, visit).json()
    figures = [listed["percent"], listed["shown"], listed["surplus"]]
    assert figures == ["96.8750", "96.9", str(visit.grades.get().surplus)]
    assert figures == [read["percent"], read["shown"], read["surplus"]]
    assert figures == [read["grade"]["percent"], read["grade"]["shown"], read["grade"]["surplus"]]
    assert read["grade"]["history"][0]["percent"] == "96.8750"


def test_a_shopper_has_a_name_for_schedulers_alone(cast: Cast, visit: Visit) -> None:
    assert reads(cast, cast.hana, visit).json()["shopper"]["name"] == "Sasha"
    read = reads(cast, cast.rita, visit)
    assert read.json()["shopper"] == cast.sasha.alias
    assert cast.sasha.email not in read.content.decode()


@pytest.mark.parametrize("who", ["mona", "stella"])
def test_a_store_and_its_region_learn_the_week_and_never_the_day(cast: Cast, visit: Visit, who: str) -> None:
    release(visit.pk, by=cast.rita)
    reader = getattr(cast, who)
    read = reads(cast, reader, visit).json()
    visit.refresh_from_db()
    assert read["week"] == visit.local_day.strftime("%G-W%V")
    told = json.dumps(read)
    assert visit.local_day.isoformat() not in told
    assert "2026-03-11" not in told, "the day of the taps"
    assert answers_of(read)["stepped_in_at"]["shown"] == {
        "und": worked("X_")["answers"]["stepped_in_at"][11:19]
    }
    assert (read["send_back"], read["marks"], read["grade"]["made_at"]) == (None, [], None)
    days = reads(cast, cast.rita, visit).json()
    assert days["local_day"] == visit.local_day.isoformat()


def test_reviewers_and_headquarters_judge_and_nobody_else(cast: Cast, visit: Visit) -> None:
    for person, status in ((cast.mona, 403), (cast.stella, 403), (cast.sasha, 403), (cast.zoe, 404)):
        for verb in ("release", "send-back", "regrade"):
            assert tells(cast, person, visit, verb, reason="x").status_code == status
    assert tells(cast, cast.rita, visit, "release", note="fine").json()["state"] == "released"
    again = tells(cast, cast.hana, visit, "release")
    assert (again.status_code, again.json()["code"]) == (409, "visit_not_in_review")


def test_a_visit_goes_back_with_its_notes_and_is_shown_so(cast: Cast, visit: Visit) -> None:
    due = (timezone.now() + timedelta(days=2)).isoformat()
    notes = [{"name": "first_look", "note": "Which words?"}]
    told = tells(cast, cast.rita, visit, "send-back", reason="Unclear", due=due, answers=notes)
    assert told.json()["state"] == "sent_back"
    read = reads(cast, cast.rita, visit).json()
    assert (read["send_back"]["reason"], read["send_back"]["answers"]) == ("Unclear", notes)


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"reason": "", "due": "2090-01-01T00:00:00Z"},
        {"reason": "late", "due": "2001-01-01T00:00:00Z"},
        {"reason": "odd", "due": "soon"},
        {"reason": "odd", "due": "2090-01-01T00:00:00Z", "answers": [{"name": "no_such", "note": "x"}]},
        {"reason": "odd", "due": "2090-01-01T00:00:00Z", "answers": "all"},
        {"reason": "nul\x00", "due": "2090-01-01T00:00:00Z"},
    ],
)
def test_a_send_back_that_says_too_little_changes_nothing(
    cast: Cast, visit: Visit, words: dict[str, Any]
) -> None:
    answer = tells(cast, cast.rita, visit, "send-back", **words)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    visit.refresh_from_db()
    assert visit.state == Visit.State.IN_REVIEW


def test_a_visit_needs_a_fixed_number_of_queries(
    cast: Cast, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    reads(cast, cast.rita, visit)
    with django_assert_max_num_queries(16):
        assert reads(cast, cast.rita, visit).status_code == 200
