"""Inserting rows that may be there already.

Django's `bulk_create(ignore_conflicts=True)` is `INSERT OR IGNORE` on SQLite, which hides every broken
constraint. `ON CONFLICT DO NOTHING` passes over unique constraints alone, on both databases; which one it was
is told by reading back what is there.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows (field name → value, the same names in each); the keys of those that weren't there.

    Runs in the caller's transaction. Broken foreign keys, checks and types raise as ever.
    """
    if not rows:
        return []
    names = tuple(rows[0])
    sql = _statement(model, names, len(rows), connection.vendor)
    fields = [model._meta.get_field(name) for name in names]
    values = [
        field.get_db_prep_save(row[name], connection=connection)  # type: ignore[union-attr]
        for row in rows
        for name, field in zip(names, fields, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]


@cache
def _statement(model: type[Model], names: tuple[str, ...], count: int, vendor: str) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(model._meta.get_field(name).column) for name in names)  # type: ignore[union-attr]
    row = f"({', '.join(['%s'] * len(names))})"
    key = quote(model._meta.pk.column)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {', '.join([row] * count)} "  # noqa: S608 - names of our own columns
        f"ON CONFLICT DO NOTHING RETURNING {key}"
    )
