"""Statements of the hot path: sent as they are, planned once a connection where the database can (PostgreSQL).

They pass Django's cursor by, and with it the question "are you there?" that opens each request: the first
statement is that question itself. Values are given as the driver takes them.
"""

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections

Row = tuple[Any, ...]
_NAMED = re.compile(r"%\((\w+)\)s")


def ask(sql: str, values: dict[str, Any]) -> list[Row]:
    """The rows of a statement with `%(named)s` values, in the caller's transaction if there is one."""
    here = connections[DEFAULT_DB_ALIAS]  # `connection` would look this up at each of the following
    here.ensure_connection()
    raw = here.connection
    if here.vendor != "postgresql":
        with here.wrap_database_errors:
            return list(raw.execute(_named(sql), values))
    numbered, names = _numbered(sql)
    raw.prepare_threshold = 0  # off in Django, whose own cursors never prepare
    with here.wrap_database_errors:
        cursor = _driver(here).RawCursor(raw)
        return list(cursor.execute(numbered, [values[name] for name in names], prepare=True).fetchall())


def db_key(key: UUID) -> UUID | str:
    """A UUID as this database's driver takes it."""
    return key if connection.features.has_native_uuid_field else key.hex


def db_moment(moment: datetime) -> datetime | str:
    """An instant as this database's driver takes it: SQLite keeps naive text in UTC."""
    is_native = connection.vendor == "postgresql"
    return moment if is_native else str(moment.astimezone(UTC).replace(tzinfo=None))


def as_uuid(value: Any) -> UUID:
    """A UUID as the driver hands it out; SQLite's is hexadecimal text."""
    return value if isinstance(value, UUID) else UUID(value)


def _driver(of: Any) -> Any:
    """psycopg, which only those have who run on PostgreSQL: each kind of connection has a driver of its own."""
    return of.Database


@cache
def _named(sql: str) -> str:
    """The statement as SQLite's driver reads it (`:name`), which keeps it planned by its text."""
    return _NAMED.sub(r":\1", sql)


@cache
def _numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """The statement as PostgreSQL itself reads it (`$1`), and the names in the order of their numbers."""
    names = tuple(dict.fromkeys(_NAMED.findall(sql)))
    return _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", sql), names


def literal(value: Any) -> str:
    """A constant of ours as PostgreSQL writes it."""
    connection.ensure_connection()
    text: str = _driver(connection).sql.Literal(value).as_string(connection.connection)
    return text


def ask_first(sql: str, values: dict[str, Any]) -> list[Row]:
    """The rows of a statement that changes nothing; a connection that was lost in the meantime is opened again."""
    try:
        return ask(sql, values)
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return ask(sql, values)
