"""The worked numbers of the design, and published examples, come out to the last digit that is printed."""

import warnings

import numpy as np
import pytest
from scipy import stats

from audits.insights.kinds.costs import perk
from audits.insights.statistics.arms import geometric_mean, log_ratio, mantel_haenszel, newcombe
from audits.insights.statistics.beliefs import brier, gap
from audits.insights.statistics.beliefs import verdict as gap_verdict
from audits.insights.statistics.credits import by_nature, split
from audits.insights.statistics.estimates import Estimate, around, benjamini_hochberg, t_at
from audits.insights.statistics.overturned import shrunken_share
from audits.insights.statistics.overturned import verdict as question_verdict
from audits.insights.statistics.pairs import (
    Discordance,
    bonett_price,
    mcnemar_exact,
    pairs_needed,
    sign_flip,
    time_ratio,
    verdict,
)
from audits.insights.statistics.ranks import spearman
from audits.insights.statistics.ratchet import (
    cochran_armitage,
    decay,
    half_life,
    halving,
    is_separated,
    is_turning,
    pooled_slope,
    slope_difference,
)
from audits.insights.statistics.ratios import (
    bootstrap_ratio,
    means_over_stores,
    proportion,
    ratio,
    summed_ratio,
)
from audits.insights.statistics.sales import Link, link
from audits.insights.statistics.sales import verdict as sales_verdict
from audits.insights.statistics.severity import crossed, largest_part
from audits.insights.statistics.spreads import Spreading

assert perk  # the kinds are tried on gathered visits in test_computing


def test_wilson_18_of_24() -> None:
    found = proportion([18], [24])
    assert (round(100 * (found.low or 0)), round(100 * (found.high or 0))) == (55, 88)


def test_a_ratchet_of_six_waves_has_its_z() -> None:
    found = cochran_armitage([18, 17, 13, 11, 8, 7], [30] * 6)
    assert found is not None
    assert round(found.z, 1) == -3.7
    assert found.p == pytest.approx(2 * stats.norm.sf(3.7254), rel=1e-3)


def test_a_trend_agrees_with_regression_on_scores() -> None:
    # Armitage's own identity: z² is N·r² of the 0/1 outcome against the scores
    k, n, t = [3, 5, 9, 14], [20, 25, 22, 30], np.arange(4)
    outcome = np.concatenate([[1] * a + [0] * (b - a) for a, b in zip(k, n, strict=True)])
    scores = np.repeat(t, n)
    found = cochran_armitage(k, n)
    assert found is not None
    assert found.z**2 == pytest.approx(len(scores) * np.corrcoef(outcome, scores)[0, 1] ** 2)


@pytest.mark.parametrize(("hits", "tries"), [([0, 0], [9, 9]), ([9, 9], [9, 9]), ([4], [9]), ([], [])])
def test_what_does_not_vary_has_no_trend(hits: list[int], tries: list[int]) -> None:
    assert cochran_armitage(hits, tries) is None


def test_the_half_life_is_where_delight_has_halved() -> None:
    start, slope = 0.4, Estimate(-0.3, -0.5, -0.1)
    found = half_life(start, slope)
    assert found is not None and found.low is not None and found.high is not None

    def delight(t: float) -> float:
        return float(1 / (1 + np.exp(-(start + slope.value * t))))

    assert delight(found.value) == pytest.approx(delight(0) / 2)
    assert found.low < found.value < found.high
    assert halving(start) < 0


def test_what_may_never_halve_has_no_upper_end_and_what_rises_no_half_life() -> None:
    open_end = half_life(0.4, Estimate(-0.3, -0.7, 0.1))
    assert open_end is not None and open_end.high is None
    assert half_life(0.4, Estimate(0.2, 0.1, 0.3)) is None


@pytest.mark.parametrize(("k", "n"), [(0, 7), (3, 3), (18, 24), (293, 560)])
def test_a_proportion_is_that_of_statsmodels(k: int, n: int) -> None:
    from statsmodels.stats.proportion import proportion_confint

    found = proportion([k], [n])
    assert (found.low, found.high) == pytest.approx(proportion_confint(k, n, method="wilson"), abs=1e-12)


