"""Whether a request changed anything: rows made, changed or deleted in any table, seen by the database itself.

Triggers of this connection alone write down each change, within the caller's transaction: what was rolled back is
gone from the list, too, and an UPDATE that says what stood there already is none. SQLite alone.
"""

from collections.abc import Iterator

from django.db import connection

# what a request may leave behind when it is refused: who knocked how often, and until when a session lasts
BESIDE = frozenset({"audits_cache", "django_session"})
USED = ("audits_token", "used_at")  # when a token was used is noted, whatever becomes of the request


def watch() -> frozenset[str]:
    """Begin to write down changes; the names of the tables that are watched."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE touched (what TEXT)")
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
            "AND name NOT LIKE 'sqlite_%'"
        )
        tables = frozenset(row[0] for row in cursor.fetchall()) - BESIDE
        for table in tables:
            for trigger in _triggers(table):
                cursor.execute(trigger)
    return tables


def touched() -> list[str]:
    """What was changed since it was asked the last time, as `INSERT table`; begins anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT what FROM touched ORDER BY what")
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("DELETE FROM touched")
    return found


def _triggers(table: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        columns = [row[1] for row in cursor.fetchall()]
    differs = " OR ".join(
        f'OLD."{column}" IS NOT NEW."{column}"' for column in columns if (table, column) != USED
    )
    for act, when in (("INSERT", ""), ("UPDATE", f"WHEN {differs}"), ("DELETE", "")):
        yield (
            f'CREATE TEMP TRIGGER "touched_{act}_{table}" AFTER {act} ON main."{table}" {when} '
            f"BEGIN INSERT INTO touched VALUES ('{act} {table}'); END"
        )
