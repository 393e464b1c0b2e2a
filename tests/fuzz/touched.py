"""Whether a request changed anything: rows made, changed or deleted in any table, seen by the database itself.

Triggers of this connection alone write down each change, within the caller's transaction: what was rolled back is
gone from the list, too, and an UPDATE that says what stood there already is none. On PostgreSQL, which has no
triggers of one connection, they are made within the test's own transaction, and go with it.
"""

from collections.abc import Iterator

from django.db import connection

# what a request may leave behind when it is refused: who knocked how often, and until when a session lasts
BESIDE = frozenset({"audits_cache", "django_session"})
USED = ("audits_token", "used_at")  # when a token was used is noted, whatever becomes of the request
NOTE = """
CREATE FUNCTION pg_temp.note_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO pg_temp.touched VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN NULL; END $$
"""


def watch() -> frozenset[str]:
    """Begin to write down changes; the names of the tables that are watched."""
    with connection.cursor() as cursor:
        tables = frozenset(connection.introspection.table_names(cursor)) - BESIDE
        cursor.execute("CREATE TEMP TABLE touched (what TEXT)")
        if connection.vendor == "postgresql":
            cursor.execute(NOTE)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger is made where a check still waits
        for table in tables:
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            for trigger in _triggers(table, columns):
                cursor.execute(trigger)
    return tables


def touched() -> list[str]:
    """What was changed since it was asked the last time, as `INSERT table`; begins anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT what FROM touched ORDER BY what")
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("DELETE FROM touched")
    return found


def _triggers(table: str, columns: list[str]) -> Iterator[str]:
    named = [f'"{column}"' for column in columns if (table, column) != USED]
    if connection.vendor == "postgresql":
        old, new = ("(" + ", ".join(f"{row}.{column}" for column in named) + ")" for row in ("OLD", "NEW"))
        for act, when in (("INSERT", ""), ("UPDATE", f"WHEN ({old} IS DISTINCT FROM {new})"), ("DELETE", "")):
            yield (
                f'CREATE TRIGGER "touched_{act}" AFTER {act} ON "{table}" FOR EACH ROW {when} '
                "EXECUTE FUNCTION pg_temp.note_touched()"
            )
        return
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in named)
    for act, when in (("INSERT", ""), ("UPDATE", f"WHEN {differs}"), ("DELETE", "")):
        yield (
            f'CREATE TEMP TRIGGER "touched_{act}_{table}" AFTER {act} ON main."{table}" {when} '
            f"BEGIN INSERT INTO touched VALUES ('{act} {table}'); END"
        )
