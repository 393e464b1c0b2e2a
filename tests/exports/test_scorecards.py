"""Scorecards as a file: the same figures as on the screen, and only what is hers."""

from typing import Any

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
    assert (
        parts | beside | {"gap", "on_target", "benchmark", "next_client", "shrunken"} | {"reliability"}
        == kinds
    )
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


def told_in(card: dict[str, Any]) -> dict[str, list[Any]]:
    """Every figure that the API tells of a scorecard, by its column in the wide file: value, low, high, n."""

    def one(figure: dict[str, Any], value: str, n: str = "n") -> list[Any]:
        return [figure[value], figure["low"], figure["high"], figure[n]]

    def share(figure: dict[str, Any]) -> list[Any]:
        return [None if figure["low"] is None else figure["k"] / figure["n"], *one(figure, "k")[1:]]

    change = card["change"]
    whole = {
        "score": one(card["score"], "value"),
        "surplus": one(card["surplus"], "value"),
        "gap": one(card["gap"], "value"),
        "on_target": share(card["on_target"]),
        "next_client": one(card["next_client"], "p"),
        "change": change["score"] and one(change["score"], "delta"),
        "surplus_change": change["surplus"] and one(change["surplus"], "delta"),
        "benchmark": card["benchmark"] and one(card["benchmark"], "score", "stores"),
        "shrunken": card["shrunken"] and one(card["shrunken"], "score"),
        "rank": card["rank"] and one(card["rank"], "rank", "of"),
    }
    found = {f"scorecard/{kind}": figure or [None] * 4 for kind, figure in whole.items()}
    for kind in ("section", "pillar"):
        for part in card[f"{kind}s"]:
            found[f"{kind}/{part['name']}"] = one(part, "score")
            found[f"lost_in_{kind}/{part['name']}"] = one(part["lost"], "points")
    for moment in card["touchpoints"]:
        found[f"surplus/{moment['name']}"] = one(moment, "net")
        for side in ("exceed", "shortfall"):
            found[f"{side}/{moment['name']}"] = share(moment[side])
    return found


def cells(row: dict[str, str], column: str) -> list[float | None]:
    filed = [row[name] for name in (column, *(f"{column}/{end}" for end in ("low", "high", "n")))]
    return [float(one) if one else None for one in filed]


def nearly(figures: list[Any]) -> list[Any]:
    return [one if one is None else pytest.approx(one, abs=1e-4) for one in figures]


def test_the_wide_file_holds_every_figure_that_the_screen_and_the_api_tell(
    client: Client, standing: Cast
) -> None:
    for _ in range(4):
        a_visit(standing, worked("P_polished_but_cold"), store=standing.lille)
    rebuild(standing.wave.pk)
    rows = {row["scorecard/name"]: row for row in rows_of(an_export(standing.hana, content="scorecards"))}
    for key, name in (
        (standing.lille.pk, "Lille"),
        (standing.nice.pk, "Nice"),
        (standing.north.pk, "North"),
        (standing.brand.pk, "Maison Vaudrey"),
    ):
        hana, row = standing.bearer(standing.hana), rows[name]
        card = client.get(f"/api/v1/scorecards/{key}", headers=hana).json()
        told = told_in(card)
        assert len(told) > 40
        assert {column: cells(row, column) for column in told} == {
            column: nearly(figures) for column, figures in told.items()
        }
        asked = client.get(f"/api/v1/scorecards/{key}/questions", headers=hana).json()["questions"]
        assert len(asked) > 20
        for line in asked:
            points = [line["points"], line["low"], line["high"], line["of"]]
            assert cells(row, f"points_lost/{line['question']}") == nearly(points), line["question"]
            kept = line["kept"]
            share = [kept["k"] / kept["n"], kept["low"], kept["high"], kept["n"]]
            assert cells(row, f"kept/{line['question']}") == nearly(share), line["question"]
            assert row[f"kept/{line['question']}/k"] == str(kept["k"])
        assert float(row["scorecard/target"]) == card["target"]
        assert (row["scorecard/band"], row["scorecard/is_stale"]) == (card["score"]["band"], "0")


def alike(field: str, cell: object) -> bool:
    """Whether a field of the CSV and a cell of the workbook say the same."""
    return float(field) == pytest.approx(cell) if isinstance(cell, int | float) else field == str(cell)


def test_the_workbook_holds_the_wide_files_figures_and_the_long_ones(standing: Cast) -> None:
    """CSV and XLSX, wide and long: one figure is the same wherever it stands."""
    wide = rows_of(an_export(standing.hana, content="scorecards"))
    head, *lines = sheets_of(an_export(standing.hana, content="scorecards", file_format="xlsx"))["scorecards"]
    for row, line in zip(wide, lines, strict=True):
        for name, cell in zip(head, line, strict=True):
            assert row[name] == "" if cell is None else alike(row[name], cell), name
    for figure in rows_of(an_export(standing.hana, content="scorecards", shape="long")):
        row = next(row for row in wide if row["scorecard/name"] == figure["scorecard/name"])
        kind, name = figure["figure/kind"], figure["figure/name"]
        column = f"{'surplus' if kind == 'touchpoint' else kind}/{name}" if name else f"scorecard/{kind}"
        assert row[column] == figure["figure/value"]
        assert row.get(f"{column}/low", "") == figure["figure/low"]
        assert row.get(f"{column}/n", figure["figure/n"]) == figure["figure/n"]


def test_the_codebook_says_what_each_kind_of_figure_means(standing: Cast) -> None:
    book = sheets_of(an_export(standing.hana, content="scorecards", shape="long", file_format="xlsx"))
    heading, *lines = book["Codebook"]
    said = {line[0]: line[heading.index("label (en)")] for line in lines}
    kinds = {row[book["scorecards"][0].index("figure/kind")] for row in book["scorecards"][1:]}
    assert {kind for kind in kinds if not said.get(kind)} == set()


def test_a_filter_of_visits_is_refused(standing: Cast) -> None:
    with pytest.raises(Refused):
        an_export(standing.hana, content="scorecards", filters={"band": "red"})


def test_the_workbook_explains_each_figure(standing: Cast) -> None:
    book = sheets_of(an_export(standing.hana, content="scorecards", file_format="xlsx"))
    assert [row[0] for row in book["Codebook"][1:]] == book["scorecards"][0]
