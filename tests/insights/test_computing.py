"""Insights out of stored visits: facts kept, added up, computed once and again the same, told by the API."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from audits.insights.catalogue import KINDS
from audits.insights.facts import facts_of_store, facts_of_wave
from audits.insights.models import Insight
from audits.insights.queries import marked
from audits.insights.services import (
    compute_all,
    computing,
    forget_in_facts,
    rebuild_facts,
    wave_changed,
)
from audits.insights.services.keeping import freshen_facts
from audits.journal.models import Entry
from audits.reactions import react
from audits.retention.answers import forget_answers
from audits.reviews.services import release
from audits.scorecards.services import visit_changed
from audits.visits.models import Revision, Visit
from tests.cast import Cast, an_assignment
from tests.insights.making import a_released_visit, some_answers, standing
from tests.making import arrives, follow, probed, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(cast: Cast) -> Cast:
    """Three stores with visits enough for most of what is told."""
    chance = Random(7)
    for store, kept in ((cast.lille, 0.95), (cast.rouen, 0.9), (cast.nice, 0.6)):
        for turn in range(13):
            shopper = cast.sasha if turn % 2 else cast.sam
            a_released_visit(cast.wave, store, shopper, some_answers(chance, kept=kept))
    standing(cast.wave)
    return cast


def ask(cast: Cast, who: str, path: str, **query: str) -> Any:
    """What this person's program is answered."""
    return Client().get(f"/api/v1/{path}", query, headers=cast.bearer(getattr(cast, who)))


def stored() -> dict[Any, Any]:
    return {(i.kind, i.subject, i.wave_id): (i.n, i.figures) for i in Insight.objects.all()}


def test_everything_is_computed_and_again_the_same(year: Cast) -> None:
    compute_all(year.brand.pk)
    first = stored()
    compute_all(year.brand.pk)
    assert first == stored()
    of_brand = {kind for kind, subject, _ in first if subject == year.brand.pk}
    assert of_brand == set(KINDS)


