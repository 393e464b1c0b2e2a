"""Who comes at once on SQLite stands in one line: written together, heard after the commit, spoilt by nobody."""

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection

from audits.journal.models import Entry
from audits.people.models import Person
from audits.visits.models import Revision, Visit
from audits.visits.receipts import receipt_of
from audits.visits.services import receive_visit, together
from audits.visits.services.line import Line, Waiting
from tests.cast import Cast, an_assignment
from tests.envelopes import Sealed, phone_of, photo_bytes, sashas

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def somebody_else_writes() -> Iterator[None]:
    """Another process of this machine has its turn."""
    with open(f"{connection.settings_dict['NAME']}-turn", "wb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def stand_together(acts: Sequence[Callable[[], Any]]) -> list[Future[Any]]:
    """What becomes of acts that all stand in line before the first of them is written."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as phones:
        with somebody_else_writes():
            running = []
            for place, act in enumerate(acts, 1):
                running.append(phones.submit(run, act))
                wait_for(place)
            assert not any(one.done() for one in running)
        return running


def wait_for(count: int) -> None:
    until = time.monotonic() + 30
    while len(together._line._waiting) < count:
        assert time.monotonic() < until, "they don't stand in line"
        time.sleep(0.001)


def sent(sealed: Sealed, shopper: Person, by: Person | None = None) -> Callable[[], Any]:
    return lambda: receive_visit(
        visit=sealed.visit,
        number=sealed.revision,
        sealed=sealed.content,
        sha256=sealed.sha256,
        shopper=shopper,
        by=by,
    )


def five(cast: Cast) -> list[Sealed]:
    assignments = [an_assignment(cast.wave, cast.lille, cast.sasha) for _ in range(5)]
    return [sashas(cast, assignment=one.pk, photos=[photo_bytes(1)]) for one in assignments]


def test_those_who_wait_together_are_all_received_and_each_has_its_own_receipt(cast: Cast) -> None:
    visits = five(cast)
    received = [one.result() for one in stand_together([sent(sealed, cast.sasha) for sealed in visits])]
    assert [one.outcome for one in received] == ["new"] * 5
    for sealed, one in zip(visits, received, strict=True):
        assert one.receipt["visit"] == str(sealed.visit)
        assert one.receipt == receipt_of(
            visit=sealed.visit, number=1, sha256=sealed.sha256, person=cast.sasha.pk
        )
    assert Entry.objects.filter(verb="visit.received").count() == 5


def test_of_one_visit_sent_five_times_in_one_line_one_is_new_and_all_have_its_receipt(cast: Cast) -> None:
    sealed = sashas(cast)
    received = [one.result() for one in stand_together([sent(sealed, cast.sasha)] * 5)]
    assert sorted(one.outcome for one in received) == ["again"] * 4 + ["new"]
    assert all(one.receipt == received[0].receipt for one in received)
    assert Revision.objects.count() == 1


def test_of_two_visits_on_one_assignment_in_one_line_the_second_is_marked(cast: Cast) -> None:
    first, second = sashas(cast), sashas(cast)
    stand_together([sent(first, cast.sasha), sent(second, cast.sasha)])
    assert "assignment_visited_before" not in Visit.objects.get(pk=first.visit).marks
    assert "assignment_visited_before" in Visit.objects.get(pk=second.visit).marks


def test_a_visit_that_the_database_will_not_have_spoils_nobody_elses(cast: Cast) -> None:
    """Its bringer is gone: the database says so only when all of them are to be committed."""
    visits = five(cast)
    gone = Person(email="gone@demo.example")
    acts = [sent(sealed, cast.sasha, gone if n == 2 else None) for n, sealed in enumerate(visits)]
    became = stand_together(acts)
    assert isinstance(became[2].exception(), IntegrityError)
    assert [one.result().outcome for n, one in enumerate(became) if n != 2] == ["new"] * 4
    assert not Revision.objects.filter(visit=visits[2].visit).exists()
    assert Visit.objects.count() == 4


def test_a_photo_stands_in_line_with_the_visits_and_completes_its_own(cast: Cast) -> None:
    sasha, (first, *others) = phone_of(cast, "sasha"), five(cast)
    assert sasha.put(first).status_code == 201
    ((sha256, _),) = first.photos.items()
    acts = [lambda: sasha.put_blob(first, sha256)]  # a new phone's token would be written before, in a turn
    stand_together(acts + [sent(sealed, cast.sasha) for sealed in others])
    assert all(Visit.objects.values_list("completed_at", flat=True))  # one content, promised by all of them
    assert Entry.objects.filter(verb="visit.completed").count() == 5


def test_a_file_that_cannot_be_had_is_said_and_nothing_is_kept_by_half(cast: Cast) -> None:
    first, second = five(cast)[:2]
    assert sent(first, cast.sasha)().outcome == "new"
    writer = together._line._writer
    assert writer is not None
    writer.connection.execute("PRAGMA busy_timeout=10")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        sent(second, cast.sasha)()
    other.execute("ROLLBACK")
    other.close()
    assert not Revision.objects.filter(visit=second.visit).exists()
    assert sent(second, cast.sasha)().outcome == "new"


def test_one_that_fails_by_our_own_fault_lets_the_next_in_line_go_on() -> None:
    def write(drawn: Sequence[Waiting]) -> None:
        if not failed:
            failed.append(True)
            raise ZeroDivisionError

    failed: list[bool] = []
    line = Line(write)
    assert line.stand(Waiting()) is False
    assert line.stand(Waiting()) is True
