"""The worked numbers of section 1, and what the intervals promise."""

import numpy as np
import pytest

from audits.scorecards.moments import Spread, added, rows_of
from audits.scorecards.network import Network, rate_of
from audits.scorecards.statistics import (
    Clusters,
    between_variance,
    group_interval,
    net,
    net_over_stores,
    next_client,
    pooled_sd,
    reliability,
    share_over_stores,
    shrunken,
    store_interval,
    visits_for_rank,
    wilson,
)


@pytest.mark.parametrize(("n", "half"), [(3, 13.6)])
def test_few_visits_stand_with_the_brands_pooled_spread(n: int, half: float) -> None:
    found = store_interval(80, n=n, within=0.0, pooled=12)
    assert (found.low, found.high) == (pytest.approx(80 - half, abs=0.05), pytest.approx(80 + half, abs=0.05))


def test_twelve_visits_at_a_spread_of_12_reach_6_8_to_either_side() -> None:
    found = group_interval(80, stores=1, between=0.0, pooled=12, inverse=1 / 12)
    assert found.high == pytest.approx(86.8, abs=0.05)


def test_from_six_visits_on_a_store_stands_with_its_own_spread() -> None:
    # Student's t: the mock-up's store, six visits, 79.9 … 94.5 around 87.2
    visits = [93.5, 88.2, 90.3, 74.2, 91.4, 85.6]
    spread = Spread.of_visits(visits)
    found = store_interval(spread.mean, n=6, within=spread.within, pooled=99)
    assert (round(found.value, 1), round(found.low or 0, 1), round(found.high or 0, 1)) == (87.2, 79.9, 94.5)


def test_an_interval_never_leaves_0_to_100() -> None:
    assert store_interval(99, n=1, within=0, pooled=12).high == 100
    assert store_interval(2, n=1, within=0, pooled=12).low == 0


def test_without_any_spread_known_there_is_no_interval() -> None:
    found = store_interval(80, n=3, within=5, pooled=None)
    assert (found.low, found.high, found.holds_zero) == (None, None, True)


@pytest.mark.parametrize(("k", "n", "low", "high"), [(3, 3, 44, 100), (2, 3, 21, 94), (18, 24, 55, 88)])
def test_proportions_have_wilsons_interval(k: int, n: int, low: int, high: int) -> None:
    found = wilson(k, n)
    assert (round(100 * (found.low or 0)), round(100 * (found.high or 0))) == (low, high)


def test_three_visits_against_three_must_differ_by_19_2_points() -> None:
    assert group_interval(
        0, stores=1, between=0, pooled=12, inverse=2 / 3, bounds=(-100, 100)
    ).high == pytest.approx(19.2, abs=0.01)
    near = group_interval(19, stores=1, between=0, pooled=12, inverse=2 / 3)
    far = group_interval(20, stores=1, between=0, pooled=12, inverse=2 / 3)
    assert near.holds_zero
    assert not far.holds_zero


def test_net_surplus_of_24_visits_is_sure_to_30_points() -> None:
    found = net(12, 4, 24)
    assert found.value == pytest.approx(0.33, abs=0.01)
    assert (found.high or 0) - found.value == pytest.approx(0.30, abs=0.005)


def test_six_visits_that_all_agree_are_no_certainty() -> None:
    found = net(6, 0, 6)
    assert found.high == 1
    assert found.low == pytest.approx(1 - (wilson(0, 6).high or 0))


@pytest.mark.parametrize(("n", "drawn"), [(3, 73.8), (12, 67.8)])
def test_a_score_on_few_visits_is_drawn_to_the_networks_mean(n: int, drawn: float) -> None:
    assert shrunken(62, n=n, mean=80, tau=5, sigma=12) == pytest.approx(drawn, abs=0.05)


@pytest.mark.parametrize(("k", "n", "p"), [(3, 3, 83), (1, 3, 54), (9, 12, 74)])
def test_the_next_client_at_a_network_of_70_percent(k: int, n: int, p: int) -> None:
    found = next_client(k, n, rate=0.7)
    assert round(100 * found.value) == p
    assert (found.low or 0) < found.value < (found.high or 0)


def test_about_5_in_10_is_said_with_3_to_8() -> None:
    found = next_client(1, 3, rate=0.7)
    assert (round(10 * found.value), round(10 * (found.low or 0)), round(10 * (found.high or 0))) == (5, 3, 8)


@pytest.mark.parametrize(("kept", "low", "high"), [(2, 0.5, 1.0), (0, 0.0, 0.5)])
def test_a_brands_first_visits_all_alike_promise_nothing_for_sure(kept: int, low: float, high: float) -> None:
    found = next_client(kept, 2, rate=rate_of(kept, 2))
    assert low < (found.low or 0) < found.value < (found.high or 0) < high
    assert rate_of(14, 20) == 0.7


def test_reliability_follows_spearman_and_brown() -> None:
    # the mock-up's region: 6 visits a store, reliability .58, and a rank needs .70
    assert reliability(6, tau=5.75, sigma=12) == pytest.approx(0.58, abs=0.005)
    needed = visits_for_rank(tau=5.75, sigma=12)
    assert reliability(round(needed), tau=5.75, sigma=12) == pytest.approx(0.7, abs=0.02)


def test_stores_that_do_not_differ_have_no_spread_between_them() -> None:
    assert between_variance(stores=5, between=1.0, inverse=5 / 3, sigma=12) == 0


