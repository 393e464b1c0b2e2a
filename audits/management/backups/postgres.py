"""PostgreSQL: every table copied in one repeatable-read snapshot, put back in one transaction.

COPY over the connection that Encore has anyway: no program of the server's version needs to be found, and no
second way to be tested.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any
from uuid import uuid4

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from audits.management.backups.manifest import Manifest
from audits.management.backups.packing import PIECE, Broken, Package, Packing

IN_MEMORY = 16 * 1024 * 1024
STORED = (
    "SELECT brand_id::text, sha256 FROM audits_blob WHERE stored_at IS NOT NULL ORDER BY brand_id, sha256"
)
COLUMNS = (
    "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables "
    "USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' "
    "AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position"
)
NUMBERED = (
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND (is_identity = 'YES' OR column_default LIKE 'nextval(%')"
)
# The server's own workers, autovacuum's too, are on every database now and then: they are nobody's Encore.
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)
PATIENCE = 5.0  # seconds: the server may still be letting go of an Encore that has just ended


class Postgres:
    """The schema in which this Encore lives."""

    @contextmanager
    def snapshot(self, into: Packing, manifest: Manifest) -> Iterator[list[tuple[str, str]]]:
        """One repeatable-read transaction: all tables as they were when it began, nobody is held up."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            manifest.columns = _columns(cursor)
            for table, columns in manifest.columns.items():
                with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
                    _copy_out(cursor, table, columns, file)
                    manifest.files[_file(table)] = into.add(_file(table), file)
            cursor.execute(STORED)
            stored = cursor.fetchall()
        yield stored

    def is_empty(self) -> bool:
        there = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            for table in there & {"audits_brand", "audits_person"}:
                cursor.execute(f"SELECT 1 FROM {_quoted(table)} LIMIT 1")  # noqa: S608 - quoted
                if cursor.fetchone():
                    return False
        return True

    def refuse_while_in_use(self) -> None:
        until = time.monotonic() + PATIENCE
        while _others():
            if time.monotonic() > until:
                raise Broken("Encore is running on this database: stop it first")
            time.sleep(0.1)

    def load(self, package: Package, manifest: Manifest, before_commit: Callable[[], None]) -> None:
        """Made anew as the backup's Encore had it, filled, numbered on: one transaction from end to end."""
        with transaction.atomic(), connection.cursor() as cursor:
            _drop_everything(cursor)
            MigrationExecutor(connection).migrate(manifest.migrations)
            call_command(
                "createcachetable", verbosity=0
            )  # not a model's; rate limits are facts like all others
            _refuse_other_tables(_columns(cursor), manifest)
            for table in manifest.columns:
                cursor.execute(f"TRUNCATE {_quoted(table)} CASCADE")
            for table, columns in manifest.columns.items():
                with package.open(_file(table)) as file:
                    _copy_in(cursor, table, columns, file)
            _number_on(cursor)
            _make_ready(cursor, manifest)
            before_commit()


def _others() -> int:
    """How many others are connected to this database."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        (count,) = cursor.fetchone() or (0,)
    return int(count)


def _file(table: str) -> str:
    return f"tables/{table}.copy"


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _columns(cursor: Any) -> dict[str, list[str]]:
    cursor.execute(COLUMNS)
    found: dict[str, list[str]] = {}
    for table, column in cursor.fetchall():
        found.setdefault(table, []).append(column)
    return found


def _statement(table: str, columns: list[str]) -> str:
    return f"COPY {_quoted(table)} ({', '.join(map(_quoted, columns))})"


def _copy_out(cursor: Any, table: str, columns: list[str], file: IO[bytes]) -> None:
    with cursor.copy(f"{_statement(table, columns)} TO STDOUT") as copy:
        for piece in copy:
            file.write(piece)
    file.seek(0)


def _copy_in(cursor: Any, table: str, columns: list[str], file: IO[bytes]) -> None:
    with cursor.copy(f"{_statement(table, columns)} FROM STDIN") as copy:
        while piece := file.read(PIECE):
            copy.write(piece)


def _drop_everything(cursor: Any) -> None:
    """Every table of the schema; extensions stay: making them anew may need rights that Encore hasn't."""
    tables = connection.introspection.table_names(cursor)
    if tables:
        cursor.execute(f"DROP TABLE {', '.join(map(_quoted, tables))} CASCADE")


def _refuse_other_tables(here: dict[str, list[str]], manifest: Manifest) -> None:
    for table, columns in manifest.columns.items():
        if missing := set(columns) - set(here.get(table, [])):
            raise Broken(f"this Encore has no place for {table}.{', '.join(sorted(missing))} of the backup")


def _number_on(cursor: Any) -> None:
    """The next key of each table is the one after its highest."""
    cursor.execute(NUMBERED)
    for table, column in cursor.fetchall():
        highest = f"SELECT max({_quoted(column)}) FROM {_quoted(table)}"  # noqa: S608 - quoted
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(({highest}), 1), ({highest}) IS NOT NULL)",
            [_quoted(table), column],
        )


def _make_ready(cursor: Any, manifest: Manifest) -> None:
    """Another epoch, so that phones offer again what they hold; photos that were lost are awaited anew."""
    cursor.execute("DELETE FROM audits_epoch")
    cursor.execute("INSERT INTO audits_epoch (id, value) VALUES (1, %s)", [uuid4()])
    for brand, sha256 in manifest.lost:
        cursor.execute(
            'UPDATE audits_blob SET stored_at = NULL, "offset" = 0 WHERE brand_id = %s AND sha256 = %s',
            [brand, sha256],
        )
