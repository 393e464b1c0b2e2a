"""Writing very many assignments: what they share is prepared once, and no row is a model on its way.

`bulk_create` prepares each value of each row anew, which took longer than the drawing itself (bench/drawing.py).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Field
from django.utils import timezone

from audits.waves.models import Assignment

Row = Mapping[str, Any]  # of `VARYING`, by their names in the model
VARYING = (
    "id",
    "store_id",
    "shopper_id",
    "state",
    "window_from",
    "window_to",
    "scenario",
    "brief",
    "daypart",
    "wants",
    "look",
)
SHARED = ("brand_id", "wave_id", "edition_id", "fee", "expense_limit", "currency", "changed_at")
EMPTY = ("claimed_at", "claim_until", "replaces_id")  # null; `made_at` is the database's own


def insert(rows: Sequence[Row], shared: Mapping[str, Any]) -> None:
    """Write the rows in the caller's transaction. `shared`: of `SHARED` all but `changed_at`, which is now."""
    if not rows:
        return
    fields = {field.attname: field for field in Assignment._meta.concrete_fields}
    same = dict(shared) | {"changed_at": timezone.now()} | dict.fromkeys(EMPTY)
    names = (*SHARED, *EMPTY)
    common = tuple(_prepared(fields[name], same[name]) for name in names)
    moments: dict[datetime, Any] = {}
    varying = [fields[name] for name in VARYING]
    lines = [(*common, *(_once(field, row[field.attname], moments) for field in varying)) for row in rows]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(fields[name].column or name) for name in (*names, *VARYING))
    places = ", ".join(["%s"] * (len(names) + len(VARYING)))
    # names of our own columns and places for values: nothing that anybody typed
    statement = f"INSERT INTO {quote(Assignment._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - quoted
    with connection.cursor() as cursor:
        cursor.executemany(statement, lines)


def _prepared(field: "Field[Any, Any]", value: Any) -> Any:
    return field.get_db_prep_save(value, connection=connection)


def _once(field: "Field[Any, Any]", value: Any, moments: dict[datetime, Any]) -> Any:
    """A value as the database takes it; a moment, which many rows have in common, is prepared once."""
    if not isinstance(value, datetime):
        return _prepared(field, value)
    if value not in moments:
        moments[value] = _prepared(field, value)
    return moments[value]
