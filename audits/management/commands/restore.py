"""manage.py restore SOURCE [--force]: puts a backup in place; phones then offer again what came after it."""

import sqlite3
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from audits.management.backups.packing import Broken
from audits.management.backups.whole import restore_backup, signs_otherwise


class Command(BaseCommand):
    """See docs/backup.md."""

    requires_system_checks: list[str] = []
    help = "Verify a backup and put it in place of this Encore, which must be stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="what `backup` made")
        parser.add_argument("--force", action="store_true", help="replace what is in this Encore")

    def handle(self, *args: Any, source: Path, force: bool, **options: Any) -> None:
        try:
            manifest = restore_backup(source, force=force)
        except (Broken, OSError, DatabaseError, sqlite3.Error) as trouble:
            raise CommandError(f"nothing was restored: {trouble}") from trouble
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.stdout.write(f"restored\t{manifest.made_at}\t{len(manifest.files)} files")
        if signs_otherwise(manifest):
            self.stderr.write(
                "SECRET_KEY is not the backup's: sessions end, receipts given before are not known as ours, "
                "attributes of studies can't be read"
            )