@pytest.mark.parametrize(
    "hits", [[20, 20, 0, 0], [20, 20, 10, 0], [30, 30, 30, 29], [0, 0, 0, 0], [1, 3, 20, 20]]
)
def test_from_all_to_none_no_finite_slope_fits(hits: list[int]) -> None:
    tries = [30] * 4 if 30 in hits else [20] * 4
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert (decay(hits, tries, range(4)) is None) == is_separated(hits, tries, range(4))
    assert is_separated(hits, tries, range(4)) == (hits != [1, 3, 20, 20])


def test_a_decay_finds_its_own_slope() -> None:
    tries = np.full(6, 400)
    hits = np.round(tries / (1 + np.exp(-(0.5 - 0.35 * np.arange(6)))))
    found = decay(hits, tries, np.arange(6))
    assert found is not None
    assert found.slope.value == pytest.approx(-0.35, abs=0.01)
    assert found.slope.low is not None and found.slope.low < -0.35 < (found.slope.high or 0)


def test_the_ratchet_turns_only_where_delight_falls_and_something_rises() -> None:
    falls, rises, still = (-3.0, 0.01), (3.0, 0.01), (0.4, 0.7)
    assert is_turning(falls, [rises, still])
    assert not is_turning(falls, [still, None])
    assert not is_turning(rises, [rises])
    assert not is_turning((-3.0, 0.2), [rises])


def test_perks_fade_faster_by_the_difference_of_slopes() -> None:
    tangible = pooled_slope([around(-0.4, 0.1), around(-0.3, 0.1)])
    personal = pooled_slope([around(0.0, 0.1), around(-0.02, 0.1)])
    assert tangible is not None and personal is not None
    apart = slope_difference(tangible, personal)
    assert apart.value == pytest.approx(-0.34)
    assert apart.se == pytest.approx(0.1)
    assert (apart.p or 1) < 0.01


def test_forty_pairs_eleven_against_three() -> None:
    found = Discordance(worse=11, better=3, pairs=40)
    assert round(mcnemar_exact(found), 3) == 0.057
    net = bonett_price(found)
    assert net.value == pytest.approx(0.20)
    assert verdict(net.p) == "suggestive"
    # Bonett and Price by hand: 12/42, 4/42
    assert net.low == pytest.approx(0.0129, abs=1e-4)
    assert net.high == pytest.approx(0.3680, abs=1e-4)


@pytest.mark.parametrize(("net", "discordant", "pairs"), [(0.15, 0.3, 112), (0.2, 0.3, 61), (0.3, 0.4, 36)])
def test_pairs_for_eighty_per_cent_power(net: float, discordant: float, pairs: int) -> None:
    assert pairs_needed(net, discordant) == pairs


def test_too_small_a_difference_needs_more_pairs_than_anybody_has() -> None:
    assert pairs_needed(0.005, 0.3) is None
    assert pairs_needed(0.0, 0.3) is None


def test_waiting_twice_as_long_is_a_ratio_of_two() -> None:
    other = np.array([9.0, 19, 29, 39, 14, 24, 34, 44])
    found = time_ratio(2 * (other + 1) - 1, other)
    assert found is not None and found.value == pytest.approx(2.0)
    assert found.p == pytest.approx(stats.wilcoxon(np.full(8, np.log(2))).pvalue)


def test_signs_flip_store_by_store() -> None:
    # four stores whose pairs all point one way: 2 of 16 ways are as extreme
    found = sign_flip([3.0, 2.0, 4.0, 1.0, 2.0, 3.0], ["a", "a", "b", "c", "d", "d"])
    assert found.p == pytest.approx(2 / 16)
    assert found.value == pytest.approx(2.5)


def test_newcombes_own_example() -> None:
    # Newcombe 1998, table II, method 10: 56/70 less 48/80 is 0.2000 (0.0524 to 0.3339)
    found = newcombe((56, 70), (48, 80))
    assert found.value == pytest.approx(0.2)
    assert (round(found.low or 0, 4), round(found.high or 0, 4)) == (0.0524, 0.3339)


def test_one_store_has_its_own_odds_ratio() -> None:
    found = mantel_haenszel([(28, 8, 20, 16)])
    assert found is not None and found.value == pytest.approx(28 * 16 / (8 * 20))
    assert mantel_haenszel([(5, 0, 3, 0), (2, 2, 0, 0)]) is None


