"""On synthetic visits whose truth is known, intervals hold it as often as they say, and alarms are rarely false.

Seeds are fixed. Intervals must hold the truth in 93 to 97 of a hundred; a test may cry wolf in at most 5 and a
little, for the luck of a few hundred draws.
"""

from collections.abc import Iterable

import numpy as np
import pytest

from audits.insights.statistics.arms import geometric_mean, log_ratio, mantel_haenszel, newcombe
from audits.insights.statistics.beliefs import brier
from audits.insights.statistics.estimates import Estimate, benjamini_hochberg
from audits.insights.statistics.pairs import Discordance, bonett_price, mcnemar_exact, sign_flip
from audits.insights.statistics.ranks import spearman
from audits.insights.statistics.ratchet import cochran_armitage, decay
from audits.insights.statistics.ratios import bootstrap_ratio, means_over_stores, proportion, ratio
from audits.insights.statistics.sales import link
from audits.insights.statistics.severity import crossed
from audits.insights.statistics.spreads import Spreading

CHANCE = 20_261_121


def holds(found: Estimate | None, truth: float) -> bool:
    assert found is not None and found.low is not None and found.high is not None
    return found.low <= truth <= found.high


def share(hits: Iterable[bool]) -> float:
    told = list(hits)
    return sum(told) / len(told)


def covers(hits: Iterable[bool]) -> None:
    assert 0.93 <= share(hits) <= 0.97


def test_a_net_over_stores_of_all_sizes() -> None:
    chance, found = np.random.default_rng(CHANCE), []
    for _ in range(1000):
        n = chance.integers(2, 7, 40)
        lean = np.clip(chance.normal(0.4, 0.1, 40), 0.05, 0.7)  # stores differ
        up = chance.binomial(n, lean)
        down = chance.binomial(n - up, 0.25)
        found.append(holds(ratio(up - down, n), 0.4 - 0.6 * 0.25))
    covers(found)


def test_a_mean_of_stores() -> None:
    chance = np.random.default_rng(CHANCE)
    covers(holds(means_over_stores(chance.normal(82, 9, 12)), 82) for _ in range(1000))


def test_a_proportion_in_stores_that_differ() -> None:
    chance, found = np.random.default_rng(CHANCE), []
    for _ in range(1000):
        n = chance.integers(3, 9, 40)
        found.append(holds(proportion(chance.binomial(n, chance.beta(3, 7, 40)), n), 0.3))
    covers(found)


@pytest.mark.parametrize(("k", "n"), [(0.3, 60), (0.75, 90)])
def test_a_proportion_of_one_store(k: float, n: int) -> None:
    chance = np.random.default_rng(CHANCE)
    covers(holds(proportion([hits], [n]), k) for hits in chance.binomial(n, k, 2000))


def test_a_bootstrapped_share_of_lost_points() -> None:
    chance, found = np.random.default_rng(CHANCE), []
    for _ in range(300):
        lost = chance.gamma(2.0, 6.0, 30)
        free = lost * chance.beta(4, 3, 30)
        found.append(holds(bootstrap_ratio(free, lost, bounds=(0, 1)), 4 / 7))
    covers(found)


def test_a_trend_where_there_is_none() -> None:
    chance = np.random.default_rng(CHANCE)
    found = [cochran_armitage(hits, [30] * 6) for hits in chance.binomial(30, 0.4, (2000, 6))]
    assert share(one is not None and one.p < 0.05 for one in found) <= 0.06


def test_a_decay_and_its_half_life() -> None:
    chance = np.random.default_rng(CHANCE)
    slopes, halves = [], []
    truth = 1 / (1 + np.exp(-(0.4 - 0.3 * np.arange(6))))
    for hits in chance.binomial(60, truth, (400, 6)):
        found = decay(hits, [60] * 6, np.arange(6))
        assert found is not None
        slopes.append(holds(found.slope, -0.3))
        halves.append(found.half_life is not None and 2 <= found.half_life.value <= 9)
    covers(slopes)
    assert share(halves) > 0.95


def test_pairs_where_nobody_is_served_worse() -> None:
    chance = np.random.default_rng(CHANCE)
    worse, better, _ = chance.multinomial(40, [0.15, 0.15, 0.7], 2000).T
    pairs = [Discordance(int(b), int(c), 40) for b, c in zip(worse, better, strict=True)]
    assert share(mcnemar_exact(one) < 0.05 for one in pairs) <= 0.05


def test_the_net_of_pairs() -> None:
    chance = np.random.default_rng(CHANCE)
    worse, better, _ = chance.multinomial(60, [0.3, 0.1, 0.6], 2000).T
    pairs = [Discordance(int(b), int(c), 60) for b, c in zip(worse, better, strict=True)]
    covers(holds(bonett_price(one), 0.2) for one in pairs)


def test_flipped_signs_where_stores_differ_and_pairs_do_not() -> None:
    chance = np.random.default_rng(CHANCE)
    stores = np.repeat(np.arange(12), 4)
    found = []
    for _ in range(400):
        differences = np.repeat(chance.normal(0, 5, 12), 4) + chance.normal(0, 8, 48)
        found.append((sign_flip(differences, list(stores)).p or 0) < 0.05)
    assert share(found) <= 0.07


def test_a_difference_of_looks() -> None:
    chance = np.random.default_rng(CHANCE)
    up, down = chance.binomial(36, 0.78, 2000), chance.binomial(36, 0.55, 2000)
    covers(holds(newcombe((int(a), 36), (int(b), 36)), 0.23) for a, b in zip(up, down, strict=True))


