"""Visits that come at once, stored together: one transaction of SQLite for all that wait in this process.

SQLite has one writer at a time. Who comes while another writes stands in line; whoever is first in line when the
file is free writes for all who stand there by then, and each hears of its own once everything is committed, never
before. Nobody waits for others to come: the first one goes at once.

Only plain visits are written so: first revisions of visits that aren't here, by an assignment's own shopper with
the edition that was handed out. The others go the longer way, each by itself (`storing.py`), and so does everybody
when anything goes wrong: nothing of that transaction is kept then, and each meets its own trouble or none.
"""

import fcntl
import os
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Lock

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from audits.journal.announcing import announce_soon
from audits.visits.looking import Held, look_at_all
from audits.visits.receipts import Receipt, receipt_from, receipt_rows
from audits.visits.services.in_one_step import Values, judged_by, said_by, write_all
from audits.visits.services.judging import Judgement, Sending, Standing, judge
from audits.visits.statements import Row

MOST = 16  # visits in one transaction: a rush is answered in turns, not at its end


class Waiting:
    """A sending in line. Its thread sleeps until it is its turn to lead, or until all is done."""

    def __init__(self, sending: Sending) -> None:
        self.sending = sending
        self.said: Values = said_by(sending)
        self.rows: list[Row] = []  # of its receipt; none: the longer way
        self.completed: int | None = None  # its journal line that something follows from
        self.trouble: Exception | None = None
        self.is_done = False
        self._woken = Lock()
        self._woken.acquire()

    def sleep(self) -> None:
        """Until somebody wakes this one."""
        self._woken.acquire()

    def wake(self) -> None:
        """It is done, or it is first."""
        self._woken.release()


class Line:
    """Those of this process who wait to be written, the first of them at work."""

    def __init__(self) -> None:
        self._mutex = Lock()
        self._waiting: deque[Waiting] = deque()
        self._is_led = False
        self._writer: BaseDatabaseWrapper | None = None

    def stand(self, one: Waiting) -> None:
        """Have it written, with whoever else stands here; returns when it is done."""
        with self._mutex:
            self._waiting.append(one)
            leads, self._is_led = not self._is_led, True
        if not leads:
            one.sleep()
        if not one.is_done:
            self._lead()

    def _lead(self) -> None:
        drawn: list[Waiting] = []
        try:
            with _turn():
                drawn = self._draw()
                self._write(drawn)
        except Exception as trouble:  # noqa: BLE001 - everybody's: the database itself could not be had
            for one in drawn:
                one.trouble = trouble
        finally:
            self._hand_on(drawn)

    def _draw(self) -> list[Waiting]:
        with self._mutex:
            return [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]

    def _hand_on(self, done: list[Waiting]) -> None:
        with self._mutex:
            following = self._waiting[0] if self._waiting else None
            self._is_led = following is not None
        if following is not None:
            following.wake()
        for one in done:
            one.is_done = True
            one.wake()

    def _write(self, drawn: list[Waiting]) -> None:
        if self._writer is None:
            # one connection for all of them: what it has read of the file stays fresh from one to the next
            self._writer = connections.create_connection(DEFAULT_DB_ALIAS)
            self._writer.inc_thread_sharing()
        writer = self._writer
        writer.ensure_connection()
        raw: sqlite3.Connection = writer.connection
        with writer.wrap_database_errors:
            raw.execute("BEGIN IMMEDIATE")
        try:
            write_plain(raw, drawn)
            raw.execute("COMMIT")
        except sqlite3.Error:
            for one in drawn:
                one.rows = []
            writer.close()  # and with it all that was not committed


_line = Line()


def may_stand_in_line(sending: Sending) -> bool:
    """Whether it is worth asking, as far as the sealed bytes alone tell."""
    is_first = sending.envelope.revision == 1 and sending.envelope.assignment is not None
    return is_first and connection.vendor == "sqlite"


def store_together(sending: Sending) -> Receipt | None:
    """Store a plain visit; its receipt. None, and nothing written, where it isn't plain or is here already."""
    one = Waiting(sending)
    if connection.in_atomic_block:
        with transaction.atomic():
            write_plain(connection.connection, [one])
    else:
        _line.stand(one)
    if one.trouble is not None:
        raise one.trouble
    if not one.rows:
        return None
    if one.completed is not None:
        transaction.on_commit(partial(announce_soon, one.completed, "visit.completed"))
    return receipt_from(one.rows)


def write_plain(raw: sqlite3.Connection, drawn: Sequence[Waiting]) -> None:
    """Write those that are plain, in this connection's transaction, and read back what their receipts say."""
    judged = list(_judged(raw, _one_of_each(drawn)))
    if not judged:
        return
    write_all(raw, [one.said + judged_by(one.sending, judgement) for one, judgement in judged])
    visits = [one.sending.envelope.visit for one, _ in judged]
    told = receipt_rows(raw.execute, visits)
    lines = _completed(raw, [str(visit) for visit in visits])
    for one, _ in judged:
        visit = one.sending.envelope.visit
        one.rows, one.completed = told[visit.hex], lines.get(str(visit))


def _one_of_each(drawn: Sequence[Waiting]) -> list[Waiting]:
    """Of several sendings of one visit, or for one assignment, the first: the others look again after it."""
    visits = {one.sending.envelope.visit: one for one in reversed(drawn)}
    by_assignment = {one.sending.envelope.assignment: one for one in reversed(visits.values())}
    return [one for one in drawn if by_assignment.get(one.sending.envelope.assignment) is one]


def _judged(raw: sqlite3.Connection, drawn: Sequence[Waiting]) -> Iterator[tuple[Waiting, Judgement]]:
    asked = [(one.sending.envelope.visit, 1, one.sending.envelope.assignment) for one in drawn]
    for one, known in zip(drawn, look_at_all(raw.execute, asked), strict=True):
        if _is_plain(known, one.sending):
            judgement = judge(known, one.sending)
            if judgement.standing == Standing.ACCEPTED:
                yield one, judgement


def _is_plain(known: Held, sending: Sending) -> bool:
    """Whether it can be judged without another question to the database."""
    facts = known.facts
    is_new = known.visit is None and not known.rows
    is_hers = facts is not None and facts.shopper == sending.shopper.pk
    return is_new and is_hers and facts.edition_sha256 == sending.envelope.edition


def _completed(raw: sqlite3.Connection, subjects: list[str]) -> dict[str, int]:
    marks = ", ".join("?" * len(subjects))
    sql = f"SELECT subject, id FROM audits_entry WHERE subject IN ({marks}) AND verb = 'visit.completed'"  # noqa: S608
    return dict(raw.execute(sql, subjects).fetchall())


@contextmanager
def _turn() -> Iterator[None]:
    """Stand in line with the other processes of this machine, in the order of coming. SQLite would have each of them
    sleep and try again; whoever doesn't stand here it still keeps out by its own lock."""
    with open(f"{connection.settings_dict['NAME']}-turn", "wb") as turn:  # closing it gives it back
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _begin_anew() -> None:
    """A forked process has neither its parent's line nor its parent's connection."""
    global _line
    _line = Line()


os.register_at_fork(after_in_child=_begin_anew)
