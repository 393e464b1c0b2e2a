"""Snapshots of the database while the server works, and their way back: all of one, or nothing."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from audits.management.backups import postgres, sqlite
from audits.management.backups.manifest import Manifest
from audits.management.backups.packing import Broken, Package, Packing

StoredBlob = tuple[str, str]  # brand, SHA-256


class Engine(Protocol):
    """One kind of database."""

    def snapshot(self, into: Packing, manifest: Manifest) -> AbstractContextManager[Iterable[StoredBlob]]:
        """Pack one moment of the database; gives the blobs that were stored at that moment."""

    def is_empty(self) -> bool:
        """Whether nobody would lose anything."""

    def refuse_while_in_use(self) -> None:
        """Raises `Broken` while a server works on this database."""

    def load(self, package: Package, manifest: Manifest, before_commit: Callable[[], None]) -> None:
        """Put the snapshot in place of what is there, with a new epoch; `before_commit` is called last."""


def engine() -> Engine:
    """The engine of this Encore's database."""
    return postgres.Postgres() if connection.vendor == "postgresql" else sqlite.Sqlite()


def applied_migrations() -> list[tuple[str, str]]:
    """The last migration of each app that this database has seen."""
    loader, last = MigrationLoader(connection), {}
    for leaf in loader.graph.leaf_nodes():
        for app, name in loader.graph.forwards_plan(leaf):
            if (app, name) in loader.applied_migrations and app == leaf[0]:
                last[app] = name
    return sorted(last.items())


def refuse_unknown(manifest: Manifest) -> None:
    """Raises `Broken` for a backup of another kind of database, or of a newer Encore."""
    if manifest.engine != connection.vendor:
        raise Broken(f"this backup is of {manifest.engine}, this Encore runs on {connection.vendor}")
    known = MigrationLoader(None).disk_migrations  # of the code: the database may be what is damaged
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        raise Broken(f"this backup is of a newer Encore ({', '.join(unknown)}): update this one first")
