"""SQLite: copied page by page under one read transaction, put back by one rename."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

from audits.management.backups.manifest import Manifest
from audits.management.backups.packing import PIECE, Broken, Package, Packing

NAME = "database.sqlite3"
STORED = "SELECT brand_id, sha256 FROM audits_blob WHERE stored_at IS NOT NULL ORDER BY brand_id, sha256"


class Sqlite:
    """The database file of this Encore."""

    def __init__(self) -> None:
        self.path = Path(connection.settings_dict["NAME"])
        connection.close()  # the file is looked at, and replaced, by connections of our own

    @contextmanager
    def snapshot(self, into: Packing, manifest: Manifest) -> Iterator[list[tuple[str, str]]]:
        """In WAL mode the copy holds up no writer; all of it is of one moment."""
        with tempfile.TemporaryDirectory(dir=self.path.parent, prefix="backup-") as scratch:
            copy = Path(scratch) / NAME
            with closing(sqlite3.connect(self.path)) as live, closing(sqlite3.connect(copy)) as kept:
                live.backup(kept)
                kept.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
                _check(kept)
                stored = [(str(UUID(brand)), sha256) for brand, sha256 in kept.execute(STORED)]
            with copy.open("rb") as file:
                manifest.files[NAME] = into.add(NAME, file)
        yield stored

    def is_empty(self) -> bool:
        """What is damaged is not empty: something may still be read out of it."""
        if not self.path.is_file():
            return True
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(self.path)) as there:
            tables = {name for (name,) in there.execute("SELECT name FROM sqlite_master")}
            mine = [table for table in ("audits_brand", "audits_person") if table in tables]
            asked = [f"SELECT 1 FROM {table} LIMIT 1" for table in mine]  # noqa: S608 - two names of our own
            return not any(there.execute(one).fetchone() for one in asked)
        return False

    def refuse_while_in_use(self) -> None:
        """Leaving WAL mode needs the file for oneself: SQLite refuses while anybody else has it open. With a file
        that is damaged nobody works."""
        if not self.path.is_file():
            return
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(self.path, timeout=0.5)) as there:
            try:
                there.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.OperationalError:
                raise Broken("Encore is running on this database: stop it first") from None

    def load(self, package: Package, manifest: Manifest, before_commit: Callable[[], None]) -> None:
        """The old file, if there is one, stays beside the new one as `….before-restore`."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_name(f"{self.path.name}.part")
        try:
            _copied(package, part)
            with closing(sqlite3.connect(part)) as kept:
                _check(kept)
                _make_ready(kept, manifest)
            before_commit()
            self._swap(part)
        finally:
            part.unlink(missing_ok=True)

    def _swap(self, part: Path) -> None:
        if self.path.is_file():
            before = self.path.with_name(f"{self.path.name}.before-restore")
            before.unlink(missing_ok=True)
            os.link(self.path, before)
        for beside in ("-wal", "-shm"):  # of the old file, whose last pages are in it (refuse_while_in_use)
            self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
        part.replace(self.path)


def _copied(package: Package, part: Path) -> None:
    with package.open(NAME) as file, part.open("wb") as copy:
        shutil.copyfileobj(file, copy, PIECE)
        copy.flush()
        os.fsync(copy.fileno())


def _check(database: sqlite3.Connection) -> None:
    register(database)  # some indexes are over Django's own functions
    if (found := database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise Broken(f"the database file is damaged: {found}")


def _make_ready(database: sqlite3.Connection, manifest: Manifest) -> None:
    """Another epoch, so that phones offer again what they hold; photos that were lost are awaited anew."""
    with database:
        database.execute("DELETE FROM audits_epoch")
        database.execute("INSERT INTO audits_epoch (id, value) VALUES (1, ?)", [uuid4().hex])
        database.executemany(
            'UPDATE audits_blob SET stored_at = NULL, "offset" = 0 WHERE brand_id = ? AND sha256 = ?',
            [(UUID(brand).hex, sha256) for brand, sha256 in manifest.lost],
        )
