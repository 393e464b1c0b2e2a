"""Appeals: a store objects to one answer, somebody else than the reviewer decides, all who read see it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audits.people.models import Person, Role
from audits.refusals import Refused
from audits.reviews.models import Appeal
from audits.reviews.services import adjust, appeal, decide, release, withdraw_appeal
from audits.scorecards.models import Scorecard
from audits.visits.models import Visit
from audits.waves.models import Wave
from tests.cast import Cast, a_person, an_assignment
from tests.making import arrives, follow, worked


def released(cast: Cast, store: Any = None) -> Visit:
    told = worked("P_")
    assignment = an_assignment(cast.wave, store or cast.lille, cast.sasha, scenario=told["scenario"])
    visit = arrives(assignment, told["answers"])
    follow()
    release(visit.pk, by=cast.rita)
    follow()
    visit.refresh_from_db()
    return visit


@pytest.fixture
def visit(cast: Cast) -> Visit:
    """Sasha's visit of Lille, released by Rita."""
    return released(cast)


def asks(cast: Cast, person: Person, method: str, path: str, **words: Any) -> Any:
    body = {"data": json.dumps(words), "content_type": "application/json"} if method != "get" else {}
    return getattr(Client(), method)(f"/api/v1/{path}", **body, headers=cast.bearer(person))


def objects(cast: Cast, visit: Visit, question: str = "warmth_stayed") -> Appeal:
    return appeal(visit.pk, by=cast.stella, question=question, ground="facts", words="It was another store.")


def test_an_overturned_appeal_changes_the_scorecard_and_keeps_its_history(cast: Cast, visit: Visit) -> None:
    before = visit.percent
    words = {"question": "warmth_stayed", "ground": "facts", "words": "The advisor waved."}
    made = asks(cast, cast.stella, "post", f"visits/{visit.pk}/appeals", **words)
    assert made.status_code == 201
    (line,) = asks(cast, cast.hana, "get", "appeals?state=open").json()["results"]
    assert (line["id"], line["code"], line["store"]["name"]) == (made.json()["id"], "H5", "Lille")
    said = {"outcome": "overturned", "answer": "The note says so, too.", "value": "yes"}
    assert asks(cast, cast.hana, "post", f"appeals/{line['id']}/decide", **said).status_code == 204
    follow()
    visit.refresh_from_db()
    assert visit.percent > before
    assert visit.state == Visit.State.RELEASED
    assert list(visit.grades.order_by("pk").values_list("reason", flat=True)) == ["first", "appeal"]
    card = Scorecard.objects.get(store=cast.lille, wave=cast.wave)
    assert (card.n, round(card.score, 4)) == (1, float(visit.percent))
    for reader in (cast.stella, cast.mona, cast.rita):
        read = asks(cast, reader, "get", f"visits/{visit.pk}").json()
        (told,) = read["appeals"]
        assert (told["state"], told["answer"], told["decided_by"]) == (
            "overturned",
            "The note says so, too.",
            "Hana",
        )
        assert read["adjustments"][0]["new_shown"]["en"] == "Yes"


def test_whoever_reviewed_a_visit_does_not_decide_its_appeals(cast: Cast, visit: Visit) -> None:
    made = objects(cast, visit)
    said = {"outcome": "upheld", "answer": "It stands."}
    own = asks(cast, cast.rita, "post", f"appeals/{made.pk}/decide", **said)
    assert (own.status_code, own.json()["code"]) == (409, "appeal_of_own_review")
    assert asks(cast, cast.rita, "get", f"visits/{visit.pk}").json()["judges"] is False
    assert asks(cast, cast.hana, "get", f"visits/{visit.pk}").json()["judges"] is True
    decide(made.pk, by=cast.hana, overturn=False, answer="It stands.")
    with pytest.raises(Refused, match="appeal_not_open"):
        decide(made.pk, by=cast.hana, overturn=True, answer="No.", value="yes")
    visit.refresh_from_db()
    assert visit.grades.count() == 1


def test_a_yes_that_was_taken_back_is_a_hand_in_the_review_all_the_same(cast: Cast) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(wants_approval=True)
    rosa = a_person("rosa", cast.brand, Role.REVIEWER)
    told = worked("P_")
    of_lille = an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told["scenario"])
    visit = arrives(of_lille, told["answers"])
    follow()
    release(visit.pk, by=rosa)
    adjust(visit.pk, by=cast.rita, question="warmth_stayed", value="yes", why="So she said.")
    release(visit.pk, by=cast.rita)
    release(visit.pk, by=cast.hana)
    made = objects(cast, visit, "first_look")
    assert asks(cast, rosa, "get", f"visits/{visit.pk}").json()["judges"] is False
    with pytest.raises(Refused, match="appeal_of_own_review"):
        decide(made.pk, by=rosa, overturn=False, answer="It stands.")


