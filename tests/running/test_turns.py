"""Whoever writes to SQLite waits for a turn; whoever reads does not (decision 019)."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker


@pytest.fixture(autouse=True)
def no_database_but_its_own(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """No test's transaction around it: that would have the turn."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "encore.sqlite3"


@pytest.fixture
def house(file: Path) -> ConnectionHandler:
    """A small house's database with a table; each thread that asks has its own connection."""
    options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}
    house = ConnectionHandler({"default": {"ENGINE": "config.fair", "NAME": str(file), "OPTIONS": options}})
    run(house["default"], "CREATE TABLE seen (token INTEGER)")
    return house


def run(connection: BaseDatabaseWrapper, sql: str) -> list[tuple[int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@contextmanager
def anothers_turn(file: Path) -> Iterator[None]:
    """A worker has its turn; the file itself is free at this moment."""
    turn = os.open(f"{file}-turn", os.O_CREAT | os.O_RDWR)
    fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        yield
    finally:
        os.close(turn)


@pytest.mark.parametrize(
    "sql", ["INSERT INTO seen VALUES (1)", "  update seen SET token = 2", "DELETE FROM seen"]
)
def test_a_single_statement_that_writes_waits_for_its_turn(
    house: ConnectionHandler, file: Path, sql: str
) -> None:
    def note() -> None:
        run(house["default"], sql)
        house["default"].close()

    noting = Thread(target=note)
    with anothers_turn(file):
        noting.start()
        noting.join(0.3)
        assert noting.is_alive()
    noting.join(20)
    assert not noting.is_alive()


def test_nobody_waits_in_order_to_read(house: ConnectionHandler, file: Path) -> None:
    with anothers_turn(file):
        assert run(house["default"], "SELECT count(*) FROM seen") == [(0,)]


def test_a_statement_in_a_transaction_has_its_turn_already(house: ConnectionHandler, file: Path) -> None:
    mine = house["default"]
    mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    run(mine, "INSERT INTO seen VALUES (1)")
    with pytest.raises(BlockingIOError), anothers_turn(file):
        pass
    mine.commit()
    with anothers_turn(file):
        assert run(mine, "SELECT token FROM seen") == [(1,)]


def test_a_statement_that_fails_gives_its_turn_back(house: ConnectionHandler, file: Path) -> None:
    with pytest.raises(OperationalError):
        run(house["default"], "INSERT INTO nowhere VALUES (1)")
    with anothers_turn(file):
        pass
