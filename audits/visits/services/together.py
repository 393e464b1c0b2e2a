"""Visits that come at once, stored together: on SQLite, in one transaction for all that wait (`line.py`).

Only plain visits are written so: first revisions of visits that aren't here, by an assignment's own shopper with
the edition that was handed out. The others go the longer way, each by itself (`storing.py`).
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar, cast
from uuid import UUID

from django.db import connection, transaction

from audits.journal.announcing import announce_soon
from audits.visits.looking import Held, look_at_all
from audits.visits.models import Revision
from audits.visits.receipts import Receipt, receipt_from, receipt_rows
from audits.visits.services.in_one_step import Values, judged_by, said_by, write_all
from audits.visits.services.judging import Judgement, Sending, judge
from audits.visits.services.line import Line, Waiting
from audits.visits.statements import Row

T = TypeVar("T")


class WaitingVisit(Waiting):
    """A sending in line."""

    def __init__(self, sending: Sending) -> None:
        super().__init__()
        self.sending = sending
        self.said: Values = said_by(sending)
        self.rows: list[Row] = []  # of its receipt; none: it isn't plain


class WaitingAct(Waiting, Generic[T]):
    """Any writing in line."""

    def __init__(self, act: Callable[[], T]) -> None:
        super().__init__()
        self.act = act
        self.result: T | None = None


def may_stand_in_line(sending: Sending) -> bool:
    """Whether it is worth asking, as far as the sealed bytes alone tell."""
    is_first = sending.envelope.revision == 1 and sending.envelope.assignment is not None
    return is_first and connection.vendor == "sqlite"


def store_together(sending: Sending) -> Receipt | None:
    """Store a plain visit; its receipt. None, and nothing written, where it isn't plain or is here already."""
    one = WaitingVisit(sending)
    if connection.in_atomic_block:
        with connection.wrap_database_errors:
            _write_plain([one])
    elif not _line.stand(one):
        return None
    return receipt_from(one.rows) if one.rows else None


def in_line(act: Callable[[], T]) -> T:
    """What a short act that writes comes to, in a transaction: on SQLite in one with whoever else writes now."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        one = WaitingAct(act)
        if _line.stand(one):
            return cast(T, one.result)
    with transaction.atomic():
        return act()


def _write(drawn: Sequence[Waiting]) -> None:
    _write_plain([one for one in drawn if isinstance(one, WaitingVisit)])
    for one in drawn:
        if isinstance(one, WaitingAct):
            one.result = one.act()


_line = Line(_write)


def _write_plain(drawn: Sequence[WaitingVisit]) -> None:
    """Write those that are plain, in this thread's transaction, and read back what their receipts say."""
    raw: sqlite3.Connection = connection.connection
    judged = list(_judged(raw, _one_of_each(drawn))) if drawn else []
    if not judged:
        return
    write_all(raw, [one.said + judged_by(one.sending, judgement) for one, judgement in judged])
    visits = [one.sending.envelope.visit for one, _ in judged]
    told = receipt_rows(raw.execute, visits)
    for one, _ in judged:
        one.rows = told[one.sending.envelope.visit.hex]
    for line in _completed(raw, [str(visit) for visit in visits]):
        transaction.on_commit(partial(announce_soon, line, "visit.completed"))


def _one_of_each(drawn: Sequence[WaitingVisit]) -> list[WaitingVisit]:
    """Of several sendings of one visit, or for one assignment, the first: the others look again after it."""
    seen, first = set[UUID | None](), list[WaitingVisit]()
    for one in drawn:
        named = {one.sending.envelope.visit, one.sending.envelope.assignment}
        if seen.isdisjoint(named):
            first.append(one)
        seen |= named
    return first


def _judged(
    raw: sqlite3.Connection, drawn: Sequence[WaitingVisit]
) -> Iterator[tuple[WaitingVisit, Judgement]]:
    asked = [(one.sending.envelope.visit, 1, one.sending.envelope.assignment) for one in drawn]
    for one, known in zip(drawn, look_at_all(raw.execute, asked), strict=True):
        if _is_plain(known, one.sending):
            judgement = judge(known, one.sending)
            if judgement.standing == Revision.Standing.ACCEPTED:
                yield one, judgement


def _is_plain(known: Held, sending: Sending) -> bool:
    """Whether it can be judged without another question to the database."""
    facts = known.facts
    is_new = known.visit is None and not known.rows
    if facts is None or not is_new:
        return False
    return facts.shopper == sending.shopper.pk and facts.edition_sha256 == sending.envelope.edition


def _completed(raw: sqlite3.Connection, subjects: list[str]) -> list[int]:
    """The numbers of the journal's lines that something follows from."""
    marks = ", ".join("?" * len(subjects))
    sql = f"SELECT id FROM audits_entry WHERE subject IN ({marks}) AND verb = 'visit.completed'"  # noqa: S608 - marks alone
    return [line for (line,) in raw.execute(sql, subjects)]


def _begin_anew() -> None:
    """A forked process has neither its parent's line nor its parent's connection."""
    global _line
    _line = Line(_write)


os.register_at_fork(after_in_child=_begin_anew)
