"""The API's figures are the file's: of a store, a region and a brand."""

import csv
import io
from random import Random
from typing import Any

import pytest
from django.test import Client

from audits.exports.files import path_of
from audits.exports.models import Export
from audits.exports.services import build_export, request_export
from audits.exports.wishes import read_wish
from audits.insights.rows import rows_of
from audits.insights.services import compute_all
from audits.people.models import Person
from tests.cast import Cast
from tests.insights.making import a_released_visit, some_answers, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(cast: Cast) -> Cast:
    """Two stores with visits enough, one with too few."""
    chance = Random(11)
    for store, visits in ((cast.lille, 12), (cast.nice, 12), (cast.rouen, 2)):
        for turn in range(visits):
            shopper = cast.sasha if turn % 2 else cast.sam
            a_released_visit(cast.wave, store, shopper, some_answers(chance, kept=0.8))
    standing(cast.wave)
    compute_all(cast.brand.pk)
    return cast


def the_file(person: Person, **filters: str) -> list[dict[str, str]]:
    asked = {"content": "insights", "shape": "long", "file_format": "csv", "filters": filters}
    export = request_export(by=person, wish=read_wish(person, asked))
    build_export(export.pk)
    export = Export.objects.get(pk=export.pk)
    assert (export.state, export.rows) == (Export.State.DONE, export.rows_done), export.trouble
    return list(csv.DictReader(io.StringIO(path_of(export).read_bytes().decode("utf-8-sig"))))


def the_api(cast: Cast, who: str, **query: str) -> Any:
    return Client().get("/api/v1/insights", query, headers=cast.bearer(getattr(cast, who))).json()


def as_filed(told: Any) -> list[tuple[Any, ...]]:
    """Figures of an answer as the file has them, written by another hand than the file's."""
    return [
        (
            one["kind"],
            row.name,
            *(_shown(end) for end in (row.value, row.low, row.high)),
            _shown(row.n),
            row.says,
        )
        for one in told["insights"]
        for row in rows_of(one)
    ]


def _shown(value: float | int | None) -> float | None:
    return None if value is None else round(float(value), 6)


def filed(rows: list[dict[str, str]], level: str, name: str) -> list[tuple[Any, ...]]:
    ends = ("figure/value", "figure/low", "figure/high", "figure/n")
    return [
        (
            row["insight/kind"],
            row["figure/name"],
            *(float(row[end]) if row[end] else None for end in ends),
            row["figure/says"],
        )
        for row in rows
        if (row["scorecard/level"], row["scorecard/name"]) == (level, name)
    ]


@pytest.mark.parametrize("by_wave", [False, True])
def test_what_the_api_tells_stands_in_the_file(year: Cast, by_wave: bool) -> None:
    query = {"wave": str(year.wave.pk)} if by_wave else {}
    rows = the_file(year.hana, **query)
    subjects = [
        ("store", "Lille", year.lille.pk),
        ("store", "Rouen", year.rouen.pk),
        ("region", "North", year.north.pk),
        ("brand", "Maison Vaudrey", year.brand.pk),
    ]
    for level, name, key in subjects:
        told = as_filed(the_api(year, "hana", level=level, id=str(key), **query))
        assert len(told) > 20 or name == "Rouen"
        assert sorted(map(str, filed(rows, level, name))) == sorted(map(str, told))


def test_a_file_of_insights_holds_what_its_reader_may_see(year: Cast) -> None:
    hers = the_file(year.mona)
    assert {row["scorecard/name"] for row in hers} == {"North", "Lille", "Rouen"}
    assert not {"equity", "questions", "sales", "severity"} & {row["insight/kind"] for row in hers}
    assert the_file(year.zoe) == []


def test_a_withheld_figure_says_in_the_file_what_would_be_enough(year: Cast) -> None:
    rows = [row for row in the_file(year.mona, store=str(year.rouen.pk)) if row["insight/kind"] == "surplus"]
    assert [(r["figure/value"], r["figure/n"], r["figure/says"], r["figure/wants"]) for r in rows] == [
        ("", "2", "few_visits", "6")
    ]
