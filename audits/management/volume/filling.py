"""Rows into tables as fast as each database takes them: COPY on PostgreSQL, `executemany` on SQLite."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

Row = tuple[Any, ...]


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
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in whole:
                copy.write_row(row)
        return
    marks = ", ".join(["?"] * (len(names) + len(rest)))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own columns
    with connection.cursor() as cursor:
        cursor.cursor.connection.executemany(statement, whole)


def _defaults(model: type[Model], names: Sequence[str]) -> dict[str, Any]:
    """Columns that are not given and must not be empty, with the model's own defaults."""
    fields = model._meta.concrete_fields
    missing = [field for field in fields if field.column not in names and not field.null]
    return {
        str(field.column): field.get_db_prep_save(field.get_default(), connection=connection)
        for field in missing
        if not field.primary_key and not field.has_db_default()
    }


def prepare() -> None:
    """Don't wait for the disk at every block, and press documents quickly: a volume cut short is made again."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA wal_autocheckpoint=20000")
            return
        cursor.execute("SET synchronous_commit=off")
        cursor.execute("SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'")
        if "lz4" in (cursor.fetchone() or [[]])[0]:
            cursor.execute("SET default_toast_compression=lz4")


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
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        return int(cursor.fetchone()[0]) + 1