def test_a_log_ratio_of_alike_arms_is_one() -> None:
    found = log_ratio([10, 20, 30, 40], [10, 20, 30, 40])
    assert found is not None and found[2].value == pytest.approx(1.0)
    assert log_ratio([10, 20], [10, 20]) is None


def test_a_flattering_manager_has_a_blind_spot() -> None:
    measured = means_over_stores([78.0, 80.0, 82.0, 80.0])
    found = gap(95.0, measured)
    assert found.value == pytest.approx(15.0)
    assert found.p == pytest.approx(stats.ttest_1samp([78, 80, 82, 80], 95).pvalue)
    assert gap_verdict(found, found.p) == "blind_spot"
    assert gap_verdict(gap(65.0, measured), 0.001) == "hidden_strength"
    assert gap_verdict(found, 0.2) == "in_line"


def test_brier_of_one_who_knows_and_one_who_does_not() -> None:
    lived = [{"welcome": (1, 1)}, {"welcome": (2, 3)}]  # two stores
    assert brier({"welcome": 0.75}, lived) == ([pytest.approx(0.0625), pytest.approx(0.6875)], [1.0, 3.0])
    assert [sum(one) for one in brier({"welcome": 0.0}, lived)] == [3.0, 4.0]
    assert brier({"farewell": 0.5}, lived) == ([], [])


def test_a_geometric_mean_of_seconds_is_students_on_logarithms() -> None:
    found = geometric_mean([0, 9, 99])  # of 1, 10 and 100 seconds with the one that is added
    assert found.value == pytest.approx(9)
    assert found.low == 0.0  # 10·exp(−4.303·2.303/√3) is below the second that was added
    assert found.high == pytest.approx(10 * np.exp(t_at(2) * np.log(10) / np.sqrt(3)) - 1)


def test_a_ratio_from_sums_is_the_ratio() -> None:
    tops, bottoms = np.array([4.0, 0.0, 7.0, 2.5]), np.array([3.0, 2.0, 4.0, 6.0])
    plain = ratio(tops, bottoms)
    found = summed_ratio(
        float(tops.sum()),
        float(bottoms.sum()),
        squares=float(tops @ tops),
        crossed=float(tops @ bottoms),
        sizes=float(bottoms @ bottoms),
        clusters=4,
    )
    assert (found.value, found.high) == (pytest.approx(plain.value), pytest.approx(plain.high))


def test_a_spread_over_stores_is_the_sd_of_all_their_visits() -> None:
    stores = [[0.0, 1.0], [1.0, 1.0, 0.5], [0.0, 0.0]]
    spreading = Spreading()
    for one in stores:
        spreading.add(len(one), sum(one), sum(value**2 for value in one))
    found = spreading.sd()
    assert found is not None and found.low is not None and found.high is not None
    everything = [value for one in stores for value in one]
    assert found.value == pytest.approx(np.std(everything, ddof=1))
    assert found.low * found.high == pytest.approx(found.value**2)  # even on the logarithm
    assert Spreading().sd() is None


def test_a_credit_is_split_over_its_causes() -> None:
    natures = {"listening": "personal", "drink": "tangible", "something_else": ""}
    credits = split(["drink", "listening"], natures)
    assert credits == {"drink": 0.5, "listening": 0.5}
    assert by_nature(credits, natures) == {"personal": 0.5, "tangible": 0.5, "other": 0.0}
    assert split([], natures) == {"": 1.0}
    assert split(["drink", "drink"], natures) == {"drink": 1.0}


def test_a_question_overturned_in_ten_of_twenty_six_is_to_be_reworded() -> None:
    rate = 0.12
    found = shrunken_share(10, 26, rate=rate)
    assert found.value == pytest.approx((10 + 1.2) / 36)
    assert question_verdict(found, rate=rate) == "reword"
    assert question_verdict(shrunken_share(2, 15, rate=rate), rate=rate) == "fine"


def test_benjamini_and_hochbergs_own_example() -> None:
    # their table of 15 p-values (1995): at .05 four are rejected
    ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719]
    ps += [0.6528, 0.7590, 1.0]
    q = benjamini_hochberg(dict(enumerate(ps)))
    assert sum(one is not None and one <= 0.05 for one in q.values()) == 4
    assert benjamini_hochberg({"a": None, "b": 0.04}) == {"a": None, "b": 0.04}