def test_judging_one_appeal_does_not_bar_from_the_next(cast: Cast, visit: Visit) -> None:
    first, second = objects(cast, visit), objects(cast, visit, "used_what_you_told")
    decide(first.pk, by=cast.hana, overturn=True, answer="So it was.", value="yes")
    decided = decide(second.pk, by=cast.hana, overturn=True, answer="So it was.", value="yes")
    assert decided.state == Appeal.State.OVERTURNED


def test_only_the_stores_own_manager_appeals_and_only_what_was_released(cast: Cast) -> None:
    told = worked("P_")
    visit = arrives(
        an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told["scenario"]), told["answers"]
    )
    follow()
    words = {"question": "warmth_stayed", "ground": "facts", "words": "x"}
    path = f"visits/{visit.pk}/appeals"
    assert asks(cast, cast.stella, "post", path, **words).status_code == 404
    release(visit.pk, by=cast.rita)
    stranger = a_person("solange", cast.brand, Role.STORE, store=cast.nice)
    people = (cast.mona, cast.hana, cast.rita, cast.sasha, stranger)
    statuses = {person.name: asks(cast, person, "post", path, **words).status_code for person in people}
    assert statuses == {"Mona": 403, "Hana": 403, "Rita": 403, "Sasha": 403, "Solange": 404}
    assert asks(cast, cast.stella, "post", path, **words).status_code == 201
    again = asks(cast, cast.stella, "post", path, **words)
    assert (again.status_code, again.json()["code"]) == (409, "appealed_already")


def test_a_store_has_so_many_appeals_a_wave_and_a_withdrawn_one_comes_back(cast: Cast, visit: Visit) -> None:
    Wave.objects.filter(pk=cast.wave.pk).update(appeals_per_store=2)
    first = objects(cast, visit)
    objects(cast, released(cast), "first_look")
    with pytest.raises(Refused, match="appeals_used_up"):
        objects(cast, visit, "distrusted")
    read = asks(cast, cast.stella, "get", f"visits/{visit.pk}").json()["appealing"]
    assert (read["left"], read["of"], read["against"]) == (0, 2, "appeals_used_up")
    withdraw_appeal(first.pk, by=cast.stella)
    assert objects(cast, visit, "distrusted").state == Appeal.State.OPEN


def test_the_time_for_appeals_ends_with_whole_weeks(cast: Cast, visit: Visit) -> None:
    wave = cast.wave
    until = asks(cast, cast.stella, "get", f"visits/{visit.pk}").json()["appealing"]["until"]
    assert until[11:19] == "00:00:00", "midnight at the store"
    Visit.objects.filter(pk=visit.pk).update(
        released_at=timezone.now() - timedelta(days=wave.appeal_days + 8)
    )
    with pytest.raises(Refused, match="appeal_too_late"):
        objects(cast, visit)


def test_an_appeal_is_withdrawn_by_whoever_made_it(cast: Cast, visit: Visit) -> None:
    made = objects(cast, visit)
    assert asks(cast, cast.hana, "post", f"appeals/{made.pk}/withdraw").status_code == 403
    other = a_person("solange", cast.brand, Role.STORE, store=cast.rouen)
    assert asks(cast, other, "post", f"appeals/{made.pk}/withdraw").status_code == 404
    assert asks(cast, cast.stella, "post", f"appeals/{made.pk}/withdraw").status_code == 204
    with pytest.raises(Refused, match="appeal_not_open"):
        decide(made.pk, by=cast.hana, overturn=False, answer="x")


def test_appeals_are_listed_to_those_who_read_their_visits_page_by_page(cast: Cast) -> None:
    for _ in range(3):
        objects(cast, released(cast))
    seen, cursor = 0, ""
    while cursor is not None:
        page = asks(cast, cast.mona, "get", f"appeals?limit=2&cursor={cursor}").json()
        seen, cursor = seen + len(page["results"]), page["next"] and page["next"].replace("+", "%2B")
    assert seen == 3
    assert asks(cast, cast.otto, "get", "appeals").json()["results"] == []
    assert asks(cast, cast.zoe, "get", "appeals").json()["results"] == []
