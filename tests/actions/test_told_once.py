"""Nobody has to look whether there is news: each is told once, in her language, in one message of many lines."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from audits.actions.models import Action
from audits.actions.order import is_late
from audits.actions.services import change, tell_judges, tell_late, tell_owners
from audits.messages.models import Message
from audits.messages.wording import letter
from audits.people.models import Person, Post, Role
from audits.reviews.services import appeal, decide, recall, release, send_back
from audits.waves.board import claim, give, lapse
from audits.waves.draws import request_draw
from audits.waves.models import Assignment
from tests.cast import Cast, a_person, an_assignment
from tests.envelopes import phone_of
from tests.making import arrives, follow, probed, worked

pytestmark = pytest.mark.django_db


def told(kind: str) -> dict[str, str]:
    """Who was told of a kind of news, and how."""
    found = Message.objects.filter(kind=kind).select_related("person")
    assert all(one.person for one in found)
    return {one.person.name: said(one) for one in found if one.person}


def said(message: Message) -> str:
    assert message.person is not None
    words = letter(message.kind, message.content, language=message.person.language)
    return f"{words.title}\n{words.text}"


def action(cast: Cast, question: str = "greeted", **fields: Any) -> Action:
    fields = {"store": cast.lille, "words": "Greet at the door", **fields}
    return Action.objects.create(
        brand=cast.brand, wave=cast.wave, question=question, points=2, by=cast.mona, **fields
    )


def test_an_owner_is_told_once_of_all_the_actions_that_others_gave_her(cast: Cast) -> None:
    Person.objects.filter(pk=cast.stella.pk).update(language="fr")
    for question in ("greeted", "offered", "farewell"):
        change(action(cast, question), by=cast.mona, owner=cast.stella.pk, due=date(2031, 4, 5))
    change(action(cast, "own"), by=cast.stella, owner=cast.stella.pk)  # she knows that
    assert tell_owners() == 1
    assert tell_owners() == 0
    words = told("action.given")
    assert list(words) == ["Stella"]
    assert words["Stella"].count("– Lille: Greet at the door (5 avril 2031)") == 3
    assert words["Stella"].startswith("Des actions sont à vous : 3")
    change(Action.objects.get(question="greeted"), by=cast.mona, owner=cast.mona.pk)
    change(Action.objects.get(question="greeted"), by=cast.mona, owner=cast.stella.pk)
    assert tell_owners() == 1


def test_an_action_past_its_date_is_told_to_its_owner_and_her_regional_manager_once(cast: Cast) -> None:
    change(action(cast), by=cast.stella, owner=cast.stella.pk, due=date(2026, 5, 3))
    action(cast, "nobodys", due=date(2026, 5, 3), words="Mend the bell")
    action(cast, "in_the_south", due=date(2026, 5, 3), store=cast.nice, words="Air the room")
    action(cast, "later", due=date(2026, 5, 9))
    action(cast, "done", due=date(2026, 5, 1), state="done")
    midnight = datetime(2026, 5, 4, 0, 30, tzinfo=UTC)
    assert tell_late(now=midnight) == 0  # nobody is woken
    assert tell_late(now=midnight + timedelta(hours=6)) == 3
    assert tell_late(now=midnight + timedelta(days=2)) == 0
    words = told("action.late")
    assert set(words) == {"Stella", "Mona", "Otto"}
    assert ("Mend the bell" in words["Mona"], "Mend the bell" in words["Stella"]) == (True, False)
    assert ("Greet" in words["Otto"], "Nice: Air the room" in words["Otto"]) == (False, True)
    change(Action.objects.get(question="greeted"), by=cast.stella, due=date(2026, 5, 6))
    assert tell_late(now=midnight + timedelta(days=4)) == 1  # another day, and late again


def test_an_action_is_late_when_its_day_is_over_at_its_store() -> None:
    last_hour = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
    day = date(2026, 5, 3)
    assert [is_late(day, zone=zone, now=last_hour) for zone in ("Europe/Paris", "UTC")] == [True, False]
    assert not is_late(None, zone="UTC", now=last_hour)


def test_a_list_says_which_actions_are_overdue(cast: Cast) -> None:
    two_days_ago = timezone.now().date() - timedelta(days=2)
    late = action(cast, "warmth_stayed", due=two_days_ago)
    address = f"actions?store={cast.lille.pk}"
    assert [one["is_late"] for one in phone_of(cast, "mona").get(address).json()["results"]] == [True]
    change(late, by=cast.stella, state="done")
    assert [one["is_late"] for one in phone_of(cast, "mona").get(address).json()["results"]] == [False]


def appealed(cast: Cast) -> Any:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    release(visit.pk, by=cast.rita)
    follow()
    return appeal(visit.pk, by=cast.stella, question="warmth_stayed", ground="facts", words="She waved.")


def test_whoever_appealed_is_told_what_became_of_it_and_why(cast: Cast) -> None:
    made = appealed(cast)
    decide(made.pk, by=cast.hana, overturn=True, answer="The note says so, too.", value="yes")
    follow()
    words = told("appeal.decided")
    assert list(words) == ["Stella"]
    assert "Outcome: overturned.\nThe reason: The note says so, too." in words["Stella"]
    for name in ("Sasha", "SA-sasha", "sasha@"):
        assert name not in words["Stella"]


def test_whoever_has_left_the_store_is_not_told_of_its_appeal(cast: Cast) -> None:
    made = appealed(cast)
    Post.objects.filter(person=cast.stella).delete()
    decide(made.pk, by=cast.hana, overturn=False, answer="It stands.")
    follow()
    assert told("appeal.decided") == {}


def test_an_appeal_due_soon_is_told_once_to_those_who_may_decide_it(cast: Cast) -> None:
    a_person("rosa", cast.brand, Role.REVIEWER)
    made = appealed(cast)
    assert tell_judges(now=made.due - timedelta(days=3)) == 0
    assert tell_judges(now=made.due - timedelta(days=1)) == 1
    assert tell_judges(now=made.due + timedelta(days=1)) == 0
    words = told("appeal.due")
    assert set(words) == {"Rosa", "Hana"}  # Rita reviewed the visit; Zoe is of another brand
    assert "– Lille: " in words["Rosa"]


def test_a_visit_given_by_hand_is_told_to_its_shopper(cast: Cast) -> None:
    offered = an_assignment(cast.wave, cast.nice, None)
    give(offered.pk, cast.sam, by=cast.hana)
    follow()
    follow()
    assert list(told("given")) == ["Sam"]
    assert "Maison Vaudrey has given you a visit to Nice" in told("given")["Sam"]


def test_a_draw_tells_each_shopper_once_how_many_visits_are_hers(cast: Cast) -> None:
    Assignment.objects.filter(pk=cast.assignment.pk).delete()
    cast.wave.visits_per_store = 1
    cast.wave.save()
    request_draw(cast.wave, seed=1, fill="draw", offer_rest=True, by=cast.hana)
    follow()
    drawn = Assignment.objects.filter(state="assigned")
    words = told("drawn")
    assert drawn.count() == 3
    assert set(words) == {one.shopper.name for one in drawn.select_related("shopper") if one.shopper}
    for name, text in words.items():
        assert f"How many: {drawn.filter(shopper__name=name).count()}." in text
    request_draw(cast.wave, seed=2, fill="draw", offer_rest=True, by=cast.hana)  # nothing was left to draw
    follow()
    assert told("drawn") == words


def test_a_claim_that_is_over_is_told_to_whose_it_was(cast: Cast) -> None:
    Assignment.objects.filter(pk=cast.assignment.pk).delete()
    now = timezone.now()
    offered = an_assignment(cast.wave, cast.lille, None)
    until = claim(offered.pk, by=cast.sasha, now=now).claim_until
    assert until is not None and until < offered.window_to
    assert lapse(now=until + timedelta(minutes=1)) == 1
    follow()
    assert list(told("lapsed")) == ["Sasha"]
    assert lapse(now=offered.window_to + timedelta(days=3)) > 0  # nobody’s any more
    follow()
    assert list(told("lapsed")) == ["Sasha"]


def test_a_shopper_is_told_that_nothing_is_left_to_mend(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    send_back(visit.pk, by=cast.rita, reason="Unclear", due=timezone.now() + timedelta(days=1))
    recall(visit.pk, by=cast.hana)
    follow()
    assert told("recalled")["Sasha"].startswith("Nothing left to mend: Lille")
