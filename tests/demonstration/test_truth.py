"""What is planted in the demonstration is found by the product's own figures, and nothing where nothing is."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audits.insights.models import Insight
from audits.journal.models import Entry
from audits.management.demonstration.planting.listing import VERB
from audits.places.models import Brand
from tests.demonstration.conftest import Figures, told

pytestmark = pytest.mark.django_db
INSIGHTS = [f"I{number}" for number in range(1, 14)]


@pytest.mark.parametrize("insight", INSIGHTS)
def test_what_was_planted_is_found_within_its_interval(lines: list[Figures], insight: str) -> None:
    planted = [line for line in lines if line["insight"] == insight and not line["is_control"]]
    assert planted
    for line in planted:
        found = line["found"]
        assert found["is_found"] and found["n"] > 0, line
        assert found["low"] <= line["size"] <= found["high"], line


@pytest.mark.parametrize("insight", INSIGHTS)
def test_where_nothing_was_planted_nothing_is_found(lines: list[Figures], insight: str) -> None:
    controls = [line for line in lines if line["insight"] == insight and line["is_control"]]
    assert controls
    for line in controls:
        found = line["found"]
        assert not found["is_found"] and found["n"] > 0, line
        assert found["low"] <= line["size"] <= found["high"], line


def test_whole_visits_make_what_the_seed_meant(lines: list[Figures]) -> None:
    for line in lines:
        scale = 100 if line["kind"] in ("perception", "trained", "severity") else 1
        assert abs(line["size"] - line["meant"]) <= 0.03 * scale, line


def test_the_truth_is_a_line_for_each_and_a_sum(demonstration: str) -> None:
    said, code = told()
    rows = said.splitlines()
    assert code == 0
    assert len(rows) == 1 + 29 + 1
    assert rows[0].split()[:3] == ["insight", "where", "what"]
    assert sum(row.startswith("control") for row in rows) == 15
    assert rows[-1] == "Seed 1: 29 of 29 right."


def _of_brand(kind: str) -> Insight:
    return Insight.objects.get(kind=kind, level="brand", brand__slug="maison-vaudrey", wave=None)


def move_the_net(figures: Figures) -> None:
    for line in figures["touchpoints"]:
        for end in ("value", "low", "high"):
            line["net"][end] += 0.5


def cry_wolf(figures: Figures) -> None:
    for line in figures["correlations"]:
        line["test"]["q"] = 0.01


def say_nothing(figures: Figures) -> None:
    figures["acts"] = []


@pytest.mark.parametrize(
    ("kind", "falsify", "wrong"),
    [("surplus", move_the_net, 3), ("inside", cry_wolf, 1), ("ratchet", say_nothing, 2)],
)
def test_a_figure_that_lies_is_told(
    demonstration: str, kind: str, falsify: Callable[[Figures], None], wrong: int
) -> None:
    row = _of_brand(kind)
    falsify(row.figures["figures"])
    row.save(update_fields=["figures"])
    said, code = told()
    assert code == 1
    assert sum(line.endswith("NO") for line in said.splitlines()) == wrong
    assert said.splitlines()[-1] == f"Seed 1: {29 - wrong} of 29 right."


def test_figures_that_were_never_computed_are_computed(demonstration: str) -> None:
    Insight.objects.filter(kind__in=("questions", "inside")).delete()
    said, code = told()
    assert (code, said.splitlines()[-1]) == (0, "Seed 1: 29 of 29 right.")


def test_without_a_list_there_is_no_truth(demonstration: str) -> None:
    Entry.objects.filter(verb=VERB).delete()
    with pytest.raises(CommandError, match="There is no demonstration here") as trouble:
        told()
    assert trouble.value.returncode == 2


def test_another_seed_wants_another_folder(demonstration: str) -> None:
    before = Brand.objects.count()
    with pytest.raises(CommandError, match="planted from seed 1"):
        call_command("demo", "--seed", "2", stdout=StringIO())
    assert Brand.objects.count() == before