def test_a_brands_first_visits_borrow_the_usual_spread() -> None:
    first = Network.of({"score": Spread.of_visits([80.0, 80.0]).as_json(), "kept": 0}, [])
    assert first.sigma["score"] == pytest.approx(12)
    rng = np.random.default_rng(5)
    stores = Spread.merged(Spread.of_visits(list(rng.normal(80, 7, 6))) for _ in range(200))
    assert Network.of(None, [{"score": stores.as_json()}]).sigma["score"] == pytest.approx(7, rel=0.1)


def test_spreads_merge_as_if_they_had_been_one() -> None:
    rng = np.random.default_rng(1)
    stores = [Spread.of_visits(list(rng.normal(80, 12, int(rng.integers(1, 9))))) for _ in range(30)]
    flat = Spread.merged(stores)
    nested = Spread.merged([Spread.merged(stores[:7]), Spread.merged(stores[7:])])
    assert flat.mean == pytest.approx(nested.mean, rel=1e-14)
    assert flat.between == pytest.approx(nested.between, rel=1e-12)
    assert flat == Spread.merged(reversed(stores))
    assert flat.between == pytest.approx(float(np.var([one.mean for one in stores]) * 30), rel=1e-9)


def test_tables_add_name_by_name_even_where_stores_were_asked_different_questions() -> None:
    tables = [{"a": [1, 2], "b": [0, 1]}, {"a": [3, 4], "b": [1, 1]}, {"c": [5, 5]}, {}]
    assert added(map(rows_of, tables)) == {
        "a": [4, 6],
        "b": [1, 2],
        "c": [5, 5],
    }


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    """Coverage by simulation, 4,000 stores, fixed seed: of few visits with a pooled spread, of many with its own."""
    rng = np.random.default_rng(20261121)
    for n in (2, 4, 6, 12):
        visits = rng.normal(70, 8, (4000, n))
        within = ((visits - visits.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
        pooled = pooled_sd(float(within.sum()), 4000 * (n - 1))
        found = [
            store_interval(float(row.mean()), n=n, within=float(spread), pooled=pooled)
            for row, spread in zip(visits, within, strict=True)
        ]
        held = np.mean([(one.low or 0) <= 70 <= (one.high or 0) for one in found])
        assert held == pytest.approx(0.95, abs=0.012), n


def test_wilson_holds_the_truth_even_for_three_visits() -> None:
    rng = np.random.default_rng(7)
    for n, p in ((3, 0.8), (6, 0.5), (12, 0.9)):
        found = {k: wilson(k, n) for k in range(n + 1)}
        held = np.mean([(found[k].low or 0) <= p <= (found[k].high or 0) for k in rng.binomial(n, p, 4000)])
        assert held > 0.88, (n, p)


def test_visits_that_are_all_alike_do_not_make_a_store_certain() -> None:
    found = store_interval(100, n=6, within=0.0, pooled=12)
    assert (round(found.low or 0, 1), found.high) == (90.4, 100)
    assert store_interval(100, n=6, within=0.0, pooled=None).low is None


def test_what_a_store_leaves_behind_is_what_the_others_alone_would_be() -> None:
    chance = np.random.default_rng(5)
    stores = [Spread.of_visits(list(chance.normal(80, 9, size=n))) for n in (3, 6, 2, 9)]
    alone, left = Spread.merged(stores[1:]), Spread.merged(stores).without(stores[0])
    assert left is not None and (left.stores, left.n, left.freedom) == (alone.stores, alone.n, alone.freedom)
    assert (left.mean, left.between) == (pytest.approx(alone.mean), pytest.approx(alone.between))
    assert Spread.merged(stores[:1]).without(stores[0]) is None


def _clusters(tops: "np.ndarray", sizes: "np.ndarray") -> Clusters:
    return Clusters(float(tops @ tops), float(tops @ sizes), float(sizes @ sizes), len(sizes))


def test_shares_and_nets_over_stores_hold_the_truth_where_stores_differ() -> None:
    """Forty stores of twelve visits whose own shares differ: Wilson over visits would hold it in 8 of 10."""
    chance, held, netted, plain = np.random.default_rng(7), 0, 0, 0
    sizes, times = np.full(40, 12), 1_000
    for _ in range(times):
        own = chance.beta(6, 4, size=40)
        kept = chance.binomial(sizes, own)
        found = share_over_stores(int(kept.sum()), 480, _clusters(kept, sizes))
        held += (found.low or 0) <= 0.6 <= (found.high or 1)
        narrow = wilson(int(kept.sum()), 480)
        plain += (narrow.low or 0) <= 0.6 <= (narrow.high or 1)
        tops = 2 * kept - sizes  # beyond where kept, else below
        net_found = net_over_stores(int(kept.sum()), int(480 - kept.sum()), 480, _clusters(tops, sizes))
        netted += (net_found.low or 0) <= 0.2 <= (net_found.high or 1)
    assert 0.93 <= held / times <= 0.97
    assert 0.93 <= netted / times <= 0.97
    assert plain / times < 0.88


def test_one_visit_a_store_is_wilsons_own() -> None:
    tops, sizes = np.array([1, 0, 1, 1]), np.ones(4)
    assert share_over_stores(3, 4, _clusters(tops, sizes)) == wilson(3, 4)
    assert share_over_stores(3, 3, None) == wilson(3, 3)
