"""Lines whose announcement was lost are announced again; those that only wait for their turn are not."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from celery import current_app
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from audits import reactions
from audits.journal import sweeping
from audits.journal.announcing import announce
from audits.journal.models import Entry
from audits.journal.sweeping import sweep
from tests.reactions.machinery import Machinery

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def broker() -> Iterator[Machinery]:
    call_command("createcachetable", verbosity=0)
    cache.clear()
    with Machinery() as machinery:
        machinery.start("broker")
        yield machinery


def waiting(*seconds: float, verb: str = "visit.completed") -> list[int]:
    """Lines that have waited so long, announced to nobody."""
    made = [Entry.objects.create(verb=verb, subject="x").pk for _ in seconds]
    for line, age in zip(made, seconds, strict=True):
        older(line, age)
    return made


def older(line: int, seconds: float) -> None:
    Entry.objects.filter(pk=line).update(at=timezone.now() - timedelta(seconds=seconds))


def taken(queue: str = "reactions") -> list[int]:
    """The workers take what was announced there."""
    with current_app.connection_for_read() as line, line.SimpleQueue(queue) as waiting:
        lines: list[int] = []
        for _ in range(waiting.qsize()):
            message = waiting.get(block=False)
            message.ack()
            lines += message.payload[0][0]
        return lines


def test_a_lost_line_is_announced_within_seconds_where_nothing_waits_before_it() -> None:
    lost, fresh = waiting(6, 1)
    assert sweep() == 1
    assert taken() == [lost]
    assert fresh


def test_in_a_rush_what_waits_for_its_turn_is_not_announced_again() -> None:
    rush = waiting(*[30] * 60)
    announce([(line, "visit.completed") for line in rush])
    assert sweep() == sweep() == 0
    assert taken() == rush


def test_in_a_rush_a_lost_line_is_announced_after_a_minute_and_once_a_minute() -> None:
    before, lost = waiting(30, 61)
    announce([(before, "visit.completed")])
    assert [sweep(), sweep(), sweep()] == [1, 0, 0]
    kept = cache.get("sweeping-reactions")
    cache.set("sweeping-reactions", (kept[0] - timedelta(minutes=1), kept[1]), timeout=None)
    assert sweep() == 1
    assert taken() == [before, lost, lost]


def test_no_line_waits_behind_a_thousand_that_nobody_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "AT_ONCE", 2)
    lines = waiting(*[90] * 5)
    assert [sweep(), sweep(), sweep(), sweep()] == [2, 2, 1, 0]
    assert taken() == lines


def test_files_that_stand_in_line_behind_a_long_one_are_not_announced_again_and_hold_up_nobody() -> None:
    waits, stands = waiting(30, 30, verb="export.requested")
    announce([(waits, "export.requested"), (stands, "export.requested")])
    [grade] = waiting(6)
    assert sweep() == 1
    assert (taken(), taken("exports")) == ([grade], [waits, stands])


def test_while_the_broker_is_away_no_line_counts_as_announced(broker: Machinery) -> None:
    [lost] = waiting(90)
    broker.kill("broker")
    assert sweep() == 0
    broker.start("broker")
    broker._announce_to(f"redis+socket://{broker.socket}")
    assert sweep() == 1
    assert taken() == [lost]


def test_what_was_announced_twice_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    monkeypatch.setattr(reactions, "react", done.append)
    [handled, waits] = waiting(30, 30)
    Entry.objects.filter(pk=handled).update(handled_at=timezone.now())
    reactions.react_to([handled, waits])
    assert done == [waits]
