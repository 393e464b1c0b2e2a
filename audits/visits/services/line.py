"""One writer for all who come at once: what stands in this line is written in one transaction of SQLite.

SQLite has one writer at a time. Who comes while another writes stands in line; whoever is first in line when the
file is free writes for all who stand there by then, and each goes on once everything is committed, never before.
Nobody waits for others to come: the first one goes at once.

When anything goes wrong nothing of that transaction is kept, and everybody does it alone: each meets its own trouble
or none.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger(__name__)
MOST = 16  # written in one transaction: a rush is answered in turns, not at its end


class Waiting:
    """One in line. Its thread sleeps until it is its turn to lead, or until all is over."""

    def __init__(self) -> None:
        self.is_written = False
        self.is_over = False
        self.trouble: DatabaseError | None = None
        self._woken = Lock()
        self._woken.acquire()

    def sleep(self) -> None:
        """Until somebody wakes this one."""
        self._woken.acquire()

    def wake(self) -> None:
        """It is over, or it is first."""
        self._woken.release()


class Line:
    """Those of this process who wait to be written, the first of them at work with `write`."""

    def __init__(self, write: Callable[[Sequence[Waiting]], None]) -> None:
        self._write = write
        self._mutex = Lock()
        self._waiting: deque[Waiting] = deque()
        self._is_led = False
        # one connection for all of them: what it has read of the file stays fresh from one to the next
        self._writer: BaseDatabaseWrapper | None = None

    def stand(self, one: Waiting) -> bool:
        """Whether it was written and committed, with whoever else stood here. Raises what befell all of them: that
        the file could not be had at all."""
        with self._mutex:
            self._waiting.append(one)
            leads, self._is_led = not self._is_led, True
        if not leads:
            one.sleep()
        if not one.is_over:
            self._lead()
        if one.trouble is not None:
            raise type(one.trouble)(*one.trouble.args) from one.trouble  # several threads raise it
        return one.is_written

    def _lead(self) -> None:
        drawn: list[Waiting] = []
        try:
            with self._at_the_writer() as writer:
                self._write_with(writer, drawn)
        finally:
            self._hand_on(drawn or self._draw())

    @contextmanager
    def _at_the_writer(self) -> Iterator[BaseDatabaseWrapper]:
        """This thread's connection is the writer's."""
        if self._writer is None:
            self._writer = connections.create_connection(DEFAULT_DB_ALIAS)
            self._writer.inc_thread_sharing()
        mine = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self._writer
        try:
            yield self._writer
        finally:
            connections[DEFAULT_DB_ALIAS] = mine

    def _write_with(self, writer: BaseDatabaseWrapper, drawn: list[Waiting]) -> None:
        has_begun = False
        try:
            with transaction.atomic():  # in its turn among all processes (config/fair)
                has_begun = True
                drawn += self._draw()
                self._write(drawn)
            for one in drawn:
                one.is_written = True
        except Exception as trouble:
            writer.close()  # and with it all that was not committed
            if has_begun or not isinstance(trouble, DatabaseError):
                log.warning("what stood in line could not be written together", exc_info=True)
                return
            drawn += self._draw()
            for one in drawn:
                one.trouble = trouble

    def _draw(self) -> list[Waiting]:
        with self._mutex:
            return [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]

    def _hand_on(self, over: list[Waiting]) -> None:
        with self._mutex:
            following = self._waiting[0] if self._waiting else None
            self._is_led = following is not None
        if following is not None:
            following.wake()
        for one in over:
            one.is_over = True
            one.wake()
