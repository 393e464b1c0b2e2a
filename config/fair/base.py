"""SQLite for several processes that write: each transaction waits for its turn on an empty file beside the database.

SQLite has one writer at a time and no line: who finds the file taken sleeps up to 100 ms and tries again, so a worker
that writes one thing after the other keeps phones waiting for seconds. The turn is a lock that the kernel gives on the
moment it is free. SQLite's own lock still holds: whoever doesn't stand here (a backup, a shell) it keeps out all the
same. A process that dies gives its turn back.

A statement that writes by itself, outside of any transaction, is a transaction too: without a turn it would sleep and
try again for as long as workers write one thing after the other.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

from django.db.backends.sqlite3 import base

_thread = local()
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Cursor(base.SQLiteCursorWrapper):
    """A cursor whose single statements take their turn."""

    wrapper: "DatabaseWrapper"

    def execute(self, query: Any, params: Any = None) -> Any:
        with self.wrapper.turn_for(query):
            return super().execute(query, params)

    def executemany(self, query: Any, param_list: Any) -> Any:
        with self.wrapper.turn_for(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn with every transaction, and gives it back with the transaction's end."""

    _turn: int | None = None  # file descriptor
    _opened_by = 0  # process: a fork's own lock must be its own
    _has_turn = False

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    @contextmanager
    def turn_for(self, query: object) -> Iterator[None]:
        """The turn of a statement that writes by itself; others need none, or have their transaction's."""
        if self.connection.in_transaction or not str(query).lstrip()[:7].upper().startswith(WRITES):
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._give_turn()

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
