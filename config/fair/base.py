"""SQLite for several processes that write: each transaction waits for its turn on an empty file beside the database.

SQLite has one writer at a time and no line: who finds the file taken sleeps up to 100 ms and tries again, so a worker
that writes one thing after the other keeps phones waiting for seconds. The turn is a lock that the kernel gives on the
moment it is free. SQLite's own lock still holds: whoever doesn't stand here (a backup, a shell) it keeps out all the
same. A process that dies gives its turn back.
"""

import fcntl
import os
from threading import local

from django.db.backends.sqlite3 import base

_thread = local()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn with every transaction, and gives it back with the transaction's end."""

    _turn: int | None = None  # file descriptor
    _opened_by = 0  # process: a fork's own lock must be its own
    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in django-stubs
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # not in django-stubs
        finally:
            self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in django-stubs
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in django-stubs
        finally:
            self._give_turn()
            self._leave()

    def _take_turn(self) -> None:
        # a thread that waits for itself would wait for ever: SQLite refuses its second writing after its own patience
        if self.is_in_memory_db() or getattr(_thread, "has_turn", False):
            return
        if self._turn is None or self._opened_by != os.getpid():
            self._turn = os.open(f"{self.settings_dict['NAME']}-turn", os.O_CREAT | os.O_RDWR, 0o640)
            self._opened_by = os.getpid()
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        self._has_turn = _thread.has_turn = True

    def _give_turn(self) -> None:
        if self._has_turn and self._turn is not None and self._opened_by == os.getpid():
            fcntl.flock(self._turn, fcntl.LOCK_UN)
            self._has_turn = _thread.has_turn = False

    def _leave(self) -> None:
        if self._turn is not None and self._opened_by == os.getpid():
            os.close(self._turn)
        self._turn = None
