"""Statements of the hot path: sent as they are, planned once a connection where the database can (PostgreSQL).

They pass Django's cursor by, and with it the question "are you there?" that opens each request: the first
statement is that question itself.
"""

import re
from functools import cache
from typing import Any

from django.db import InterfaceError, OperationalError, connection

Row = tuple[Any, ...]
_NAMED = re.compile(r"%\((\w+)\)s")


def ask(sql: str, values: dict[str, Any]) -> list[Row]:
    """The rows of a statement with `%(named)s` values, in the caller's transaction if there is one."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    numbered, names = _numbered(sql)
    connection.ensure_connection()
    raw = connection.connection
    raw.prepare_threshold = 0  # off in Django, whose own cursors never prepare
    with connection.wrap_database_errors:
        cursor = _driver().RawCursor(raw)
        return list(cursor.execute(numbered, [values[name] for name in names], prepare=True).fetchall())


def _driver() -> Any:
    """psycopg, which only those have who run on PostgreSQL."""
    return connection.Database  # type: ignore[attr-defined]  # each kind of connection has its own


@cache
def _numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """The statement as PostgreSQL itself reads it (`$1`), and the names in the order of their numbers."""
    names = tuple(dict.fromkeys(_NAMED.findall(sql)))
    return _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", sql), names


def literal(value: Any) -> str:
    """A constant of ours as PostgreSQL writes it."""
    connection.ensure_connection()
    text: str = _driver().sql.Literal(value).as_string(connection.connection)
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
