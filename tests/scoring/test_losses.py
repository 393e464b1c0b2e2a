"""Where points were lost."""

from fractions import Fraction

from audits.scoring import lines_of, losses
from tests.scoring.editions import an_edition, graded

EDITION = an_edition(
    [
        ["type", "name", "label", "weight", "cost"],
        ["select_one look", "look", "Look", 4, "attitude"],
        ["select_one look", "tray", "Tray", 3, "money"],
    ]
)


def test_the_costliest_question_comes_first_with_the_visits_that_lost_it() -> None:
    visits = [
        (1, lines_of(graded(EDITION, {"look": "none", "tray": "warm"}))),
        (2, lines_of(graded(EDITION, {"look": "forced", "tray": "none"}))),
        (3, lines_of(graded(EDITION, {"look": "unseen", "tray": "warm"}))),
    ]
    look, tray = losses(visits)
    assert (look.question, look.points, look.visits, look.of, look.cost) == (
        "look",
        Fraction(6),
        (1, 2),
        2,
        "attitude",
    )
    assert (tray.question, tray.points, tray.visits, tray.of) == ("tray", Fraction(3), (2,), 3)


def test_nothing_lost_is_no_loss() -> None:
    assert losses([(1, lines_of(graded(EDITION, {"look": "warm", "tray": "warm"})))]) == []
