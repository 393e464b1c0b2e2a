"""Points lost on a question, and in a section, hold the truth as often as they say."""

from random import Random
from typing import Any

import numpy as np
import pytest

from audits.scorecards.adding import Line, of_lines
from audits.scorecards.moments import Spread
from audits.scorecards.network import Network
from audits.scorecards.reading import Standing
from audits.scorecards.shapes import lost_of


@pytest.fixture
def chance() -> Random:
    return Random(20_261_122)


def a_store(points: list[float]) -> dict[str, Any]:
    """A store's kept numbers where one question alone can lose points, 10 of a hundred."""
    mean = sum(points) / len(points)
    score = Spread.of_visits([100 - one for one in points])
    within = sum((one - mean) ** 2 for one in points)
    return {
        "moments": {"score": score.as_json(), "points": 1},
        "sums": {
            "questions": {"seat": [mean, sum(one > 0 for one in points), len(points)]},
            "points": {"seat": [mean**2, within]} if mean else {},
        },
    }


def some_visits(chance: Random, n: int, share: float) -> list[float]:
    """Points lost by degrees: nothing, half or all of ten."""
    return [chance.choice([5.0, 10.0]) if chance.random() < share else 0.0 for _ in range(n)]


def test_points_lost_in_a_region_hold_the_truth_where_stores_differ(chance: Random) -> None:
    held = []
    for _ in range(600):
        shares = [min(0.9, max(0.05, chance.gauss(0.4, 0.15))) for _ in range(20)]
        stores = [a_store(some_visits(chance, chance.randint(3, 8), share)) for share in shares]
        whole = of_lines([Line.read(0, one["moments"], one["sums"]) for one in stores])
        network = Network.of(whole["moments"], [whole["moments"]], whole["sums"])
        line = Standing("region", whole["moments"], whole["sums"], network).questions()["seat"]
        held.append(line["low"] <= 0.4 * 7.5 <= line["high"])
    assert 0.93 <= np.mean(held) <= 0.97


@pytest.mark.parametrize(("least", "most"), [(3, 5), (10, 24)])
def test_points_lost_in_one_store_hold_the_truth(chance: Random, least: int, most: int) -> None:
    """Below six visits by the brand's pooled spread, from six on by its own."""
    brand = of_lines([Line.read(0, *a_store(some_visits(chance, 6, 0.6)).values()) for _ in range(200)])
    network = Network.of(brand["moments"], [brand["moments"]], brand["sums"])
    held = []
    for _ in range(2000):
        one = a_store(some_visits(chance, chance.randint(least, most), 0.6))
        line = Standing("store", one["moments"], one["sums"], network).questions()["seat"]
        held.append(line["low"] <= 0.6 * 7.5 <= line["high"])
    assert 0.93 <= np.mean(held) <= 0.97


def test_a_store_that_lost_nothing_may_still_lose_something(chance: Random) -> None:
    brand = of_lines([Line.read(0, *a_store(some_visits(chance, 6, 0.5)).values()) for _ in range(60)])
    network = Network.of(brand["moments"], [brand["moments"]], brand["sums"])
    one = a_store([0.0] * 4)
    line = Standing("store", one["moments"], one["sums"], network).questions()["seat"]
    assert line["low"] == line["points"] == 0 and line["high"] > 2


def test_points_that_were_reckoned_before_their_spread_was_kept_have_no_interval() -> None:
    old = a_store([0.0, 10.0, 5.0])
    del old["moments"]["points"], old["sums"]["points"]
    new = a_store([10.0, 0.0])
    whole = of_lines([Line.read(0, *one.values()) for one in (old, new)])
    network = Network.of(whole["moments"], [whole["moments"]], whole["sums"])
    line = Standing("region", whole["moments"], whole["sums"], network).questions()["seat"]
    assert (line["points"], line["low"], line["high"]) == (5.0, None, None)


def test_points_lost_in_a_section_are_as_sure_as_its_score() -> None:
    section = {"score": 80.0, "low": 70.0, "high": 90.0, "n": 12}
    assert lost_of(5.0, section, None) == {"points": 5.0, "low": 2.5, "high": 7.5, "n": 12}
    kept = {"score": 100.0, "low": 92.0, "high": 100.0, "n": 12}
    assert lost_of(0.0, kept, 0.25) == {"points": 0.0, "low": 0.0, "high": 2.0, "n": 12}
    assert lost_of(0.0, kept, None)["high"] is None
