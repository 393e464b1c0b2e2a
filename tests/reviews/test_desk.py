"""The review desk: the queue, a visit on one desk at a time, notes, adjustments, two yeses."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audits.journal.models import Entry
from audits.people.models import Person
from audits.refusals import Refused
from audits.reviews.models import Adjustment, Approval, Flag, Hold
from audits.reviews.services import adjust, flag_visit, note, release, send_back, take, undo
from audits.visits.models import Visit
from audits.waves.models import Wave
from tests.cast import Cast, an_assignment
from tests.making import arrives, follow, probed, worked


@pytest.fixture
def visit(cast: Cast) -> Visit:
    """Sasha's visit of Lille, graded, in review; nothing critical in it."""
    return arrived(cast, "P_")


def arrived(cast: Cast, start: str, **more: Any) -> Visit:
    told = worked(start)
    assignment = an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told["scenario"])
    visit = arrives(assignment, told["answers"], **more)
    follow()
    visit.refresh_from_db()
    return visit


def asks(cast: Cast, person: Person, method: str, path: str, **words: Any) -> Any:
    body = {"data": json.dumps(words), "content_type": "application/json"} if method != "get" else {}
    return getattr(Client(), method)(f"/api/v1/{path}", **body, headers=cast.bearer(person))


def reads(cast: Cast, person: Person, visit: Visit) -> dict[str, Any]:
    return dict(asks(cast, person, "get", f"visits/{visit.pk}").json())


def test_what_is_due_first_stands_first_and_what_is_critical_is_due_sooner(cast: Cast) -> None:
    calm, critical, held = arrived(cast, "P_"), arrived(cast, "X_"), arrived(cast, "N_req")
    queue = asks(cast, cast.rita, "get", "reviews/queue").json()
    assert queue["n"] == 3
    ids = [line["id"] for line in queue["results"]]
    assert (set(ids[:2]), ids[2]) == ({str(critical.pk), str(held.pk)}, str(calm.pk))
    first, last = queue["results"][0], queue["results"][2]
    assert first["due"] < last["due"]
    assert "recognised" in next(line for line in queue["results"] if line["id"] == str(held.pk))["flags"]


def test_of_two_that_are_due_together_the_riskier_comes_first_page_by_page(cast: Cast) -> None:
    visits = [arrived(cast, "P_") for _ in range(5)]
    moment = timezone.now()
    Visit.objects.update(completed_at=moment)
    Flag.objects.all().delete()
    for weight, visit in enumerate(visits):
        Flag.objects.create(visit=visit, revision=visit.current, kind="too_far", weight=weight)
    seen, cursor = [], ""
    while cursor is not None:
        page = asks(cast, cast.rita, "get", f"reviews/queue?limit=2&cursor={cursor}").json()
        seen += [line["risk"] for line in page["results"]]
        cursor = page["next"] and page["next"].replace("+", "%2B")
    assert seen == [4, 3, 2, 1, 0]


def test_what_was_sent_back_waits_by_its_own_deadline(cast: Cast, visit: Visit) -> None:
    due = timezone.now() + timedelta(days=2)
    send_back(visit.pk, by=cast.rita, reason="Unclear", due=due)
    assert asks(cast, cast.rita, "get", "reviews/queue").json()["n"] == 0
    (line,) = asks(cast, cast.rita, "get", "reviews/queue?state=sent_back").json()["results"]
    assert (line["id"], line["due"][:16]) == (str(visit.pk), due.isoformat()[:16])


def test_only_reviewers_have_a_queue_and_only_of_their_brand(cast: Cast, visit: Visit) -> None:
    statuses = {
        p.name: asks(cast, p, "get", "reviews/queue").status_code
        for p in (cast.rita, cast.hana, cast.stella, cast.mona, cast.sasha)
    }
    assert statuses == {"Rita": 200, "Hana": 200, "Stella": 403, "Mona": 403, "Sasha": 403}
    assert asks(cast, cast.zoe, "get", "reviews/queue").json()["n"] == 0


