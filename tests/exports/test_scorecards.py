"""Scorecards as a file: the same figures as on the screen, and only what is hers."""

import pytest
from django.test import Client

from audits.refusals import Refused
from audits.scorecards.services import rebuild
from tests.cast import Cast
from tests.exports.stage import a_visit, an_export, rows_of, sheets_of, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing(cast: Cast) -> Cast:
    for store in (cast.lille, cast.lille, cast.rouen, cast.nice):
        a_visit(cast, worked(), store=store)
    a_visit(cast, worked("P_polished_but_cold"), store=cast.lille)
    rebuild(cast.wave.pk)
    return cast


def test_hana_gets_every_level_with_the_screens_figures(client: Client, standing: Cast) -> None:
    rows = {row["scorecard/name"]: row for row in rows_of(an_export(standing.hana, content="scorecards"))}
    assert set(rows) == {"Lille", "Rouen", "Nice", "North", "South", "Maison Vaudrey"}
    shown = client.get(
        f"/api/v1/scorecards/{standing.lille.pk}", headers=standing.bearer(standing.hana)
    ).json()
    lille = rows["Lille"]
    assert (lille["scorecard/level"], lille["scorecard/n"], lille["store/number"]) == ("store", "3", "L01")
    for end, name in (
        ("value", "scorecard/score"),
        ("low", "scorecard/score/low"),
        ("high", "scorecard/score/high"),
    ):
        assert float(lille[name]) == pytest.approx(shown["score"][end], abs=1e-4)
    welcome = next(section for section in shown["sections"] if section["name"] == "welcome")
    assert float(lille["section/welcome"]) == pytest.approx(welcome["score"], abs=1e-4)
    assert lille["scorecard/surplus"] == ""  # fewer than six visits


def test_a_region_gets_her_own_alone(standing: Cast) -> None:
    for shape in ("wide", "long"):
        rows = rows_of(an_export(standing.mona, content="scorecards", shape=shape))
        assert {row["scorecard/name"] for row in rows} == {"Lille", "Rouen", "North"}
    assert rows_of(an_export(standing.zoe, content="scorecards")) == []


def test_the_long_file_has_a_row_for_each_figure(standing: Cast) -> None:
    asked = {"content": "scorecards", "shape": "long", "filters": {"store": str(standing.lille.pk)}}
    rows = rows_of(an_export(standing.hana, **asked))
    kinds = {row["figure/kind"] for row in rows}
    parts = {"score", "surplus", "section", "pillar", "touchpoint", "points_lost", "kept"}
    beside = {"lost_in_section", "lost_in_pillar", "exceed", "shortfall"}
    assert parts | beside | {"gap", "on_target", "benchmark", "next_client", "shrunken"} == kinds
    empty = [
        row["figure/kind"] for row in rows if "" in (row["figure/low"], row["figure/high"], row["figure/n"])
    ]
    # one visit: points lost are told as they are; surplus and net wait for more
    assert not {"score", "kept", "gap", "on_target", "benchmark", "next_client"} & set(empty)
    lost = sum(float(row["figure/value"]) for row in rows if row["figure/kind"] == "points_lost")
    score = next(float(row["figure/value"]) for row in rows if row["figure/kind"] == "score")
    assert lost + score == pytest.approx(100, abs=0.01)


def test_every_figure_of_a_scorecard_stands_in_its_file(client: Client, standing: Cast) -> None:
    for _ in range(4):
        a_visit(standing, worked(), store=standing.lille)
    rebuild(standing.wave.pk)
    for key, name in ((standing.lille.pk, "Lille"), (standing.north.pk, "North")):
        told = client.get(f"/api/v1/scorecards/{key}", headers=standing.bearer(standing.hana)).json()
        rows = rows_of(an_export(standing.hana, content="scorecards", shape="long"))
        filed = {
            (row["figure/kind"], row["figure/name"]): row for row in rows if row["scorecard/name"] == name
        }
        expected = {("points_lost", one["question"]): (one, "points", one["of"]) for one in told["lost"]}
        for one in told["sections"]:
            if one["score"] is not None:
                expected["lost_in_section", one["name"]] = (one["lost"], "points", one["n"])
        for one in told["touchpoints"]:
            for side in ("exceed", "shortfall"):
                share = one[side] | {"share": one[side]["k"] / one[side]["n"]}
                if share["low"] is not None:
                    expected[side, one["name"]] = (share, "share", share["n"])
        if told["shrunken"]:
            expected["shrunken", ""] = (told["shrunken"], "score", told["n"])
        assert len(expected) > 20
        for which, (figure, value, n) in expected.items():
            ends = [filed[which][f"figure/{end}"] for end in ("value", "low", "high", "n")]
            shown = [figure[value], figure["low"], figure["high"], n]
            assert [float(end) if end else None for end in ends] == [
                one if one is None else pytest.approx(one, abs=1e-4) for one in shown
            ], which


def test_a_filter_of_visits_is_refused(standing: Cast) -> None:
    with pytest.raises(Refused):
        an_export(standing.hana, content="scorecards", filters={"band": "red"})


def test_the_workbook_explains_each_figure(standing: Cast) -> None:
    book = sheets_of(an_export(standing.hana, content="scorecards", file_format="xlsx"))
    assert [row[0] for row in book["Codebook"][1:]] == book["scorecards"][0]
