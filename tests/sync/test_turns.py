"""Who writes to SQLite waits for a turn, and has it when the one before is done."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Event

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def another(*, patience: int) -> Iterator[BaseDatabaseWrapper]:
    """A second connection of this thread, on which SQLite itself waits `patience` milliseconds for the file."""
    with closing(connections.create_connection(DEFAULT_DB_ALIAS)) as other:
        other.ensure_connection()
        other.connection.execute(f"PRAGMA busy_timeout={patience}")
        yield other


def write_without_patience(has_come: Event) -> bool:
    """Write from a thread of its own, where SQLite would give up at once."""
    with closing(connection):
        connection.ensure_connection()
        connection.connection.execute("PRAGMA busy_timeout=0")
        has_come.set()
        with transaction.atomic():
            return connection.in_atomic_block


def test_who_finds_somebody_writing_waits_for_her_turn_and_is_not_refused() -> None:
    has_come = Event()
    with ThreadPoolExecutor(1) as phone:
        with transaction.atomic():
            writing = phone.submit(write_without_patience, has_come)
            assert has_come.wait(30)
            with pytest.raises(TimeoutError):
                writing.result(timeout=0.3)
        assert writing.result(timeout=30)


def test_a_turn_is_given_back_with_a_rollback_and_with_a_connection_that_is_closed() -> None:
    def spoil() -> None:
        with transaction.atomic():
            raise LookupError

    with pytest.raises(LookupError):
        spoil()
    with transaction.atomic():
        connection.close()
    with ThreadPoolExecutor(1) as phone:
        assert phone.submit(write_without_patience, Event()).result(timeout=30)


def test_a_thread_that_would_wait_for_itself_is_refused_and_does_not_hang() -> None:
    with another(patience=10) as other, transaction.atomic(), pytest.raises(OperationalError, match="locked"):
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