def test_a_visit_lies_on_one_desk_at_a_time(cast: Cast, visit: Visit) -> None:
    held = asks(cast, cast.rita, "post", f"visits/{visit.pk}/take")
    assert (held.status_code, held.json()["is_mine"]) == (200, True)
    assert reads(cast, cast.hana, visit)["on_desk"]["by"] == "Rita"
    for verb, words in [
        ("take", {}),
        ("release", {}),
        ("send-back", {"reason": "x", "due": "2090-01-01T00:00:00Z"}),
        ("notes", {"question": "first_look", "words": "x"}),
        ("adjustments", {"question": "first_look", "value": None, "why": "x"}),
        ("regrade", {"reason": "x"}),
    ]:
        late = asks(cast, cast.hana, "post", f"visits/{visit.pk}/{verb}", **words)
        assert (late.status_code, late.json()["code"], late.json()["by"]) == (409, "visit_on_desk", "Rita")
    assert asks(cast, cast.rita, "post", f"visits/{visit.pk}/leave").status_code == 204
    assert asks(cast, cast.hana, "post", f"visits/{visit.pk}/release").json()["state"] == "released"


def test_a_desk_is_free_again_when_its_time_is_over_and_longer_when_taken_anew(
    cast: Cast, visit: Visit
) -> None:
    take(visit.pk, by=cast.rita)
    Hold.objects.update(until=timezone.now() + timedelta(seconds=1))
    assert take(visit.pk, by=cast.rita).until > timezone.now() + timedelta(minutes=5)
    Hold.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert take(visit.pk, by=cast.hana).reviewer == cast.hana
    with pytest.raises(Refused, match="visit_on_desk"):
        release(visit.pk, by=cast.rita)
    release(visit.pk, by=cast.hana)
    assert not Hold.objects.exists()


def test_notes_beside_answers_go_back_with_the_visit_once(cast: Cast, visit: Visit) -> None:
    note(visit.pk, by=cast.rita, question="first_look", words="Which words?")
    note(visit.pk, by=cast.rita, question="first_look", words="Whose?")
    note(visit.pk, by=cast.rita, question="closing_expectation", words="Say more.")
    due = timezone.now() + timedelta(days=2)
    told = [{"name": "closing_expectation", "note": "Say why."}]
    sent = send_back(visit.pk, by=cast.rita, reason="Unclear", due=due, answers=told)
    assert {one["name"]: one["note"] for one in sent.answers} == {
        "first_look": "Which words?\nWhose?",
        "closing_expectation": "Say why.",
    }
    arrives(probed(cast.assignment), worked("W_")["answers"], visit=visit.pk, revision=2)
    follow()
    assert send_back(visit.pk, by=cast.rita, reason="Again", due=due).answers == []


def test_a_note_is_its_writers_and_no_store_reads_it(cast: Cast, visit: Visit) -> None:
    words = {"question": "first_look", "words": "Which words?"}
    assert asks(cast, cast.rita, "post", f"visits/{visit.pk}/notes", **words).status_code == 201
    (written,) = reads(cast, cast.hana, visit)["notes"]
    assert (written["words"], written["by"], written["is_mine"]) == ("Which words?", "Rita", False)
    path = f"visits/{visit.pk}/notes/{written['id']}"
    assert asks(cast, cast.hana, "delete", path).status_code == 404
    release(visit.pk, by=cast.rita)
    for person in (cast.stella, cast.mona):
        read = reads(cast, person, visit)
        assert (read["notes"], read["flags"], read["where"], read["on_desk"]) == ([], [], None, None)


def test_an_adjusted_answer_counts_and_the_shoppers_own_stays(cast: Cast, visit: Visit) -> None:
    before = visit.percent
    answers = dict(visit.current.answers)
    words = {"question": "warmth_stayed", "value": "yes", "why": "The note says so."}
    told = asks(cast, cast.rita, "post", f"visits/{visit.pk}/adjustments", **words)
    assert told.status_code == 201
    visit.refresh_from_db()
    assert visit.percent > before
    assert visit.current.answers == answers
    grade = visit.grades.get(is_current=True)
    assert (grade.reason, grade.by) == ("adjustment", cast.rita)
    read = reads(cast, cast.rita, visit)
    (made,) = read["adjustments"]
    assert (made["old"], made["new"], made["why"], made["by"]) == ("no", "yes", "The note says so.", "Rita")
    assert (made["old_shown"]["en"], made["new_shown"]["en"]) == ("No", "Yes")
    answer = answer_in(read, "warmth_stayed")
    assert (answer["value"], answer["earned"], answer["possible"]) == ("no", "5", "5")


