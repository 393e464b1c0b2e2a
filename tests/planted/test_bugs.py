"""The list of planted bugs fits the code as it is. Planting them is a command of its own: `python -m tests.planted`."""

from pathlib import Path

import pytest

from tests.planted.bugs import BUGS, Bug

ROOT = Path(__file__).resolve().parents[2]


def test_there_are_at_least_thirty_and_no_two_have_one_name() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 30


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_can_still_be_planted(bug: Bug) -> None:
    # the line was written anew: write its `before` in tests/planted/bugs.py anew, too
    assert (ROOT / bug.file).read_text("utf-8").count(bug.before) == 1
    assert all((ROOT / test).exists() for test in bug.tests)
