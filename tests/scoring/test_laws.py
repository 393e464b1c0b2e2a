"""Laws that hold for every grade, whatever was answered."""

import random
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audits.scoring import grade
from tests.scoring.editions import an_edition, graded
from tests.scoring.test_worked_visits import VISITS, outline

BOUTIQUE = outline("boutique_visit")
QUESTIONS = sorted(BOUTIQUE.places)
CHOICES = sorted({choice["name"] for listed in BOUTIQUE.edition["lists"].values() for choice in listed})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(CHOICES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS) | st.text(max_size=6), JSON, max_size=25)
GOING_IN = next(visit["answers"] for visit in VISITS if visit["id"].startswith("A_almost"))


def made(answers: dict[str, Any], scoring: str = "points") -> Any:
    return grade(
        BOUTIQUE,
        answers,
        scenario={"scenario_competitor": "true", "scenario_probe": "true"},
        scoring=scoring,
        today="2026-03-11",
        now="2026-03-11T15:00:00.000+01:00",
    )


@settings(max_examples=150, deadline=None)
@given(ANSWERS, st.sampled_from(["points", "sections"]))
def test_no_answer_breaks_a_grade(answers: dict[str, Any], scoring: str) -> None:
    found = made({**GOING_IN, **answers}, scoring)
    assert found.share is None or 0 <= found.share <= 1
    assert found.as_json()
    assert all(0 <= line.earned <= line.possible <= line.weight for line in found.lines)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_lines_sections_and_the_whole_are_the_same_sum(answers: dict[str, Any]) -> None:
    found = made({**GOING_IN, **answers})
    for part in ("earned", "possible"):
        by_line = sum((getattr(line, part) for line in found.lines), Fraction(0))
        by_section = sum((getattr(tally, part) for tally in found.sections.values()), Fraction(0))
        by_pillar = sum((getattr(tally, part) for tally in found.pillars.values()), Fraction(0))
        assert by_line == by_section == by_pillar == getattr(found.overall, part)


@settings(max_examples=40, deadline=None)
@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers: dict[str, Any], order: random.Random) -> None:
    whole = {**GOING_IN, **answers}
    shuffled = list(whole.items())
    order.shuffle(shuffled)
    assert made(dict(shuffled)).as_json() == made(whole).as_json()


SIMPLE = an_edition(
    [
        ["type", "name", "label", "weight", "required"],
        *(["select_one look", f"q{n}", "Q", n + 1, "yes" if n % 2 else None] for n in range(6)),
    ]
)
LOOKS = st.dictionaries(
    st.sampled_from([f"q{n}" for n in range(6)]), st.sampled_from(["warm", "forced", "none", "unseen"])
)


@given(LOOKS, st.sampled_from([f"q{n}" for n in range(6)]))
def test_a_met_answer_never_lowers_what_was_earned(answers: dict[str, str], question: str) -> None:
    before, after = graded(SIMPLE, answers), graded(SIMPLE, {**answers, question: "warm"})
    assert after.overall.earned >= before.overall.earned


@given(LOOKS, st.sampled_from([f"q{n}" for n in range(6)]))
def test_not_applicable_takes_a_question_out_of_the_score(answers: dict[str, str], question: str) -> None:
    found = graded(SIMPLE, {**answers, question: "unseen"})
    others = graded(SIMPLE, {name: value for name, value in answers.items() if name != question})
    weight = int(question[1:]) + 1
    was_required = int(question[1:]) % 2
    assert found.overall.earned == others.overall.earned
    assert found.overall.possible == others.overall.possible - (weight if was_required else 0)