def test_looks_that_make_no_difference_in_stores_that_do() -> None:
    chance, alarms = np.random.default_rng(CHANCE), []
    for _ in range(300):
        rate = chance.beta(4, 2, 20)
        up, down = chance.binomial(4, rate), chance.binomial(4, rate)
        found = mantel_haenszel(
            [(int(a), 4 - int(a), int(b), 4 - int(b)) for a, b in zip(up, down, strict=True)]
        )
        alarms.append(found is not None and (found.p or 0) < 0.05)
    assert share(alarms) <= 0.075


def test_seconds_waited() -> None:
    chance, found = np.random.default_rng(CHANCE), []
    for _ in range(600):
        up, down = (np.expm1(chance.normal(mean, 0.6, 35)) for mean in (3.2, 3.2 + np.log(1.4)))
        told = log_ratio(up, down)
        found.append(told is not None and holds(told[2], 1.4))
    covers(found)


@pytest.mark.parametrize("stores", [24, 40])
def test_a_link_of_sales(stores: int) -> None:
    chance = np.random.default_rng(CHANCE)
    store, month = np.repeat(np.arange(stores), 6), np.tile(np.arange(6), stores)
    held, alarms = [], []
    for _ in range(200):
        x = chance.normal(size=stores * 6)
        noise = chance.normal(0, 0.08, stores * 6) * chance.gamma(4, 0.25, stores)[store]
        around_it = chance.normal(0, 0.05, 6)[month] + noise
        truth = 0.03 * x.std()
        held.append(holds(_effect(0.03 * x + around_it, x, store, month), truth))
        alarms.append((_effect(around_it, x, store, month).p or 0) < 0.05)
    assert 0.92 <= share(held) <= 0.98
    assert share(alarms) <= 0.08


def _effect(growth: np.ndarray, x: np.ndarray, store: np.ndarray, month: np.ndarray) -> Estimate:
    found = link(growth, x, store, month)
    assert found is not None
    return found.effect


def test_severity_of_shoppers() -> None:
    chance, alarms = np.random.default_rng(CHANCE), []
    of_shoppers, of_stores, of_spreads = [], [], []
    for turn in range(60):
        store = np.unique(chance.integers(0, 40, 240), return_inverse=True)[1]  # some may have no visit
        shopper = chance.integers(0, 20, 240)
        true, level = chance.normal(0, 4, 20), 80 + chance.normal(0, 5, 40)
        rest = level[store] + chance.normal(0, 9, 240)
        found = crossed(rest + true[shopper], store, shopper)
        of_shoppers += list(np.abs(found.shoppers - true) <= found.reach)
        of_stores += list(np.abs(found.levels - level[found.moved]) <= found.level_reach)
        of_spreads += [holds(one, truth) for one, truth in zip(found.spreads, (5, 4, 9), strict=True)]
        if turn % 6 == 0:
            alarms.append(crossed(rest, store, shopper).p < 0.05)
    covers(of_shoppers)
    covers(of_stores)
    covers(of_spreads)
    assert share(alarms) <= 0.2  # of 10


def test_ranks_that_have_nothing_to_do_with_each_other() -> None:
    chance = np.random.default_rng(CHANCE)
    found = [spearman(chance.normal(size=20), chance.normal(size=20)) for _ in range(600)]
    assert share(one is not None and (one.p or 0) < 0.05 for one in found) <= 0.065
    covers(holds(one, 0.0) for one in found)


def test_many_tests_on_one_screen_rarely_cry_wolf() -> None:
    chance = np.random.default_rng(CHANCE)
    screens = [benjamini_hochberg(dict(enumerate(ps))) for ps in chance.uniform(size=(800, 6))]
    assert share(any((q or 0) < 0.05 for q in screen.values()) for screen in screens) <= 0.065


def test_a_spread_of_answers_in_stores_that_differ() -> None:
    """Of answers kept or lost whole, and of those kept by degrees: the SD that all visits of all stores have."""
    chance = np.random.default_rng(CHANCE)
    for steps in (1, 4):
        level = chance.beta(8, 3, 400_000)
        many = chance.binomial(steps, level) / steps
        found = []
        for _ in range(400):
            spreading = Spreading()
            for level in chance.beta(8, 3, 40):
                answers = chance.binomial(steps, level, 6) / steps
                spreading.add(6, float(answers.sum()), float((answers**2).sum()))
            found.append(holds(spreading.sd(), float(many.std())))
        covers(found)


def test_seconds_of_one_look() -> None:
    chance = np.random.default_rng(CHANCE)
    covers(holds(geometric_mean(np.expm1(chance.normal(3.2, 0.6, 35))), np.expm1(3.2)) for _ in range(1000))


def test_a_forecast_that_is_no_better_than_the_networks_rate() -> None:
    """Of two who say as much too much or too little, neither is called the better one."""
    chance, found = np.random.default_rng(CHANCE), []
    for _ in range(600):
        rates = np.clip(chance.normal(0.4, 0.1, 30), 0.05, 0.9)  # stores differ
        rows = [{"welcome": (int(chance.binomial(6, rate)), 6)} for rate in rates]
        own, events = brier({"welcome": 0.5}, rows)
        other, _ = brier({"welcome": 0.3}, rows)
        found.append(holds(ratio(np.subtract(own, other), events), 0.0))
    covers(found)
