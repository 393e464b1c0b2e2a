"""Sasha looks at the board, claims for a limited time, gives back; what lapses is offered again."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from audits.journal.models import Entry
from audits.people.profiles import bar, describe
from audits.reactions import keep_time
from audits.refusals import Refused
from audits.waves.board import claim, lapse
from audits.waves.models import Invitation
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of, seal
from tests.waves.programme import PARIS, Programme, a_programme, an_offer

pytestmark = pytest.mark.django_db
HER_OFFER = {
    *("id", "store", "region", "brand", "wave", "checklist", "edition", "window", "daypart", "fee"),
    *("expense_limit", "currency", "claim_hours", "km", "invited", "may", "why_not", "quiz", "languages"),
}


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return a_programme(cast, dayparts={"morning": ["09:00", "12:00"]}, rules={"store_days": 90})


@pytest.fixture
def sasha(cast: Cast) -> Phone:
    return phone_of(cast, "sasha")


def test_the_board_shows_what_she_may_have_first_and_why_not(programme: Programme, sasha: Phone) -> None:
    cast = programme.cast
    lille, nice = an_offer(programme, daypart="morning"), an_offer(programme, cast.nice)
    rouen = an_offer(programme, cast.rouen)
    bar(person=cast.sasha.pk, brand=cast.brand.pk, store=cast.rouen.pk, reason="recognised", by=None)
    told = sasha.get("board").json()["results"]
    assert [one["id"] for one in told] == [str(lille.pk), str(nice.pk), str(rouen.pk)]
    assert [one["may"] for one in told] == [True, True, False]
    assert set(told[0]) == HER_OFFER
    assert told[0]["km"] == pytest.approx(204.6, abs=1)
    assert told[0]["daypart"] == {"name": "morning", "from": "09:00", "to": "12:00"}
    assert told[0]["region"] == "North"
    assert told[2]["why_not"] == [{"rule": "barred", "fact": {}}]  # HQ's word is HQ's
    assert phone_of(cast, "hana").get("board").status_code == 403


def test_what_is_too_far_for_her_is_not_on_her_phone(programme: Programme, sasha: Phone) -> None:
    describe(programme.cast.sasha, by=programme.cast.sasha, reach_km=250)
    an_offer(programme, programme.cast.nice)
    lille = an_offer(programme)
    assert [one["id"] for one in sasha.get("sync").json()["offers"]] == [str(lille.pk)]


def test_a_shopper_whose_home_nobody_knows_sees_the_whole_board(programme: Programme, sasha: Phone) -> None:
    describe(programme.cast.sasha, by=programme.cast.sasha, lat=None, lon=None)
    offers = {str(an_offer(programme).pk), str(an_offer(programme, programme.cast.nice).pk)}
    assert {one["id"] for one in sasha.get("board").json()["results"]} == offers


def test_another_brands_board_is_not_hers(programme: Programme, sasha: Phone) -> None:
    assert sasha.get("board").json()["results"] == []
    foreign = programme.cast.other_assignment
    assert sasha.post(f"assignments/{foreign.pk}/claim", {}).status_code == 404


def test_a_claim_is_hers_for_a_limited_time_and_nobody_elses(programme: Programme, sasha: Phone) -> None:
    offer = an_offer(programme)
    claimed = sasha.post(f"assignments/{offer.pk}/claim", {})
    assert claimed.status_code == 200, claimed.content
    until = timezone.now() + timedelta(hours=48)
    told = claimed.json()
    assert told["id"] == str(offer.pk)
    assert told["claim_until"][:13] == until.isoformat()[:13]
    assert sasha.post(f"assignments/{offer.pk}/claim", {}).status_code == 200  # a double tap
    late = phone_of(programme.cast, "sam").post(f"assignments/{offer.pk}/claim", {})
    assert (late.status_code, late.json()["code"]) == (409, "assignment_taken")
    news = sasha.get("sync").json()
    assert [one["id"] for one in news["assignments"]] == [str(offer.pk)]
    assert news["assignments"][0] == told
    assert news["offers"] == []
    assert Entry.objects.filter(verb="assignment.claimed", by=programme.cast.sasha).count() == 1


def test_a_claim_that_a_rule_forbids_is_refused_with_the_rule(programme: Programme, sasha: Phone) -> None:
    an_assignment(programme.wave, programme.cast.lille, programme.cast.sasha)
    answer = sasha.post(f"assignments/{an_offer(programme).pk}/claim", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_eligible")
    (rule,) = answer.json()["rules"]
    assert rule["rule"] == "store_lockout"
    assert rule["fact"]["days"] == 90


def test_what_a_quota_wants_only_who_is_that_may_claim(programme: Programme, sasha: Phone) -> None:
    offer = an_offer(programme, wants={"age": "18-29"})
    refused = sasha.post(f"assignments/{offer.pk}/claim", {}).json()
    assert refused["rules"] == [{"rule": "quota", "fact": {"asked": {"age": "18-29"}}}]
    assert phone_of(programme.cast, "sam").post(f"assignments/{offer.pk}/claim", {}).status_code == 200


def test_what_she_gives_back_is_open_to_all(programme: Programme, sasha: Phone) -> None:
    offer = an_offer(programme)
    sasha.post(f"assignments/{offer.pk}/claim", {})
    for _ in range(2):
        assert sasha.post(f"assignments/{offer.pk}/give-back", {"reason": "ill"}).status_code == 204
    offer.refresh_from_db()
    assert (offer.state, offer.shopper_id, offer.claim_until) == ("open", None, None)
    sam = phone_of(programme.cast, "sam")
    assert sam.post(f"assignments/{offer.pk}/claim", {}).status_code == 200
    assert sasha.post(f"assignments/{offer.pk}/give-back", {}).status_code == 204  # not hers: nothing happens
    offer.refresh_from_db()
    assert offer.shopper_id == programme.cast.sam.pk


def test_a_visited_assignment_cannot_be_given_back(programme: Programme, sasha: Phone) -> None:
    offer = an_offer(programme)
    sasha.post(f"assignments/{offer.pk}/claim", {})
    sasha.put(seal(assignment=offer.pk, edition=programme.cast.edition.sha256))
    answer = sasha.post(f"assignments/{offer.pk}/give-back", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "assignment_visited")


def test_a_claim_lapses_unless_a_visit_came_and_is_offered_again(programme: Programme, sasha: Phone) -> None:
    kept, lost = an_offer(programme), an_offer(programme, programme.cast.nice)
    for one in (kept, lost):
        sasha.post(f"assignments/{one.pk}/claim", {})
    sasha.put(seal(assignment=kept.pk, edition=programme.cast.edition.sha256))
    assert lapse(timezone.now() + timedelta(hours=47)) == 0
    later = timezone.now() + timedelta(hours=49)
    assert (lapse(later), lapse(later)) == (1, 0)
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.state, lost.state, lost.shopper_id) == ("visited", "open", None)
    (line,) = Entry.objects.filter(verb="assignment.lapsed")
    assert line.detail["shopper"] == str(programme.cast.sasha.pk)
    assert phone_of(programme.cast, "sam").post(f"assignments/{lost.pk}/claim", {}).status_code == 200


def test_what_nobody_visited_in_its_window_lapses_for_good(programme: Programme) -> None:
    now = timezone.now()
    past = {"window_from": now - timedelta(days=9), "window_to": now - timedelta(days=1)}
    open_one = an_offer(programme, **past)
    given = an_assignment(programme.wave, programme.cast.nice, programme.cast.sam, **past)
    assert lapse(now) == 1
    assert lapse(now + timedelta(days=2)) == 1  # a phone may still bring what it holds
    for one in (open_one, given):
        one.refresh_from_db()
        assert one.state == "lapsed"
    with pytest.raises(Refused, match="assignment_taken"):
        claim(open_one.pk, by=programme.cast.sam)


def test_a_shopper_is_invited_once_and_may_decline(programme: Programme, sasha: Phone) -> None:
    cast, offer = programme.cast, an_offer(programme)
    hana = phone_of(cast, "hana")
    asked = f"assignments/{offer.pk}/invite"
    assert hana.post(asked, {"shoppers": [str(cast.sasha.pk), str(cast.zoe.pk)]}).json() == {"invited": 1}
    # who is as near as another is told in a fixed order, and who was told already is not told again
    told = hana.post(asked, {"nearest": 2}).json()["invited"]
    assert told in (1, 2)
    assert hana.post(asked, {"nearest": 2}).json() == {"invited": 0}
    assert Entry.objects.filter(verb="assignment.invited").count() == Invitation.objects.count() == 1 + told
    assert sasha.get("board").json()["results"][0]["invited"] is True
    assert sasha.post(f"assignments/{offer.pk}/decline", {}).status_code == 204
    assert sasha.get("board").json()["results"][0]["invited"] is False
    assert phone_of(cast, "rita").post(asked, {"nearest": 2}).status_code == 403


def test_schedulers_give_by_hand_under_the_same_rules_and_take_away(programme: Programme) -> None:
    cast, offer = programme.cast, an_offer(programme, wants={"age": "18-29"})
    hana = phone_of(cast, "hana")
    refused = hana.post(f"assignments/{offer.pk}/give", {"shopper": str(cast.sasha.pk)})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_eligible")
    assert refused.json()["rules"][0]["fact"]["hers"] == {"age": "30-44"}
    given = hana.post(f"assignments/{offer.pk}/give", {"shopper": str(cast.sam.pk)})
    assert (given.json()["state"], given.json()["shopper"]) == ("assigned", str(cast.sam.pk))
    taken = hana.post(f"assignments/{offer.pk}/offer", {})
    assert (taken.json()["state"], taken.json()["shopper"]) == ("open", None)
    assert hana.post(f"assignments/{offer.pk}/give", {"shopper": str(cast.rita.pk)}).status_code == 404


def test_the_board_is_on_the_phone_as_of_the_last_news(programme: Programme, sasha: Phone) -> None:
    offer, barred = an_offer(programme), an_offer(programme, programme.cast.nice)
    bar(
        person=programme.cast.sasha.pk,
        brand=programme.cast.brand.pk,
        store=programme.cast.nice.pk,
        reason="recognised",
        by=None,
    )
    first = sasha.get("sync")
    (told,) = first.json()["offers"]
    assert told["id"] == str(offer.pk)
    assert set(told) == HER_OFFER
    assert sasha.get("sync", If_None_Match=first["ETag"]).status_code == 304
    claim(offer.pk, by=programme.cast.sam)
    assert sasha.get("sync", If_None_Match=first["ETag"]).json()["offers"] == []
    assert barred.state == "open"


def test_homes_and_reach_are_hers_to_say(programme: Programme, sasha: Phone) -> None:
    changed = sasha.client.patch(
        "/api/v1/me/profile",
        {"reach_km": 30, "lat": PARIS["lat"], "lon": PARIS["lon"], "traits": {"age": "18-29"}},
        content_type="application/json",
        headers=sasha.headers,
    )
    assert changed.json()["reach_km"] == 30
    assert "traits" not in changed.json()  # what she is, schedulers say
    programme.cast.sasha.profile.refresh_from_db()
    assert programme.cast.sasha.profile.traits == {"age": "30-44"}


def test_the_clock_lapses_what_is_due_at_most_once_a_minute(programme: Programme) -> None:
    now = timezone.now()
    past = {"window_from": now - timedelta(days=9), "window_to": now - timedelta(days=1)}
    cache.delete("clock-lapse")
    first = an_offer(programme, **past)
    keep_time()
    second = an_offer(programme, **past)
    keep_time()
    states = [type(one).objects.get(pk=one.pk).state for one in (first, second)]
    assert states == ["lapsed", "open"]
    cache.delete("clock-lapse")  # a minute later
    keep_time()
    second.refresh_from_db()
    assert second.state == "lapsed"
