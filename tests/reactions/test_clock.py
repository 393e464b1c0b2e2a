"""What is due by the clock is done, each at most so often; one that fails stops nothing."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from audits import reactions, tasks

pytestmark = pytest.mark.django_db


def test_each_is_done_once_in_its_time_and_sweep_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    done: list[str] = []

    def breaks() -> None:
        done.append("breaks")
        raise RuntimeError("no")

    clock = {
        "breaks": (timedelta(minutes=1), breaks),
        "works": (timedelta(minutes=1), lambda: done.append("works")),
    }
    monkeypatch.setattr(reactions, "CLOCK", clock)
    assert tasks.sweep() == 0
    assert tasks.sweep() == 0
    assert done == ["breaks", "works"]


def test_everything_on_the_clock_can_be_done() -> None:
    for _, work in reactions.CLOCK.values():
        work()
