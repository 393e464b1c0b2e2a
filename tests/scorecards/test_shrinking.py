"""Shrunken scores and ranks hold the truth as often as they say, on stores whose truth is known."""

import numpy as np
import pytest

from audits.scorecards.moments import Spread
from audits.scorecards.network import Network
from audits.scorecards.shrinking import draw, rank_between
from audits.scorecards.statistics import between_variance

CHANCE = 20_261_122


def a_network(scores: np.ndarray, visits: np.ndarray, sigma: float = 12.0) -> Network:
    """A brand of these stores, whose visits vary by `sigma`."""
    off = scores - scores.mean()
    m, between, inverse = len(scores), float(off @ off), float((1 / visits).sum())
    tau = between_variance(stores=m, between=between, inverse=inverse, sigma=sigma) ** 0.5
    spread = Spread(
        stores=m, mean=float(scores.mean()), between=between, n=int(visits.sum()), inverse=inverse
    )
    return Network(spread, {"score": sigma, "surplus": 0.25}, tau, None)


def some_stores(
    chance: np.random.Generator, stores: int, tau: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """True scores, measured scores and visits."""
    visits = chance.integers(6, 15, stores)
    truth = chance.normal(80, tau, stores)
    return truth, truth + chance.normal(0, 12, stores) / np.sqrt(visits), visits


@pytest.mark.parametrize(("stores", "tau"), [(20, 5.0), (60, 5.0), (60, 8.0), (300, 5.0)])
def test_a_shrunken_score_holds_the_truth(stores: int, tau: float) -> None:
    chance, held = np.random.default_rng(CHANCE), []
    for _ in range(40_000 // stores // 4):
        truth, scores, visits = some_stores(chance, stores, tau)
        drawn = draw(scores, visits, a_network(scores, visits))
        held.append(np.mean(np.abs(drawn.scores - truth) <= drawn.t * drawn.errors))
    assert 0.93 <= np.mean(held) <= 0.97


def test_a_rank_holds_the_true_one() -> None:
    chance, held = np.random.default_rng(CHANCE), []
    for _ in range(12):
        truth, scores, visits = some_stores(chance, 60, 8.0)
        drawn = draw(scores, visits, a_network(scores, visits))
        for at in range(0, 60, 2):
            low, high = rank_between(float(drawn.scores[at]), float(drawn.errors[at]), drawn)
            held.append(low <= 1 + int((truth > truth[at]).sum()) <= high)
    assert 0.93 <= np.mean(held) <= 0.98  # ranks are whole, so an interval takes in a little more


def test_the_worked_numbers_of_a_drawn_score() -> None:
    network = Network(
        Spread(stores=200, mean=80.0, between=199 * 49.0, n=1200, inverse=33.3), {"score": 12.0}, 5.0, 0.7
    )
    drawn = draw([62.0, 62.0], [3, 12], network)
    assert [round(float(one), 1) for one in drawn.scores] == [73.8, 67.8]
    few, many = drawn.interval(0), drawn.interval(1)
    assert few.low is not None and few.high is not None and many.low is not None and many.high is not None
    assert few.low < 73.8 < few.high
    assert many.high - many.low < few.high - few.low < 2 * 1.98 * 12 / 3**0.5  # drawing in takes doubt away


def test_a_brands_only_store_is_as_sure_as_its_visits() -> None:
    network = Network(Spread(stores=1, mean=80.0, n=4, inverse=0.25), {"score": 12.0}, 0.0, 0.7)
    found = draw([80.0], [4], network).interval()
    assert (found.low, found.high) == (
        pytest.approx(80 - 1.96 * 6, abs=0.01),
        pytest.approx(80 + 1.96 * 6, abs=0.01),
    )
