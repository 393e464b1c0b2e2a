"""Hana plans a wave, sees what can't be filled and why, draws it, and draws again what is left."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audits.journal.models import Entry
from audits.people.profiles import bar, befriend
from audits.waves import draws, writing
from audits.waves.board import claim
from audits.waves.briefs import write_scenario
from audits.waves.models import Assignment, Draw
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of
from tests.making import follow
from tests.waves.programme import a_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(cast: Cast) -> Phone:
    return phone_of(cast, "hana")


def test_a_plan_writes_nothing_and_says_what_a_draw_will_do(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    planned = hana.post(f"{programme.address}/plan", {"seed": 7})
    assert planned.status_code == 200, planned.content
    told = planned.json()
    assert (told["stores"], told["wanted"], told["filled"], told["unfilled"]) == (3, 3, 3, 0)
    assert told["shoppers"] == {"all": 3, "eligible": 3}
    assert told["fees"] == {"total": "120.00", "currency": "EUR"}
    assert {line["name"]: line["wanted"] for line in told["regions"]} == {"North": 2, "South": 1}
    assert programme.made == []
    assert not Draw.objects.exists()


def test_a_draw_does_what_its_plan_said_and_again_draws_nothing(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast, visits_per_store=2)
    planned = hana.post(f"{programme.address}/plan", {"seed": 7}).json()
    drawn = hana.post(f"{programme.address}/draw", {"seed": 7})
    assert (drawn.status_code, drawn.json()["state"]) == (201, "done")
    report = drawn.json()["report"]
    assert (report["drawn"], report["filled"]) == (planned["filled"], planned["filled"]) == (6, 6)
    assert drawn.json()["slots_done"] == drawn.json()["slots"] == 6
    for store, n in Counter(one.store_id for one in programme.made).items():
        shoppers = {one.shopper_id for one in programme.made if one.store_id == store}
        assert len(shoppers) == n == 2  # nobody twice at a store
    again = hana.post(f"{programme.address}/draw", {"seed": 7}).json()["report"]
    assert (again["to_draw"], again["drawn"], again["made"]) == (0, 0, 6)
    assert len(programme.made) == 6
    told = phone_of(cast, "sasha").get("sync").json()["assignments"]
    assert all(one["fee"] == "40.00" for one in told)


def test_the_same_seed_on_the_same_facts_draws_the_same(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast, visits_per_store=2)

    def drawn(seed: int) -> list[tuple[Any, Any]]:
        hana.post(f"{programme.address}/draw", {"seed": seed})
        made = [(one.store_id, one.shopper_id) for one in programme.made]
        Assignment.objects.filter(wave=programme.wave).delete()
        return sorted(made)

    assert drawn(5) == drawn(5)
    assert len({tuple(drawn(seed)) for seed in range(6)}) > 1


def test_what_cant_be_filled_is_explained_and_offered(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast, rules={"most_visits": 1, "store_days": 180}, visits_per_store=1)
    bar(person=programme.sue.pk, brand=cast.brand.pk, store=None, reason="left", by=cast.hana)
    an_assignment(cast.wave, cast.nice, cast.sam)
    told = hana.post(f"{programme.address}/plan", {"seed": 1}).json()
    assert (told["filled"], told["unfilled"]) == (2, 1)
    (line,) = told["stores_unfilled"]
    assert line["reasons"]["barred"] == 1
    assert told["reasons"]["barred"] == 1
    report = hana.post(f"{programme.address}/draw", {"seed": 1}).json()["report"]
    assert (report["drawn"], report["opened"]) == (2, 1)
    (open_one,) = [one for one in programme.made if one.state == "open"]
    assert str(open_one.store_id) == line["store"]["id"]


def test_drawing_again_gives_what_was_open(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    first = hana.post(f"{programme.address}/draw", {"fill": "board"}).json()["report"]
    assert (first["drawn"], first["opened"], first["unfilled"]) == (0, 3, 3)
    offered = {one.pk for one in programme.made}
    claimed = next(one for one in programme.made if one.store_id == cast.lille.pk)
    claim(claimed.pk, by=cast.sasha)
    second = hana.post(f"{programme.address}/draw", {}).json()["report"]
    assert (second["made"], second["drawn"], second["opened"]) == (1, 2, 0)
    assert {one.pk for one in programme.made} == offered
    claimed.refresh_from_db()
    assert claimed.shopper_id == cast.sasha.pk


def test_quotas_shape_the_visits_and_bind_whoever_claims(cast: Cast, hana: Phone) -> None:
    terms = {
        "dayparts": {"morning": ["09:00", "12:00"]},
        "quotas": [{"daypart": "morning", "least": 1}, {"trait": {"age": "18-29"}, "least": 1}],
        "visits_per_store": 2,
    }
    programme = a_programme(cast)
    changed = hana.client.patch(
        f"/api/v1/{programme.address}", terms, content_type="application/json", headers=hana.headers
    )
    assert changed.status_code == 200, changed.content
    told = hana.post(f"{programme.address}/draw", {"seed": 3}).json()["report"]
    assert [(one["least"], one["wanted"], one["filled"]) for one in told["quotas"]] == [(1, 3, 3), (1, 3, 3)]
    young = [one for one in programme.made if one.wants == {"age": "18-29"}]
    assert {one.shopper_id for one in young} == {cast.sam.pk}
    assert Counter(one.daypart for one in programme.made) == {"morning": 3, "": 3}
    narrow = hana.client.patch(
        f"/api/v1/{programme.address}",
        {"visits_per_store": 1, "quotas": [{"trait": {"age": one}, "least": 1} for one in ("a", "b")]},
        content_type="application/json",
        headers=hana.headers,
    )
    assert (narrow.status_code, narrow.json()["errors"]["quotas"]) == (422, ["do_not_fit"])


def test_looks_and_scenarios_are_drawn_into_the_assignment(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast, visits_per_store=2, draws_look=True, looks=["dressed_up", "dressed_down"])
    scenario = write_scenario(
        brand=cast.brand.pk,
        by=cast.hana,
        name="Gift",
        brief={"en": "You look for a *gift*."},
        scenario_values={"scenario_probe": "gift"},
    )
    programme.wave.scenarios.add(scenario)
    report = hana.post(f"{programme.address}/draw", {"seed": 4}).json()["report"]
    assert report["looks"] == {"dressed_down": 3, "dressed_up": 3}
    for store in (cast.lille, cast.rouen, cast.nice):
        looks = {one.look for one in programme.made if one.store_id == store.pk}
        assert looks == {"dressed_up", "dressed_down"}
    for one in programme.made:
        assert one.scenario == {"scenario_probe": "gift", "scenario_look": one.look}
        assert one.brief == {"en": "You look for a *gift*."}


def test_companions_are_never_drawn_for_one_store(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast, visits_per_store=3, rules={"companion_days": 90})
    befriend(cast.sasha, programme.sue, by=cast.hana, brand=cast.brand.pk)
    hana.post(f"{programme.address}/draw", {"seed": 4, "offer_rest": False})
    for store in (cast.lille, cast.rouen, cast.nice):
        there = {one.shopper_id for one in programme.made if one.store_id == store.pk}
        assert len(there) == 2
        assert not {cast.sasha.pk, programme.sue.pk} <= there


def test_a_large_draw_is_made_by_a_worker_and_tells_how_far_it_is(
    cast: Cast, hana: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = a_programme(cast)
    monkeypatch.setattr(draws, "LARGE", 2)
    asked = hana.post(f"{programme.address}/draw", {"seed": 9})
    assert (asked.status_code, asked.json()["state"], asked.json()["report"]) == (202, "waiting", None)
    meanwhile = hana.post(f"{programme.address}/draw", {"seed": 9})
    assert (meanwhile.status_code, meanwhile.json()["code"]) == (409, "draw_running")
    follow()
    done = hana.get(f"draws/{asked.json()['id']}").json()
    assert (done["state"], done["slots_done"], done["report"]["drawn"]) == ("done", 3, 3)
    draws.make_draw(Draw.objects.get().pk)  # announced twice
    assert len(programme.made) == 3
    assert Entry.objects.filter(verb="wave.drawn").count() == 1
    assert len(hana.get(f"{programme.address}/draws").json()) == 1


def test_a_shopper_who_got_a_visit_while_the_draw_was_thinking_is_not_given_another(
    cast: Cast, hana: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = a_programme(cast, rules={"brand_days": 30})
    found = draws.plan(programme.wave, seed=1, now=timezone.now())
    an_assignment(cast.wave, cast.nice, cast.sasha)
    monkeypatch.setattr(draws, "plan", lambda *_, **__: found)
    hana.post(f"{programme.address}/draw", {"seed": 1})
    assert cast.sasha.pk not in {one.shopper_id for one in programme.made}
    assert Counter(one.state for one in programme.made) == {"assigned": 2, "open": 1}


def test_a_wave_that_is_over_is_not_drawn(cast: Cast, hana: Phone) -> None:
    today = timezone.now().date()
    programme = a_programme(cast, opens=today - timedelta(days=9), closes=today - timedelta(days=2))
    for act in ("plan", "draw"):
        answer = hana.post(f"{programme.address}/{act}", {})
        assert (answer.status_code, answer.json()["code"]) == (409, "wave_closed")


def test_why_is_told_to_schedulers_rule_by_rule(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast, rules={"store_days": 90, "competitor_days": 30})
    cast.brand.policy = {"competitors": ["atelier-zoe"]}
    cast.brand.save()
    an_assignment(cast.wave, cast.lille, cast.sasha)
    an_assignment(cast.other_wave, cast.elsewhere, cast.sasha)
    asked = f"{programme.address}/eligibility?store={cast.lille.pk}"
    told = hana.get(f"{asked}&shopper={cast.sasha.pk}").json()
    against = {one["rule"]: one["fact"] for one in told["rules"] if not one["allows"]}
    assert told["may"] is False
    assert set(against) == {"store_lockout", "competitor_lockout"}
    assert against["store_lockout"]["days"] == 90
    assert against["competitor_lockout"] == {"days": 30}
    assert "Zo" not in str(told)
    assert len(told["rules"]) == 13
    lines = hana.get(asked).json()["results"]
    assert [line["may"] for line in lines] == [True, True, False]
    assert lines[2]["shopper"] == {"id": str(cast.sasha.pk), "alias": cast.sasha.alias, "name": "Sasha"}
    (found,) = hana.get(f"{asked}&q=sash").json()["results"]  # whoever stands beyond the first 200
    assert found["shopper"]["name"] == "Sasha"
    assert phone_of(cast, "rita").get(asked).status_code == 403
    assert phone_of(cast, "zoe").get(asked).status_code == 404


def test_planners_who_dont_schedule_read_aliases(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    hana.post(f"{programme.address}/draw", {"seed": 1})
    named = hana.get(f"{programme.address}/assignments?state=assigned").json()["results"]
    assert {line["shopper"]["name"] for line in named} <= {"Sasha", "Sam", "Sue"}
    cast.hana.posts.update(schedules=False)
    aliased = hana.get(f"{programme.address}/assignments").json()["results"]
    assert all(set(line["shopper"]) == {"alias"} for line in aliased)
    assert hana.get(f"{programme.address}/eligibility?store={cast.lille.pk}").status_code == 404
    assert hana.get("shoppers").json()["results"] == []


def test_what_a_draw_writes_at_once_is_what_an_assignment_is(cast: Cast, hana: Phone) -> None:
    programme = a_programme(
        cast, draws_look=True, looks=["dressed_up", "dressed_down"], expense_limit="20.00", visits_per_store=2
    )
    words = {"en": "A gift.", "fr": "Un cadeau."}
    told = {"name": "Gift", "brief": words, "scenario_values": {"scenario_probe": "true"}}
    programme.wave.scenarios.add(write_scenario(brand=cast.brand.pk, by=cast.hana, **told))
    hana.post(f"{programme.address}/draw", {"seed": 4})
    one, *_ = programme.made
    assert (one.brand_id, one.edition_id) == (cast.brand.pk, programme.wave.edition_id)
    assert (str(one.fee), str(one.expense_limit), one.currency) == ("40.00", "20.00", "EUR")
    assert one.brief == words
    assert one.scenario == {"scenario_probe": "true", "scenario_look": one.look}
    assert one.made_at is not None and one.changed_at is not None and one.window_to > one.window_from
    assert (one.claimed_at, one.claim_until, one.replaces) == (None, None, None)
    # every column has its place: a new one must be thought of where many rows are written
    written = {*writing.VARYING, *writing.SHARED, *writing.EMPTY, "made_at"}
    assert written == {field.attname for field in Assignment._meta.concrete_fields}
