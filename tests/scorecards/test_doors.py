"""Who reads whose standing, and what it says."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from audits.people.models import Person
from audits.reviews.services import release
from audits.scorecards.models import Scorecard
from audits.scorecards.services import rebuild
from audits.scorecards.statistics import wilson
from audits.visits.models import Visit
from tests.cast import Cast, a_store, a_wave, an_assignment
from tests.making import arrives, follow, probed, worked


@pytest.fixture
def season(cast: Cast) -> Cast:
    """Two waves: three visits at Lille and one at Nice in the first; four at Lille, one at Rouen in the second."""
    second = a_wave(cast.edition, number=2, opens=cast.wave.opens + timedelta(days=1))
    for wave, store, starts in (
        (cast.wave, cast.lille, ("P_", "P_", "M_")),
        (cast.wave, cast.nice, ("W_",)),
        (second, cast.lille, ("W_", "A_almost", "X_", "P_")),
        (second, cast.rouen, ("W_",)),
    ):
        for start in starts:
            visit = arrives(probed(an_assignment(wave, store, cast.sasha)), worked(start)["answers"])
            follow()
            release(visit.pk, by=cast.rita)
    follow()
    cast.second = second
    return cast


def asks(cast: Cast, person: Person, address: str, **query: Any) -> Any:
    return Client().get(f"/api/v1/{address}", query, headers=cast.bearer(person))


def test_everybody_starts_where_she_stands(season: Cast) -> None:
    levels = {}
    for person in (season.stella, season.mona, season.otto, season.hana):
        card = asks(season, person, "standing").json()
        levels[person.name] = (card["level"], card["subject"]["name"], card["n"])
    assert levels == {
        "Stella": ("store", "Lille", 4),
        "Mona": ("region", "North", 5),
        "Otto": ("region", "South", 0),
        "Hana": ("brand", "Maison Vaudrey", 5),
    }
    assert asks(season, season.zoe, "standing").json()["n"] == 0


def test_what_is_not_hers_does_not_exist(season: Cast) -> None:
    lille, nice = season.lille.pk, season.nice.pk
    north, south, brand = season.north.pk, season.south.pk, season.brand.pk
    allowed = {
        season.stella: {lille},
        season.mona: {lille, north},
        season.otto: {nice, south},
        season.hana: {lille, nice, north, south, brand},
        season.zoe: set(),
    }
    for person, hers in allowed.items():
        for subject in (lille, nice, north, south, brand):
            answer = asks(season, person, f"scorecards/{subject}", wave=season.wave.pk)
            assert answer.status_code == (200 if subject in hers else 404), (person.name, subject)
            assert asks(season, person, "standing", id=subject).status_code == answer.status_code
    for person in (season.sasha, season.rita):
        assert asks(season, person, f"scorecards/{lille}").status_code == 403


def test_a_scorecard_says_everything_a_sentence_needs(season: Cast) -> None:
    card = asks(season, season.stella, "standing").json()
    assert (card["wave"]["number"], [wave["number"] for wave in card["waves"]]) == (2, [2, 1])
    score = card["score"]
    assert score["value"] == pytest.approx(sum((89.6237, 91.1458, 96.875, 66.7742)) / 4, abs=1e-3)
    assert (score["n"], score["shown"], score["band"]) == (4, "86.1", "amber")
    assert score["low"] < score["value"] < score["high"] <= 100
    assert card["surplus"] == {
        "value": None,
        "low": None,
        "high": None,
        "n": 4,
        "shown": None,
        "wants": 6,
    }
    change = card["change"]["score"]
    assert change["delta"] == pytest.approx(86.1047 - (2 * 66.7742 + 76.1364) / 3, abs=1e-3)
    assert change["low"] < change["delta"] < change["high"]
    assert change["common_questions"] == 30
    assert (card["on_target"]["k"], card["on_target"]["n"]) == (2, 4)
    # one of the two on target is critical, so one in four got the standard
    assert card["next_client"]["p"] == pytest.approx((4 * 0.2 + 1) / 8)
    assert [point["wave"] for point in card["series"]] == [1, 2]
    assert card["checklist"] == {
        "title": season.checklist.title,
        "edition": 1,
        "scoring": "points",
    }
    assert len(card["visits"]) == 4
    (critical,) = card["critical"]
    assert [question["code"] for question in critical["questions"]] == ["H6"]


def test_every_point_lost_is_told_with_its_visits(season: Cast) -> None:
    card = asks(season, season.stella, "standing").json()
    lost = card["lost"]
    assert sum(line["points"] for line in lost) == pytest.approx(100 - card["score"]["value"])
    assert [line["points"] for line in lost] == sorted((line["points"] for line in lost), reverse=True)
    parts = [section["lost"]["points"] for section in card["sections"] if section["score"] is not None]
    assert sum(parts) == pytest.approx(100 - card["score"]["value"])
    for line in lost:
        assert len(line["visits"]) == line["lost_in"] <= line["of"] <= 4
        assert {"en", "fr", "ar"} <= set(line["label"])
        assert line["cost"] in ("attitude", "coaching", "rule", "money", "")


def test_every_question_has_its_share_of_visits_and_wilsons_interval(season: Cast) -> None:
    told = asks(season, season.stella, f"scorecards/{season.lille.pk}/questions").json()
    card = asks(season, season.stella, "standing").json()
    assert told["n"] == 4
    assert {line["question"]: line["kept"] for line in card["lost"]}.items() <= {
        line["question"]: line["kept"] for line in told["questions"]
    }.items()
    for line in told["questions"]:
        kept = line["kept"]
        assert kept["k"] == kept["n"] - line["lost_in"]
        by_hand = wilson(kept["k"], kept["n"])
        assert (kept["low"], kept["high"]) == (pytest.approx(by_hand.low), pytest.approx(by_hand.high))
    assert [line["n"] for line in card["sections"] if line["score"]] == [4] * 9
    # a question without a pillar loses points that no pillar has
    assert 0 < sum(line["lost"]["points"] for line in card["pillars"]) <= 100 - card["score"]["value"]
    assert card["gap"]["value"] == pytest.approx(card["score"]["value"] - card["target"])


def test_the_region_counts_each_store_once(season: Cast) -> None:
    region = asks(season, season.mona, "standing").json()
    lille = asks(season, season.mona, f"scorecards/{season.lille.pk}").json()
    rouen = asks(season, season.mona, f"scorecards/{season.rouen.pk}").json()
    assert region["stores"] == 2
    assert region["score"]["value"] == pytest.approx((lille["score"]["value"] + rouen["score"]["value"]) / 2)
    benchmark = lille["benchmark"]
    assert (benchmark["score"], benchmark["stores"]) == (pytest.approx(rouen["score"]["value"]), 1)
    assert benchmark["low"] < benchmark["score"] < benchmark["high"]
    # only Lille was visited in both waves
    assert region["change"]["score"]["stores"] == 1
    assert region["change"]["score"]["delta"] == pytest.approx(lille["change"]["score"]["delta"])
    assert [line["store"]["name"] for line in region["critical"]] == ["Lille"]
    assert sum(line["points"] for line in region["lost"]) == pytest.approx(100 - region["score"]["value"])


def test_nothing_tells_a_day_or_a_shopper(season: Cast) -> None:
    day = Visit.objects.first().local_day.isoformat()
    for person in (season.stella, season.mona):
        told = asks(season, person, "standing").content.decode()
        assert f'"{day}T' not in told.replace('"computed_at":"' + day, "")
        assert season.sasha.alias not in told
        assert season.sasha.name not in told


def test_stores_are_listed_as_far_as_they_are_hers(season: Cast) -> None:
    def names(person: Person, **query: Any) -> list[str]:
        page = asks(season, person, "scorecards", wave=season.wave.pk, **query).json()
        return [line["store"]["name"] for line in page["results"]]

    assert names(season.hana) == ["Nice", "Lille"]
    assert names(season.hana, sort="score") == ["Lille", "Nice"]
    assert names(season.hana, sort="name") == ["Lille", "Nice"]
    assert names(season.hana, region=season.south.pk) == ["Nice"]
    assert names(season.hana, q="nic") == ["Nice"] and names(season.hana, q="lil", sort="name") == ["Lille"]
    assert names(season.hana, q="nowhere") == [] and names(season.mona, q="nice") == []
    assert names(season.mona) == ["Lille"]
    assert names(season.otto) == ["Nice"]
    assert names(season.stella) == ["Lille"]
    assert asks(season, season.zoe, "scorecards", wave=season.wave.pk).status_code == 404
    assert asks(season, season.hana, "scorecards", cursor="nonsense").status_code == 422
    assert asks(season, season.hana, "scorecards", sort="luck").status_code == 422


@pytest.fixture
def many(cast: Cast) -> Cast:
    """Forty stores in the north with scores, half of them alike."""
    wave = cast.wave
    for number in range(40):
        store = a_store(cast.north, f"X{number:02}", f"Store {number:02}")
        Scorecard.objects.create(
            brand=cast.brand,
            wave=wave,
            level="store",
            subject=store.pk,
            store=store,
            region=cast.north,
            n=3,
            stores=1,
            score=80.0 + (number % 2) * number / 7,
            surplus=None if number % 5 == 0 else (number % 3) / 3,
            moments={"score": {"stores": 1, "mean": 80.0, "n": 3}, "on_target": 1, "kept": 1},
        )
    return cast


@pytest.mark.parametrize("sort", ["-score", "score", "-surplus", "surplus", "name", "-name"])
def test_pages_by_key_show_every_store_once_in_order(many: Cast, sort: str) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        page = asks(many, many.hana, "scorecards", sort=sort, limit=7, cursor=cursor).json()
        seen += [line["store"]["name"] for line in page["results"]]
        cursor = page["next"]
    cards = Scorecard.objects.filter(level="store")
    if "surplus" in sort:
        cards = cards.filter(surplus__isnull=False)
    assert sorted(seen) == sorted(cards.values_list("store__name", flat=True))
    key = "store__name" if sort.endswith("name") else sort.lstrip("-")
    values = dict(cards.values_list("store__name", key))
    assert [values[name] for name in seen] == sorted(values.values(), reverse=sort.startswith("-"))


def test_a_list_asks_as_much_of_the_database_for_two_stores_as_for_forty(
    many: Cast, django_assert_max_num_queries: Any
) -> None:
    asks(many, many.mona, "scorecards")  # the token's first use is noted
    for limit in (2, 40):
        with django_assert_max_num_queries(10) as asked:
            asks(many, many.mona, "scorecards", limit=limit)
        if limit == 2:
            first = len(asked)
    assert len(asked) == first


def test_a_scorecard_needs_a_fixed_number_of_queries(
    season: Cast, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for wave in (season.wave, season.second):  # the edition is parsed, and ranks are read, once a process
        asks(season, season.hana, f"scorecards/{season.lille.pk}", wave=wave.pk)
    for wave in (season.wave, season.second):
        with django_assert_max_num_queries(14) as asked:
            asks(season, season.hana, f"scorecards/{season.lille.pk}", wave=wave.pk)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_rebuilt_wave_reads_the_same(season: Cast) -> None:
    before = asks(season, season.hana, "standing").json()
    rebuild(season.second.pk)
    after = asks(season, season.hana, "standing").json()
    assert before | {"computed_at": None} == after | {"computed_at": None}
