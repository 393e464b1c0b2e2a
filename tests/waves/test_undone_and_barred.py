"""What a visit says of itself: it could not be done, or its shopper was recognised."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audits.journal.models import Entry
from audits.people.shoppers import Bar
from audits.visits.models import Visit
from audits.visits.services import bar_if_recognised, offer_for_withdrawn, withdraw_visit
from audits.waves.gathering import gather
from audits.waves.models import Assignment
from audits.waves.offers import weigh
from tests.cast import Cast, an_assignment
from tests.envelopes import phone_of
from tests.making import arrives, follow, probed, worked
from tests.waves.programme import a_programme

pytestmark = pytest.mark.django_db


def answers(**more: Any) -> dict[str, Any]:
    return worked("P_")["answers"] | more


def sent(cast: Cast, *, revision: int = 1, visit: Any = None, **more: Any) -> Visit:
    """Sasha's visit at Lille, with everything that follows."""
    made = arrives(probed(cast.assignment), answers(**more), revision=revision, visit=visit)
    follow()
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("outcome", ["closed", "refused_entry", "unsafe"])
def test_a_visit_that_could_not_be_done_offers_another(cast: Cast, outcome: str) -> None:
    visit = sent(cast, visit_outcome=outcome)
    assert visit.outcome == outcome
    (fresh,) = Assignment.objects.filter(replaces=cast.assignment)
    assert (fresh.state, fresh.shopper_id, fresh.store_id) == ("open", None, cast.lille.pk)
    assert fresh.window_to == cast.assignment.window_to
    assert Entry.objects.get(verb="visit.undone").detail == {"outcome": outcome}


def test_a_visit_that_was_made_says_nothing_and_offers_nothing(cast: Cast) -> None:
    assert sent(cast, visit_outcome="going_in").outcome == ""
    assert not Assignment.objects.filter(replaces=cast.assignment).exists()


def test_a_wave_that_is_over_offers_nothing(cast: Cast) -> None:
    today = timezone.now().date()
    cast.wave.opens, cast.wave.closes = today - timedelta(days=9), today - timedelta(days=1)
    cast.wave.save()
    assert sent(cast, visit_outcome="closed").outcome == "closed"
    assert not Assignment.objects.filter(replaces=cast.assignment).exists()


def test_a_mended_visit_that_was_done_after_all_takes_the_offer_back(cast: Cast) -> None:
    first = sent(cast, visit_outcome="closed")
    mended = sent(cast, visit=first.pk, revision=2, visit_outcome="going_in")
    assert mended.outcome == ""
    (fresh,) = Assignment.objects.filter(replaces=cast.assignment)
    assert fresh.state == "withdrawn"


def test_a_withdrawn_visit_leaves_its_store_to_another(cast: Cast) -> None:
    visit = sent(cast, visit_outcome="going_in")
    withdraw_visit(visit=visit.pk, by=cast.hana, reason="It was never made.")
    follow()
    (fresh,) = Assignment.objects.filter(replaces=cast.assignment)
    assert (fresh.state, fresh.store_id) == ("open", cast.lille.pk)
    ((_, _, rules),) = weigh(fresh, [cast.sasha], now=timezone.now())
    assert [rule.rule for rule in rules if not rule.allows] == ["store_lockout"]
    offer_for_withdrawn(visit.pk)  # again is harmless
    assert Assignment.objects.filter(replaces=cast.assignment).count() == 1


def test_of_two_visits_on_one_assignment_the_other_stands_for_the_store(cast: Cast) -> None:
    sent(cast, visit_outcome="going_in")
    twice = sent(cast, visit_outcome="going_in")
    withdraw_visit(visit=twice.pk, by=cast.hana, reason="The same visit, sent twice.")
    follow()
    assert not Assignment.objects.filter(replaces=cast.assignment).exists()


def test_a_brand_names_its_own_question_and_outcomes(cast: Cast) -> None:
    cast.brand.policy = {"outcome_question": "door", "undone_outcomes": ["shut"]}
    cast.brand.save()
    assert sent(cast, visit_outcome="closed", door="shut").outcome == "shut"


def test_the_store_that_was_closed_is_not_locked_for_her(cast: Cast) -> None:
    programme = a_programme(cast, rules={"store_days": 90})
    Assignment.objects.filter(pk=cast.assignment.pk).update(state="assigned", wave=programme.wave)
    cast.assignment.refresh_from_db()
    sent(cast, visit_outcome="closed")
    (fresh,) = Assignment.objects.filter(replaces=cast.assignment)
    ((_, _, rules),) = weigh(fresh, [cast.sasha], now=timezone.now())
    assert all(rule.allows for rule in rules)


