"""Inserting rows that may be there already.

Django's `bulk_create(ignore_conflicts=True)` is `INSERT OR IGNORE` on SQLite, which hides every broken
constraint. `ON CONFLICT DO NOTHING` passes over unique constraints alone, on both databases; which one it was
is told by reading back what is there.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows (attribute name → value, the same names in each); the keys of those that weren't there.

    What a row doesn't name gets its field's default. Runs in the caller's transaction. Broken foreign keys,
    checks and types raise as ever.
    """
    if not rows:
        return []
    given = tuple(rows[0])
    fields = written(model, given)
    sql = _statement(model, tuple(str(field.column) for field in fields), len(rows), connection.vendor)
    values = [
        field.get_db_prep_save(
            row[field.attname] if field.attname in row else field.get_default(), connection=connection
        )
        for row in rows
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]


def default_of(field: "Field[Any, Any]") -> Any:
    """What a row that doesn't name this field gets, as the driver takes it."""
    return field.get_db_prep_save(field.get_default(), connection=connection)


@cache
def written(model: type[Model], given: tuple[str, ...]) -> "tuple[Field[Any, Any], ...]":
    """The fields to write: those given, and those that have a default which is not the database's own."""
    fields = model._meta.concrete_fields
    unknown = set(given) - {field.attname for field in fields}
    if unknown:
        raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    return tuple(field for field in fields if field.attname in given or _has_own_default(field))


def _has_own_default(field: "Field[Any, Any]") -> bool:
    return field.has_default() or (not field.null and not field.has_db_default() and not field.primary_key)


@cache
def _statement(model: type[Model], columns: tuple[str, ...], count: int, vendor: str) -> str:
    quote = connection.ops.quote_name
    named = ", ".join(map(quote, columns))
    row = f"({', '.join(['%s'] * len(columns))})"
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({named}) VALUES {', '.join([row] * count)} "  # noqa: S608 - names of our own columns
        f"ON CONFLICT DO NOTHING RETURNING {quote(str(model._meta.pk.column))}"
    )
