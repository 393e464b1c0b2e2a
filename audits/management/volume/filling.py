"""Rows into tables as fast as each database takes them: COPY on PostgreSQL, `executemany` on SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Model

Row = tuple[Any, ...]
SETTINGS = {
    "sqlite": {
        "synchronous": "OFF",
        "wal_autocheckpoint": "50000",
        "cache_size": "-131072",
        "ignore_check_constraints": "ON",
        "foreign_keys": "OFF",
    },
    "postgresql": {
        "synchronous_commit": "off",
        "default_toast_compression": "lz4",
        "session_replication_role": "replica",
    },
}


def fill(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows of values in the order of these fields' column names.

    Values are what both databases take as they are: keys as 32 hexadecimal digits, moments in UTC as
    `2026-03-11 16:00:00`, days, decimals and JSON as text.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    rest = _defaults(model, names)
    columns = ", ".join(map(connection.ops.quote_name, [*names, *rest]))
    constants = tuple(rest.values())
    whole = (row + constants for row in rows)
    if connection.vendor == "postgresql":
        _copy(table, columns, whole)
        return
    marks = ", ".join(["?"] * (len(names) + len(rest)))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own columns
    with connection.cursor() as cursor:
        cursor.cursor.connection.executemany(statement, whole)


def _copy(table: str, columns: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


class Shared:
    """Documents that many rows of a table have in common, by number.

    PostgreSQL reads and presses each once, into a table of its own, and copies it from there into the rows: that
    costs a fifth of reading it anew. SQLite keeps JSON as text and has nothing to gain.
    """

    def __init__(self, model: type[Model], names: Sequence[str], documents: dict[int, Row]) -> None:
        self.model, self.names, self.documents = model, names, documents
        self.is_kept = False

    def fill(self, names: Sequence[str], rows: Iterable[tuple[int, Row]]) -> None:
        """Write rows as `fill` does, each with the documents of its number."""
        if connection.vendor != "postgresql":
            whole = (row + self.documents[number] for number, row in rows)
            fill(self.model, (*names, *self.names), whole)
            return
        table, rest = self.model._meta.db_table, _defaults(self.model, [*names, *self.names])
        given = ", ".join(map(connection.ops.quote_name, [*names, *rest]))
        shared = ", ".join(map(connection.ops.quote_name, self.names))
        if not self.is_kept:
            self._keep(table, given, shared)
        constants = tuple(rest.values())
        _copy("volume_rows", f"number, {given}", ((number, *row, *constants) for number, row in rows))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({given}, {shared}) SELECT {given}, {shared} "  # noqa: S608 - our own names
                "FROM volume_rows JOIN volume_documents USING (number)"
            )
            cursor.execute("TRUNCATE volume_rows")

    def _keep(self, table: str, given: str, shared: str) -> None:
        with connection.cursor() as cursor:
            for name, columns in (("volume_rows", given), ("volume_documents", shared)):
                cursor.execute(f"DROP TABLE IF EXISTS {name}")
                cursor.execute(
                    f"CREATE TEMP TABLE {name} AS SELECT 0 AS number, {columns} "  # noqa: S608 - our own names
                    f"FROM {table} WHERE false"
                )
        _copy("volume_documents", f"number, {shared}", ((n, *row) for n, row in self.documents.items()))
        self.is_kept = True


def _defaults(model: type[Model], names: Sequence[str]) -> dict[str, Any]:
    """Columns that are not given and must not be empty, with the model's own defaults."""
    fields = model._meta.concrete_fields
    missing = [field for field in fields if field.column not in names and not field.null]
    return {
        str(field.column): field.get_db_prep_save(field.get_default(), connection=connection)
        for field in missing
        if not field.primary_key and not field.has_db_default()
    }


@contextmanager
def quickly() -> Iterator[None]:
    """Write for speed, on this connection and in this block: don't wait for the disk at every transaction, press
    documents quickly, and don't look again at rows that are right by how they are made.

    What is passed over: SQLite's CHECKs and foreign keys; PostgreSQL's foreign keys, where the role may (a
    superuser's). Unique indexes hold throughout, and a process that is killed leaves a sound database. A volume cut
    short is made again.
    """
    if connection.in_atomic_block:
        yield
        return
    before = [(name, _setting(name)) for name in SETTINGS[connection.vendor]]
    try:
        for name, value in SETTINGS[connection.vendor].items():
            _set(name, value)
        yield
    finally:
        for name, was in before:
            _set(name, was)


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
        return str(cursor.fetchone()[0])


def _set(name: str, value: str) -> None:
    """Set it for this connection; what the server doesn't know, or the role may not, stays as it is."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA {name}={value}")
            return
        with suppress(DatabaseError):
            cursor.execute(f"SET {name}='{value}'")


def analyse() -> None:
    """Tell the database what it holds now, as it would find out by itself in a minute."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def reserve_keys(model: type[Model], count: int) -> int:
    """The first of `count` automatic keys that nobody else will be given."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, nextval({sequence}) + %s)", [count])
            return int(cursor.fetchone()[0]) - count + 1
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table]
        )
        told = cursor.fetchone()
        if told is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
        return int(told[0]) - count + 1 if told else 1
