"""manage.py backup TARGET: everything that must not be lost, in a folder or one .tar file, while Encore works."""

import sqlite3
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from audits.management.backups.packing import Broken
from audits.management.backups.whole import make_backup


class Command(BaseCommand):
    """See docs/backup.md."""

    help = "Back up database, photos and keys into a folder or a .tar file that isn't there yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, help="a folder, or a file whose name ends in .tar")

    def handle(self, *args: Any, target: Path, **options: Any) -> None:
        try:
            manifest = make_backup(target)
        except (Broken, OSError, DatabaseError, sqlite3.Error) as trouble:
            raise CommandError(f"no backup was made: {trouble}") from trouble
        photos = sum(name.startswith("media/") for name in manifest.files)
        size = sum(packed.bytes for packed in manifest.files.values())
        self.stdout.write(f"{target}\t{manifest.engine}\t{photos} photos\t{size} bytes")
        for brand, sha256 in manifest.lost:
            self.stderr.write(
                f"the media store has lost {brand}/{sha256}; phones that hold it will send it again"
            )
