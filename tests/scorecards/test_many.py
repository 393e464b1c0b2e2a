"""Many stores, many moments on one screen: what seems to change by chance alone is not called real."""

from collections.abc import Iterable
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from audits.scorecards.lines import corrected_changes
from audits.scorecards.many import LEVEL, corrected
from audits.scorecards.moments import Spread
from audits.scorecards.network import Network
from audits.scorecards.reading import Standing
from audits.scorecards.statistics import Interval, group_interval, net, p_of

NETWORK = Network.of({"score": Spread(50, 80.0, 900.0, 300, 36_000.0, 250, 8.3).as_json(), "kept": 0}, [])


def test_corrected_ps_are_benjamini_and_hochbergs() -> None:
    rng = np.random.default_rng(11)
    for size in (1, 2, 7, 50):
        ps = [float(p) for p in rng.beta(0.5, 2, size)]
        assert corrected(ps) == pytest.approx(list(multipletests(ps, method="fdr_bh")[1]))
    assert corrected([0.04, None, 0.01]) == [0.04, None, 0.02]
    assert corrected([None]) == [None]
    assert corrected([]) == []


def test_p_is_below_one_in_twenty_exactly_where_the_interval_leaves_zero_out() -> None:
    rng = np.random.default_rng(12)
    for mean in rng.normal(0, 12, 200):
        found = group_interval(float(mean), stores=1, between=0, pooled=12, inverse=2 / 3, bounds=(-100, 100))
        assert ((p_of(found) or 0) < 0.05) is not found.holds_zero
        over = group_interval(float(mean), stores=5, between=400, pooled=12, inverse=1, bounds=(-100, 100))
        assert ((p_of(over, 4) or 0) < 0.05) is not over.holds_zero
    assert p_of(net(6, 0, 6)) == pytest.approx(0, abs=0.001)  # one end is cut
    assert p_of(Interval(3.0, None, None)) is None
    assert p_of(Interval(0.0, 0.0, 0.0)) == 1


def test_a_page_of_stores_that_did_not_change_names_none_in_19_of_20_pages() -> None:
    """A thousand pages of 50 stores, 6 visits against 6, nothing changed. By each interval alone nearly every page
    had a store that 'really' changed."""
    rng = np.random.default_rng(20261122)
    alone = named = 0
    for _ in range(1000):
        changes = page_of(rng.normal(0, 12 * (2 / 6) ** 0.5, 50))
        alone += any(change["is_real"] for change in changes)
        named += any(change and change["is_real"] for change in corrected_changes(changes))
    assert alone > 850
    assert named < 70


def test_a_store_that_did_change_is_named_among_fifty_that_did_not() -> None:
    usual = [12 * (2 / 6) ** 0.5 * NormalDist().inv_cdf((at + 0.5) / 49) for at in range(49)]
    deltas = [*usual, -40.0]
    told = corrected_changes(page_of(deltas))
    real = [change["delta"] for change in told if change and change["is_real"]]
    assert real == [-40.0]


def page_of(deltas: Iterable[float]) -> list[dict[str, Any]]:
    changes = []
    for delta in deltas:
        spread = Spread.of_change(float(delta), n=6, before=6)
        change = Standing("store", {"change": spread.as_json()}, {}, NETWORK).changes()["score"]
        assert change is not None
        changes.append(change)
    return changes


def test_a_moment_is_excellent_only_where_it_stands_out_among_all_moments() -> None:
    """Of 12 visits 6 beyond and 1 below is sure by itself and not among ten moments; 9 and none is sure there, too."""
    quiet = {f"moment_{at}": [2, 2, 12] for at in range(9)}
    by_itself = touched({"entry": [6, 1, 12]})["entry"]
    among = touched({"entry": [6, 1, 12]} | quiet)["entry"]
    assert by_itself["low"] > 0
    assert by_itself["is_sure"]
    assert (among["low"], among["p"]) == (by_itself["low"], by_itself["p"])
    assert not among["is_sure"]
    assert among["q"] > LEVEL
    assert touched({"entry": [9, 0, 12]} | quiet)["entry"]["is_sure"]


def touched(table: dict[str, list[int]]) -> dict[str, dict[str, Any]]:
    moments = {name: Spread(1, 0.2, 0.0, 12, 3.0, 11, 1 / 12).as_json() for name in ("score", "surplus")}
    return Standing("store", moments, {"touchpoints": table}, NETWORK).touchpoints()