def answer_in(read: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for section in read["sections"] for one in section["answers"] if one["name"] == name)


def test_undone_the_shoppers_answer_counts_again_with_a_snapshot_of_its_own(cast: Cast, visit: Visit) -> None:
    before = visit.percent
    first = adjust(visit.pk, by=cast.rita, question="warmth_stayed", value="yes", why="so")
    second = adjust(visit.pk, by=cast.hana, question="warmth_stayed", value=None, why="unclear")
    assert (second.old, second.new) == ("yes", None)
    assert Adjustment.objects.get(pk=first.pk).undone_at is not None
    undo(visit.pk, second.pk, by=cast.rita)
    visit.refresh_from_db()
    assert visit.percent == before
    assert visit.grades.count() == 4
    with pytest.raises(Refused, match="not_found"):
        undo(visit.pk, second.pk, by=cast.rita)


def test_a_mended_answer_is_no_longer_adjusted(cast: Cast, visit: Visit) -> None:
    adjust(visit.pk, by=cast.rita, question="warmth_stayed", value="yes", why="so")
    send_back(visit.pk, by=cast.rita, reason="Unclear", due=timezone.now() + timedelta(days=1))
    arrives(probed(cast.assignment), worked("W_")["answers"], visit=visit.pk, revision=2)
    follow()
    visit.refresh_from_db()
    assert visit.percent == Decimal("89.6237")
    assert not Adjustment.objects.filter(undone_at=None).exists()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("warmth_stayed", "perhaps"),
        ("warmth_stayed", "no"),
        ("warmth_stayed", ["yes"]),
        ("given_acts", "seat"),
        ("given_acts", ["seat", "no_such"]),
        ("open_questions", "two"),
        ("open_questions", 1.5),
        ("open_questions", True),
        ("tell_a_friend", 3),
        ("window_photo", ["other.jpg"]),
        ("wait_seconds", 1),
        ("welcome", "x"),
        ("no_such", "x"),
    ],
)
def test_a_value_that_the_question_can_not_have_is_refused(
    cast: Cast, visit: Visit, question: str, value: Any
) -> None:
    with pytest.raises(Refused, match="invalid"):
        adjust(visit.pk, by=cast.rita, question=question, value=value, why="so")
    assert not Adjustment.objects.exists()
    assert visit.grades.count() == 1


def test_where_a_wave_wants_two_people_one_does_not_do(cast: Cast, visit: Visit) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(wants_approval=True)
    assert asks(cast, cast.rita, "post", f"visits/{visit.pk}/release").json()["state"] == "in_review"
    again = asks(cast, cast.rita, "post", f"visits/{visit.pk}/release")
    assert (again.status_code, again.json()["code"]) == (409, "wants_another_person")
    assert [yes["by"] for yes in reads(cast, cast.hana, visit)["approvals"]] == ["Rita"]
    assert asks(cast, cast.hana, "post", f"visits/{visit.pk}/release").json()["state"] == "released"
    assert Entry.objects.filter(verb="visit.approved").count() == 1


def test_a_yes_is_to_the_grade_that_was_seen(cast: Cast, visit: Visit) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(wants_approval=True)
    release(visit.pk, by=cast.rita)
    adjust(visit.pk, by=cast.hana, question="warmth_stayed", value="yes", why="so")
    assert not Approval.objects.exists()
    assert release(visit.pk, by=cast.hana).state == Visit.State.IN_REVIEW
    assert release(visit.pk, by=cast.rita).state == Visit.State.RELEASED


def test_no_rule_releases_what_wants_two_people(cast: Cast) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(release_rule="at_once", wants_approval=True)
    assert arrived(cast, "P_").state == Visit.State.IN_REVIEW


def test_flags_follow_the_grade_hold_nothing_up_and_are_found_once(cast: Cast) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(release_rule="at_once")
    copied = arrived(cast, "P_")
    again = arrived(cast, "P_")
    assert (copied.state, again.state) == ("released", "released")
    assert {flag.kind for flag in again.flags.all()} == {"sealed_late", "text_copied"}
    (told,) = again.flags.get(kind="text_copied").evidence["texts"]
    assert (told["visit"], told["question"]) == (str(copied.pk), "tell_a_friend")
    flag_visit(again.pk)
    assert again.flags.count() == 2
    assert not copied.flags.filter(kind="text_copied").exists(), "it was the first to say so"
