"""How one visit is graded, rule by rule."""

from fractions import Fraction as F
from typing import Any

import pytest

from audits.scoring import Bands
from audits.scoring.figures import decimal, percent, rounded, simplest
from tests.scoring.editions import an_edition, graded, points

HEAD = ["type", "name", "label", "required", "weight", "points", "critical", "alert", "pillar", "touchpoint"]


def row(kind: str, name: str, **cells: Any) -> list[Any]:
    given = {"type": kind, "name": name, "label": name, **cells}
    return [given.get(column) for column in HEAD]


LOOK = an_edition([HEAD, row("select_one look", "look", weight=4, required="yes", pillar="emotion")])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("warm", ("answered", F(4), F(4))),
        ("forced", ("answered", F(2), F(4))),
        ("none", ("answered", F(0), F(4))),
        ("unseen", ("na", F(0), F(0))),
        ("of another edition", ("answered", F(0), F(4))),
        ("", ("missing", F(0), F(4))),
        (None, ("missing", F(0), F(4))),
    ],
)
def test_a_choice_earns_its_points_of_what_is_possible(answer: Any, expected: Any) -> None:
    assert points(graded(LOOK, {"look": answer}), "look") == expected


def test_an_optional_question_left_empty_costs_nothing() -> None:
    edition = an_edition([HEAD, row("select_one look", "look", weight=4)])
    made = graded(edition, {})
    assert points(made, "look") == ("missing", F(0), F(0))
    assert made.missing_required == ()
    assert made.percent is None
    assert made.band is None


@pytest.mark.parametrize(("ticked", "earned"), [(["making"], F(1)), (["house", "making"], F(2)), ([], F(0))])
def test_several_choices_add_up_to_one_at_most(ticked: list[str], earned: F) -> None:
    edition = an_edition([HEAD, row("select_multiple told", "told", weight=2, required="yes")])
    assert points(graded(edition, {"told": ticked}), "told")[1:] == (earned, F(2))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (4, ("answered", F(8, 5), F(4))),
        (30, ("answered", F(4), F(4))),
        (-3, ("answered", F(0), F(4))),
        (0, ("answered", F(0), F(4))),
        ("four", ("answered", F(0), F(4))),
        (99, ("na", F(0), F(0))),
    ],
)
def test_an_expression_gives_the_fraction_between_nothing_and_all(answer: Any, expected: Any) -> None:
    edition = an_edition([HEAD, row("integer", "n", weight=4, points="if(. = 99, '', . div 10)")])
    assert points(graded(edition, {"n": answer}), "n") == expected


def test_a_third_stays_a_third() -> None:
    edition = an_edition(
        [HEAD, row("select_one third", "a", weight=1), row("integer", "b", weight=1, points=". div 3")]
    )
    made = graded(edition, {"a": "one", "b": 1})
    assert made.share == F(1, 3)
    assert made.as_json()["overall"]["exact"] == "1/3"


def test_a_critical_answer_turns_the_band_red_and_leaves_the_percentage() -> None:
    edition = an_edition(
        [
            HEAD,
            row("select_one look", "look", weight=9),
            row("select_one look", "bag", critical=". = 'none'", alert=". = 'none'"),
        ]
    )
    made = graded(edition, {"look": "warm", "bag": "none"})
    assert (made.percent, made.band, made.critical, made.alerts) == ("100.0000", "red", ("bag",), ("bag",))


@pytest.mark.parametrize(
    ("share", "band"),
    [(F(9, 10), "green"), (F(899999, 1000000), "amber"), (F(4, 5), "amber"), (F(79, 100), "red")],
)
def test_bands_compare_the_exact_share(share: F, band: str) -> None:
    assert Bands().band(share, is_critical=False) == band


def test_a_brand_sets_its_own_bands() -> None:
    assert Bands.of({"green": "95", "amber": 85.5}) == Bands(F(95), F(171, 2))
    assert Bands.of({}) == Bands()


def test_surplus_is_a_figure_of_its_own() -> None:
    edition = an_edition(
        [
            HEAD,
            row("select_one expectation", "a", weight=2, pillar="beyond", touchpoint="welcome"),
            row("select_one expectation", "b", weight=2, pillar="beyond", touchpoint="farewell"),
            row("select_one third", "c"),
        ]
    )
    made = graded(edition, {"a": "exceeded", "b": "below", "c": "all"})
    assert made.surplus.touchpoints == {"welcome": 1, "farewell": -1}
    assert (made.surplus.mean, made.surplus.whole_visit) == (0, 2)
    assert made.percent == "50.0000"
    assert "percent" not in made.as_json()["pillars"]["beyond"]


def test_a_question_in_a_repeat_weighs_what_it_weighs_once() -> None:
    survey = [
        HEAD,
        row("begin repeat", "advisors"),
        row("select_one look", "look", weight=4, required="yes"),
        row("end repeat", ""),
    ]
    edition = an_edition(survey)
    answers = {"advisors": [{"look": "warm"}, {"look": "none"}, {"look": "unseen"}]}
    assert points(graded(edition, answers), "look") == ("answered", F(2), F(4))
    assert points(graded(edition, {}), "look") == ("hidden", F(0), F(0))


def test_answers_to_questions_of_another_edition_are_reported_not_graded() -> None:
    made = graded(LOOK, {"look": "warm", "smell": "roses"})
    assert made.unexpected == ("smell",)
    assert "smell" not in made.as_json()["states"]


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (F(1, 8), 2, "0.13"),
        (F(-1, 6), 4, "-0.1667"),
        (F(-1, 8), 2, "-0.12"),
        (F(5, 10**6), 4, "0.0000"),
        (F(5, 10**5), 4, "0.0001"),
        (F(100), 1, "100.0"),
    ],
)
def test_figures_are_rounded_half_up_from_the_exact_value(value: F, places: int, text: str) -> None:
    assert rounded(value, places) == text


def test_points_are_written_as_exact_decimals() -> None:
    assert [decimal(F(n)) for n in ("62.1", "93", "8/5", "1/3", "0")] == ["62.1", "93", "1.6", "0.3333", "0"]
    assert percent(F(0), F(0)) is None


@pytest.mark.parametrize("fraction", [F(1, 3), F(2, 5), F(3, 4), F(1, 60), F(123, 1000), F(0), F(1)])
def test_a_double_stands_for_the_simplest_fraction_that_it_is(fraction: F) -> None:
    assert simplest(float(fraction)) == fraction
