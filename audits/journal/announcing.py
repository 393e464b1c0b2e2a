"""Telling the workers that lines wait: off the request's path, many lines in one message.

After commit a line's number goes into a queue of this process. One thread sends what waits there: at once when
it was idle, else every `GATHER` seconds with everything that came meanwhile. If the process dies before, or the
broker doesn't answer, the lines stand in the journal and `sweep` announces them.
"""

import atexit
import logging
import os
import time
from collections import defaultdict
from collections.abc import Iterable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

from celery import current_app

log = logging.getLogger(__name__)
TASK = "audits.react"
# After the broker failed to answer, don't ask it again for so long: `sweep` announces later.
PAUSE = 5.0  # seconds
GATHER = 0.05  # seconds between two messages: each costs as much as receiving a visit
MOST_LINES = 50  # in one message, so that several workers share a rush
_LAST_WORDS = 2.0  # seconds that a process which ends waits for its last message

Line = tuple[int, str]  # number, verb

EVERYDAY = "reactions"  # the queue of every verb that has no other
# Heavy verbs go to queues of their own, so that what takes long never delays a grade.
QUEUES = {
    "export.requested": "exports",
    "wave.draw_requested": "exports",
    "insight.stale": "exports",
    "insights.due": "exports",
    "retention.due": "exports",
}

_broken_until = 0.0
_waiting: "SimpleQueue[Line | None]" = SimpleQueue()
_thread: Thread | None = None
_starting = Lock()


def queue_of(verb: str) -> str:
    """The Celery queue of a verb."""
    return QUEUES.get(verb, EVERYDAY)


def verbs_of(queue: str) -> list[str]:
    """The verbs that have this queue to themselves; none for the queue of all others."""
    return [verb for verb, its in QUEUES.items() if its == queue]


def nothing_waits_in(queue: str) -> bool:
    """Whether the workers have taken all that was announced there. False where the broker doesn't answer."""
    try:
        with current_app.connection_for_read() as line:
            channel: Any = line.channel()  # kombu's types know less than its channels
            declared = channel.queue_declare(queue, durable=True, auto_delete=False)
            return bool(declared.message_count == 0)
    except Exception as trouble:  # noqa: BLE001 - a broker can fail in every way; then nothing is known
        log.warning("the broker does not answer: %s", trouble)
        return False


def announce_soon(line: int, verb: str) -> None:
    """Have the workers told of a line by this process's own thread; returns at once."""
    _waiting.put((line, verb))
    if _thread is None or not _thread.is_alive():
        _start()


def announce(lines: Iterable[Line]) -> bool:
    """Tell the workers of lines, now. False, and nothing worse, when the broker doesn't answer."""
    global _broken_until
    if time.monotonic() < _broken_until:
        return False
    try:
        for queue, numbers in _by_queue(lines).items():
            for start in range(0, len(numbers), MOST_LINES):
                current_app.send_task(TASK, args=[numbers[start : start + MOST_LINES]], queue=queue)
    except Exception as trouble:  # noqa: BLE001 - whatever the broker does, the lines stand and sweep finds them
        _broken_until = time.monotonic() + PAUSE
        log.warning("the broker does not answer, lines wait for sweep: %s", trouble)
        return False
    return True


def _by_queue(lines: Iterable[Line]) -> dict[str, list[int]]:
    queues: dict[str, list[int]] = defaultdict(list)
    for line, verb in lines:
        queues[queue_of(verb)].append(line)
    return queues


def _start() -> None:
    global _thread
    with _starting:
        if _thread is None or not _thread.is_alive():
            _thread = Thread(target=_send_what_waits, name="announcer", daemon=True)
            _thread.start()


def _send_what_waits() -> None:
    while True:
        line = _waiting.get()
        if line is None:
            return
        announce([line, *_drained()])
        time.sleep(GATHER)


def _drained() -> list[Line]:
    lines: list[Line] = []
    while True:
        try:
            line = _waiting.get_nowait()
        except Empty:
            return lines
        if line is None:  # the end is near: after these
            _waiting.put(None)
            return lines
        lines.append(line)


def _finish() -> None:
    """Let a process that ends in order send what waits."""
    if _thread is not None and _thread.is_alive():
        _waiting.put(None)
        _thread.join(_LAST_WORDS)


def _begin_anew() -> None:
    """A forked process has neither its parent's thread nor its parent's lines."""
    global _waiting, _thread, _starting
    _waiting, _thread, _starting = SimpleQueue(), None, Lock()


atexit.register(_finish)
os.register_at_fork(after_in_child=_begin_anew)