def test_a_mean_of_visits_is_students() -> None:
    values = [80.0, 92.0, 71.0, 88.0, 79.0, 90.0]
    found = means_over_stores(values)
    low, high = stats.t.interval(0.95, 5, np.mean(values), stats.sem(values))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.p == pytest.approx(stats.ttest_1samp(values, 0).pvalue)


def test_visits_that_are_all_alike_leave_room_for_doubt() -> None:
    found = ratio([1, 1, 1, 1, 1, 1], [1] * 6, bounds=(-1, 1))
    assert (found.value, found.low, found.high) == (1.0, 0.5, 1.0)
    assert bootstrap_ratio([2, 2, 2, 2, 2], [2] * 5, bounds=(0, 1)).low == pytest.approx(0.7)


def test_stores_that_differ_widen_a_proportion() -> None:
    alike = proportion([5] * 10, [10] * 10)
    apart = proportion([0, 10] * 5, [10] * 10)
    plain = proportion([50], [100])
    assert plain.low is not None and alike.low is not None and apart.low is not None
    assert apart.low < alike.low <= plain.low


def test_spearmans_rho_has_an_interval() -> None:
    found = spearman([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 4, 3, 6, 5, 8, 7])
    assert found is not None and found.value == pytest.approx(
        stats.spearmanr(range(8), [2, 1, 4, 3, 6, 5, 8, 7]).statistic
    )
    assert found.low is not None and found.high is not None and found.low < found.value < found.high
    assert spearman([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]) is None


def test_a_link_of_sales_is_found_by_least_squares_within() -> None:
    import pandas as pd
    import statsmodels.formula.api as smf

    chance = np.random.default_rng(5)
    store, month = np.repeat(np.arange(40), 8), np.tile(np.arange(8), 40)
    x = chance.normal(size=320)
    y = 0.05 * x + 0.03 * store + 0.02 * month + chance.normal(scale=0.05, size=320)
    found = link(y, x, store, month)
    assert found is not None and found.method == "cluster"
    frame = pd.DataFrame({"y": y, "x": x / x.std(), "store": store, "month": month})
    fit = smf.ols("y ~ x + C(store) + C(month)", frame).fit()
    assert found.effect.value == pytest.approx(fit.params["x"], rel=1e-6)
    assert sales_verdict(found, 0.001) == ("linked", None)


def test_three_verdicts_on_sales() -> None:
    blind = Link(around(0.005, 0.02, df=30), 0.05, 100, 31, "cluster")
    sharp = Link(around(0.001, 0.003, df=30), 0.009, 100, 31, "cluster")
    assert sales_verdict(sharp, 0.7) == ("none", None)
    assert sales_verdict(blind, 0.7) == ("unsure", 525)


def test_severity_agrees_with_the_mixed_model_of_statsmodels() -> None:
    import pandas as pd
    import statsmodels.api as sm

    chance = np.random.default_rng(3)
    store, shopper = chance.integers(0, 15, 120), chance.integers(0, 8, 120)
    y = 80 + chance.normal(0, 5, 15)[store] + chance.normal(0, 4, 8)[shopper] + chance.normal(0, 6, 120)
    found = crossed(y, store, shopper)
    frame = pd.DataFrame({"y": y, "s": store, "h": shopper, "all": 1})
    parts = {"s": "0 + C(s)", "h": "0 + C(h)"}
    fit = sm.MixedLM.from_formula("y ~ 1", groups="all", vc_formula=parts, data=frame).fit(reml=True)
    by_name = dict(zip(fit.model.exog_vc.names, fit.vcomp, strict=True))
    assert found.variances[0] == pytest.approx(by_name["s"], rel=0.02)
    assert found.variances[1] == pytest.approx(by_name["h"], rel=0.02)
    assert found.variances[2] == pytest.approx(fit.scale, rel=0.02)
    assert found.mean == pytest.approx(fit.params.iloc[0], abs=0.01)
    effects = fit.random_effects[1]
    ours = [found.shoppers[at] for at in range(8)]
    assert ours == pytest.approx([effects[f"h[C(h)[{at}]]"] for at in range(8)], abs=0.05)


def test_two_halves_that_never_meet_are_not_connected() -> None:
    part, is_whole = largest_part(np.array([0, 0, 1, 2, 3]), np.array([0, 1, 1, 2, 2]))
    assert not is_whole
    assert part.tolist() == [True, True, True, False, False]