def test_a_released_visit_reaches_the_figures_by_itself(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    release(visit.pk, by=cast.rita)
    follow()
    told = ask(cast, "mona", "insights/surplus", wave=str(cast.wave.pk)).json()
    assert (told["n"], told["withheld"]["why"], told["is_stale"]) == (1, "few_visits", False)
    assert Insight.objects.get(kind="facts", subject=cast.lille.pk).n == 1


def test_many_marks_become_one_computation(year: Cast) -> None:
    chance = Random(3)
    before = Entry.objects.filter(verb="insight.stale").count()
    visits = [a_released_visit(year.wave, year.lille, year.sasha, some_answers(chance)) for _ in range(4)]
    for visit in visits:
        visit_changed(visit.pk)
    follow()
    assert Entry.objects.filter(verb="insight.stale").count() == before + 1
    assert Insight.objects.get(kind="facts", subject=year.lille.pk, wave=year.wave).n == 17


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans depend on what PostgreSQL has counted")
def test_how_far_counting_is_does_not_walk_through_every_stores_facts(year: Cast) -> None:
    assert "insight_stale" in marked([year.wave]).explain()


def test_facts_kept_one_by_one_are_those_of_one_pass(year: Cast) -> None:
    for store, kept in facts_of_wave(year.wave):
        assert kept == facts_of_store(year.wave, store)


def test_every_figure_has_n_and_an_interval_or_a_reason(year: Cast) -> None:
    compute_all(year.brand.pk)
    for who in ("hana", "mona", "stella"):
        told = ask(year, who, "insights").json()
        assert told["insights"]
        for insight in told["insights"]:
            assert (insight["figures"] is None) == (insight["withheld"] is not None)
            assert insight["computed_at"] is not None or insight["kind"] == "perception"
            for path, figure in figures_in(insight["figures"]):
                assert figure["n"] is not None, path
                if figure["value"] is None:
                    assert figure["why"], path
                else:
                    assert figure["low"] <= figure["value"] <= figure["high"], (path, figure)


def figures_in(told: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every figure inside, wherever it is."""
    if isinstance(told, list):
        return [found for at, one in enumerate(told) for found in figures_in(one, f"{path}[{at}]")]
    if not isinstance(told, dict):
        return []
    if {"value", "low", "high"} <= told.keys():
        return [(path, told)] if "half_life" not in path else []
    return [found for name, one in told.items() for found in figures_in(one, f"{path}.{name}")]


def test_a_stores_net_is_its_scorecards(year: Cast) -> None:
    compute_all(year.brand.pk)
    card = ask(year, "stella", f"scorecards/{year.lille.pk}").json()
    told = ask(year, "stella", "insights/surplus").json()["figures"]
    assert told["overall"]["value"] == pytest.approx(card["surplus"]["value"])
    assert told["overall"]["low"] == pytest.approx(card["surplus"]["low"])
    by_name = {one["name"]: one for one in card["touchpoints"]}
    for one in told["touchpoints"]:
        assert one["net"]["value"] == pytest.approx(by_name[one["name"]]["net"])
        assert one["net"]["low"] == pytest.approx(by_name[one["name"]]["low"])


def test_pillars_are_the_scorecards(year: Cast) -> None:
    compute_all(year.brand.pk)
    for who, id in (("stella", year.lille.pk), ("mona", year.north.pk)):
        card = ask(year, who, f"scorecards/{id}").json()
        pillars = {one["name"]: one for one in card["pillars"]}
        told = ask(year, who, "insights/trained", wave=str(year.wave.pk)).json()["figures"]
        for name in ("foundation", "empowerment"):
            assert told[name]["value"] == pytest.approx(pillars[name]["score"], abs=0.001)
            assert told[name]["low"] == pytest.approx(pillars[name]["low"], abs=0.01)


def test_a_store_below_its_minimum_is_told_how_many_it_takes(cast: Cast) -> None:
    for _ in range(2):
        a_released_visit(cast.wave, cast.lille, cast.sasha, some_answers(Random(1)))
    standing(cast.wave)
    compute_all(cast.brand.pk)
    told = ask(cast, "stella", "insights/trained").json()
    assert told["withheld"] == {"why": "few_visits", "n": 2, "wants": 6}
    assert told["figures"] is None


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("hana", set(KINDS)),
        ("mona", {k.name for k in KINDS.values() if "region" in k.levels and k.act == "see_standing"}),
        ("stella", {k.name for k in KINDS.values() if "store" in k.levels}),
    ],
)
def test_everybody_sees_her_own_kinds(cast: Cast, who: str, kinds: set[str]) -> None:
    told = ask(cast, who, "insights").json()
    assert {one["kind"] for one in told["insights"]} == kinds


@pytest.mark.parametrize("kind", ["equity", "severity", "sales", "questions"])
def test_what_is_headquarters_alone_is_nowhere_for_a_region(cast: Cast, kind: str) -> None:
    assert ask(cast, "mona", f"insights/{kind}").status_code == 404
    asked_for_the_brand = {"level": "brand", "id": str(cast.brand.pk)}
    assert ask(cast, "mona", f"insights/{kind}", **asked_for_the_brand).status_code == 404
    assert ask(cast, "hana", f"insights/{kind}").status_code == 200


def test_nobody_reads_another_brand_and_no_shopper_reads_any(cast: Cast) -> None:
    about = {"level": "store", "id": str(cast.lille.pk)}
    assert ask(cast, "zoe", "insights", **about).status_code == 404
    assert ask(cast, "otto", "insights", **about).status_code == 404
    assert ask(cast, "hana", "insights", wave=str(cast.other_wave.pk)).status_code == 404
    assert ask(cast, "sasha", "insights").status_code == 403


def test_no_insight_names_a_shopper(year: Cast) -> None:
    compute_all(year.brand.pk)
    for who in ("hana", "mona", "stella"):
        words = ask(year, who, "insights").content.decode()
        for shopper in (year.sasha, year.sam):
            assert str(shopper.pk) not in words
            assert shopper.name not in words


def test_a_withdrawn_visit_leaves_the_figures(year: Cast) -> None:
    compute_all(year.brand.pk)
    gone = Visit.objects.filter(store=year.lille).first()
    assert gone is not None
    Visit.objects.filter(pk=gone.pk).update(state=Visit.State.WITHDRAWN)
    visit_changed(gone.pk)
    follow()
    assert Insight.objects.get(kind="facts", subject=year.lille.pk, wave=year.wave).n == 12
    assert Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).n == 38


def test_unused_assignments_count_nowhere(year: Cast) -> None:
    an_assignment(year.wave, year.lille, year.sasha)
    compute_all(year.brand.pk)
    assert Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).n == 39


def test_what_is_forgotten_names_nobody_and_still_counts(year: Cast) -> None:
    compute_all(year.brand.pk)
    gone = Visit.objects.filter(store=year.lille).first()
    assert gone is not None
    before = Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).figures
    forget_in_facts(gone.pk)
    kept = Insight.objects.get(kind="facts", subject=year.lille.pk).figures
    assert str(gone.pk) not in str(kept)
    assert sum(not fact["shopper"] for fact in kept["visits"]) == 1
    compute_all(year.brand.pk)
    assert Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).figures == before
    assert ask(year, "hana", "insights").status_code == 200


def test_what_is_forgotten_stays_forgotten_and_counted_when_its_store_is_read_anew(year: Cast) -> None:
    gone = Visit.objects.filter(store=year.lille).latest("pk")
    compute_all(year.brand.pk)
    before = Insight.objects.get(kind="hollow", subject=year.brand.pk, wave=year.wave)
    forget_answers(Revision.objects.filter(visit=gone.pk), timezone.now())
    for read_anew in (lambda: visit_changed(gone.pk), lambda: rebuild_facts(year.wave)):
        read_anew()
        follow()
        kept = Insight.objects.get(kind="facts", subject=year.lille.pk).figures
        assert str(gone.pk) not in str(kept)
        assert sum(not fact["shopper"] for fact in kept["visits"]) == 1
        compute_all(year.brand.pk)
        after = Insight.objects.get(kind="hollow", subject=year.brand.pk, wave=year.wave)
        assert (after.n, after.figures["figures"]["table"]) == (before.n, before.figures["figures"]["table"])


def test_figures_that_were_begun_earlier_never_take_the_place_of_later_ones(year: Cast) -> None:
    slow = computing.Network(year.brand, [year.wave], year.wave)
    compute_all(year.brand.pk)
    later = Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave)
    assert slow.computed() == 0
    assert Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).pk == later.pk
    assert slow.began < later.computed_at


def test_a_computation_that_was_killed_is_made_up_for(year: Cast) -> None:
    compute_all(year.brand.pk)
    a_released_visit(year.wave, year.lille, year.sasha, some_answers(Random(9)))
    visit_changed(Visit.objects.filter(store=year.lille).latest("pk").pk)
    while entry := Entry.objects.filter(handled_at=None).exclude(verb="insight.stale").first():
        react(entry.pk)
    assert freshen_facts(year.wave) == 1  # and then the worker died
    follow()
    assert Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).n == 40
    stamp = Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).computed_at
    wave_changed(year.wave.pk)  # nothing is new
    assert Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).computed_at == stamp


def test_a_wave_whose_figures_took_long_rests_and_then_takes_all_that_changed_at_once(
    year: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute_all(year.brand.pk)
    monkeypatch.setattr(computing, "AT_ONCE", timedelta(0))
    monkeypatch.setattr(computing, "RESTS", 100_000)  # so ten minutes
    a_visit_more(year)
    follow()
    assert trained(year) == 40
    a_visit_more(year)
    a_visit_more(year)
    follow()
    assert trained(year) == 40  # it rests
    waiting = Entry.objects.filter(verb="insight.stale", handled_at=None)
    assert waiting.filter(claimed_until__gt=timezone.now(), trouble="").count() == waiting.count() > 0
    cache.delete(f"insights-rest-{year.wave.pk}")
    waiting.update(claimed_until=timezone.now() - timedelta(seconds=1))
    follow()
    assert trained(year) == 42
    assert not waiting.exists()


def a_visit_more(year: Cast) -> None:
    a_released_visit(year.wave, year.lille, year.sasha, some_answers(Random(9)))
    visit_changed(Visit.objects.filter(store=year.lille).latest("pk").pk)


def trained(year: Cast) -> int:
    return Insight.objects.get(kind="trained", subject=year.brand.pk, wave=year.wave).n
