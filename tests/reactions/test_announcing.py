"""Lines are announced off the request's path, many in one message; a broker that is away costs nobody time."""

import os
import time

import pytest
from celery import current_app

from audits.journal import announcing


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[int]]]:
    """What goes to the broker: (queue, lines)."""
    messages: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(
        current_app._get_current_object(),
        "send_task",
        lambda name, args, queue: messages.append((queue, args[0])),
    )
    monkeypatch.setattr(announcing, "_broken_until", 0.0)
    return messages


def test_a_rush_of_lines_is_few_messages_and_none_is_lost(sent: list[tuple[str, list[int]]]) -> None:
    for line in range(500):
        announcing.announce_soon(line, "visit.completed")
    until = time.monotonic() + 60
    while sum(len(lines) for _, lines in sent) < 500 and time.monotonic() < until:
        time.sleep(0.01)
    assert sorted(line for _, lines in sent for line in lines) == list(range(500))
    assert max(len(lines) for _, lines in sent) <= announcing.MOST_LINES
    assert len(sent) < 100


def test_heavy_verbs_go_to_a_queue_of_their_own(sent: list[tuple[str, list[int]]]) -> None:
    assert announcing.announce([(1, "visit.completed"), (2, "export.requested"), (3, "visit.graded")])
    assert sorted(sent) == [("exports", [2]), ("reactions", [1, 3])]


def test_after_a_failure_the_broker_is_left_alone_for_a_while(
    sent: list[tuple[str, list[int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "_broken_until", time.monotonic() + 60)
    assert not announcing.announce([(1, "visit.completed")])
    assert sent == []


def test_a_forked_process_announces_for_itself(sent: list[tuple[str, list[int]]]) -> None:
    announcing.announce_soon(1, "visit.completed")
    child = os.fork()
    if child == 0:
        announcing.announce_soon(2, "visit.completed")
        until = time.monotonic() + 30
        while [2] not in (lines for _, lines in sent) and time.monotonic() < until:
            time.sleep(0.01)
        os._exit(0 if [2] in [lines for _, lines in sent] else 1)
    assert os.waitpid(child, 0)[1] == 0
