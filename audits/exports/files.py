"""Where the files of exports lie, and how long."""

import shutil
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from audits.exports.models import Export

KEPT_FOR = timedelta(days=7)
ABANDONED = 24 * 3600.0  # seconds after which a part has no writer any more


def forget_old_files() -> None:
    """Remove files that are older than they are kept; whoever asks for one is told that it is gone."""
    old = Export.objects.filter(state=Export.State.DONE, finished_at__lt=timezone.now() - KEPT_FOR).exclude(
        file=""
    )
    for export in old.iterator():
        remove_files(export)
        Export.objects.filter(pk=export.pk).update(file="")
    _remove_abandoned()


def remove_files(export: Export) -> None:
    for place in (path_of(export), codebook_path_of(export)):
        with suppress(FileNotFoundError):
            place.unlink()


def path_of(export: Export) -> Path:
    """Where the file lies once it is whole."""
    return Path(settings.EXPORT_DIR) / f"{export.pk}.{export.file_format}"


def codebook_path_of(export: Export) -> Path:
    """Where the codebook of a CSV lies."""
    return Path(settings.EXPORT_DIR) / f"{export.pk}.codebook.csv"


def part_of(place: Path) -> Path:
    """A name beside the place, of this attempt alone: two attempts never write into one file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    return place.with_name(f"{place.name}.{uuid4().hex}.part")


def _remove_abandoned() -> None:
    """What a killed worker left half written."""
    for part in Path(settings.EXPORT_DIR).glob("*.part*"):
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > ABANDONED:
                shutil.rmtree(part) if part.is_dir() else part.unlink()