def test_whoever_was_recognised_never_visits_that_store_again(cast: Cast) -> None:
    visit = sent(cast, recognised="yes")
    assert visit.is_held
    (barred,) = Bar.objects.all()
    assert (barred.person, barred.store, barred.reason) == (cast.sasha, cast.lille, "recognised")
    assert barred.visit == visit.pk
    today = timezone.now().date()
    facts = gather(cast.wave, first=today, last=today, shoppers=[cast.sasha], places=[])
    assert [one.store for one in facts.bars] == [cast.lille.pk]
    bar_if_recognised(visit.pk)
    assert Bar.objects.count() == 1


def test_nobody_is_barred_who_was_not_recognised(cast: Cast) -> None:
    sent(cast, recognised="no")
    assert not Bar.objects.exists()


def test_a_bar_that_rests_on_a_mistake_is_lifted_with_it(cast: Cast) -> None:
    first = sent(cast, recognised="yes")
    sent(cast, visit=first.pk, revision=2, recognised="no")
    assert Bar.objects.get().lifted_at is not None


def test_schedulers_bar_and_lift_and_name_companions(cast: Cast) -> None:
    hana = phone_of(cast, "hana")
    made = hana.post(f"shoppers/{cast.sasha.pk}/bars", {"store": str(cast.nice.pk), "reason": "friend"})
    assert made.status_code == 201, made.content
    (one,) = made.json()["bars"]
    assert (one["store"]["name"], one["reason"], one["lifted_at"]) == ("Nice", "friend", None)
    assert hana.post(f"bars/{one['id']}/lift", {}).status_code == 204
    named = hana.client.put(
        f"/api/v1/shoppers/{cast.sasha.pk}/companions/{cast.sam.pk}", headers=hana.headers
    )
    assert named.json()["companions"] == [{"id": str(cast.sam.pk), "name": "Sam"}]
    told = hana.get("shoppers?q=sa").json()["results"]
    assert [line["name"] for line in told] == ["Sam", "Sasha"]
    assert told[0]["companions"] == [{"id": str(cast.sasha.pk), "name": "Sasha"}]
    assert told[1]["bars"][0]["lifted_at"]


def test_only_schedulers_of_her_brand_know_who_a_shopper_is(cast: Cast) -> None:
    own = f"shoppers/{cast.sasha.pk}"
    assert phone_of(cast, "zoe").get(own).status_code == 404
    assert phone_of(cast, "zoe").get("shoppers").json()["results"] == []
    for name in ("sasha", "rita", "stella", "mona"):
        assert phone_of(cast, name).get("shoppers").status_code == 403
        assert phone_of(cast, name).get(own).status_code == 403
    bars = {"store": str(cast.elsewhere.pk), "reason": "x"}
    assert phone_of(cast, "hana").post(f"{own}/bars", bars).status_code == 404


def test_reviewers_rate_visits_and_a_wave_may_ask_for_the_mean(cast: Cast) -> None:
    programme = a_programme(cast, rules={"least_rating": "3.5"})
    Assignment.objects.filter(pk=cast.assignment.pk).update(state="assigned")
    visits = [sent(cast), arrives(an_assignment(cast.wave, cast.rouen, cast.sasha), answers())]
    rita = phone_of(cast, "rita")
    for visit, rating in ((visits[0], 2), (visits[1], 5), (visits[0], 1)):
        address = f"/api/v1/visits/{visit.pk}/rating"
        rated = rita.client.put(
            address, {"rating": rating}, content_type="application/json", headers=rita.headers
        )
        assert rated.status_code == 204, rated.content
    assert rita.get(f"visits/{visits[0].pk}").json()["rating"] == 1
    assert phone_of(cast, "mona").get(f"visits/{visits[0].pk}").json().get("rating") is None
    cast.sasha.profile.refresh_from_db()
    assert (str(cast.sasha.profile.rating), cast.sasha.profile.rated) == ("3.00", 2)
    told = phone_of(cast, "hana").get(
        f"{programme.address}/eligibility?store={cast.nice.pk}&shopper={cast.sasha.pk}"
    )
    against = [one for one in told.json()["rules"] if not one["allows"]]
    assert against == [{"rule": "rating", "allows": False, "fact": {"rating": 3.0, "least": 3.5}}]
    for name in ("sasha", "mona", "stella"):
        stranger = phone_of(cast, name)
        refused = stranger.client.put(
            f"/api/v1/visits/{visits[0].pk}/rating",
            {"rating": 5},
            content_type="application/json",
            headers=stranger.headers,
        )
        assert refused.status_code == 403
