"""Verbs of exports: ask for a file, build it, give it up."""

import logging
import os
import time
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils import timezone

from audits.exports import csv_files, queries, xlsx_files
from audits.exports.cells import Cell, piece
from audits.exports.codebook import codebook, word
from audits.exports.contents import CONTENTS, Content
from audits.exports.files import codebook_path_of, forget_old_files, part_of, path_of, remove_files
from audits.exports.models import Export
from audits.exports.wishes import Wish
from audits.journal.models import Entry
from audits.journal.services import note, record
from audits.people.models import Person
from audits.refusals import refused

log = logging.getLogger(__name__)
State = Export.State
EVERY = 1.0  # seconds between two notes of progress
LEASE = timedelta(minutes=15)


@transaction.atomic
def request_export(*, by: Person, wish: Wish) -> Export:
    """Ask for a file. The worker builds it; `Export.state` says how far it is."""
    export = Export.objects.create(
        brand_id=wish.brand,
        by=by,
        content=wish.content,
        shape=wish.shape,
        file_format=wish.file_format,
        filters=dict(wish.filters),
    )
    record("export.requested", export, by=by, brand=wish.brand, detail=wish.as_json())
    return export


def build_export(export_id: UUID) -> None:
    """Build the file that was asked for. Harmless when it runs again, or twice at once: each writes a file of its
    own beside the place and puts it there whole. Trouble of the machine is raised, so that it is tried again."""
    export = Export.objects.select_related("by", "brand").filter(pk=export_id).first()
    if export is None or export.state in (State.DONE, State.CANCELLED):
        return
    forget_old_files()
    try:
        _build(export)
    except (OperationalError, OSError):
        raise
    except Exception as trouble:
        log.exception("export %s failed", export.pk)
        _fail(export, trouble)


def _build(export: Export) -> None:
    if not _started(export):
        return
    content = content_of(export)
    Export.objects.filter(pk=export.pk).update(rows=content.count())
    place = path_of(export)
    part = part_of(place)
    try:
        written = _csv(export, content, part) if export.file_format == "csv" else _xlsx(export, content, part)
        done = _watched(export, written)
        if done is None:
            return
        _codebook_beside(export, content)
        os.replace(part, place)
    finally:
        part.unlink(missing_ok=True)
    _finish(export, done, place)


def _started(export: Export) -> bool:
    """Mark it as running, unless it was cancelled a moment ago."""
    waiting = Export.objects.filter(pk=export.pk).exclude(state__in=(State.DONE, State.CANCELLED))
    now = timezone.now()
    return bool(waiting.update(state=State.RUNNING, started_at=now, rows_done=0, trouble=""))


def content_of(export: Export) -> Content:
    """What goes into the file, within what its asker may see *now*."""
    wish = Wish(export.content, export.shape, export.file_format, export.filters, export.brand_id)
    return content_for(export.by, wish)


def content_for(person: Person, wish: Wish) -> Content:
    """The rows and columns of a wish, not yet read."""
    if wish.brand not in queries.brands_of(person):
        raise refused("not_allowed")
    return CONTENTS[wish.content](person, wish.brand, dict(wish.filters), wish.shape)


def _csv(export: Export, content: Content, part: Path) -> Generator[int, None, None]:
    with part.open("wb", buffering=1 << 18) as file:
        for done, written in csv_files.csv_parts(content.table()):
            file.write(written)
            yield done


def _xlsx(export: Export, content: Content, part: Path) -> Generator[int, None, None]:
    table, language = content.table(), export.by.language
    explained = codebook(table, content.prints, language=language)
    return xlsx_files.write_xlsx(part, table, explained, codebook_title=word("sheet", language))


def _watched(export: Export, written: Generator[int, None, None]) -> int | None:
    """Go through the writing, note progress about once a second. None when it was cancelled meanwhile."""
    done, noted = 0, time.monotonic()
    for done in written:
        if time.monotonic() - noted >= EVERY:
            noted = time.monotonic()
            if not _add_progress(export, done):
                written.close()
                return None
    return done if _add_progress(export, done) else None


def _add_progress(export: Export, done: int) -> bool:
    """Write down how far it is. False when it was cancelled or deleted."""
    _keep_claim(export)
    return bool(Export.objects.filter(pk=export.pk, state=State.RUNNING).update(rows_done=done))


def _keep_claim(export: Export) -> None:
    """However long it takes, `sweep` must not think that the worker died."""
    lines = Entry.objects.filter(verb="export.requested", subject=str(export.pk), handled_at=None)
    lines.exclude(claimed_until=None).update(claimed_until=timezone.now() + LEASE)


def _codebook_beside(export: Export, content: Content) -> None:
    if export.file_format != "csv":
        return
    rows = codebook(content.table(), content.prints, language=export.by.language)
    place = codebook_path_of(export)
    part = part_of(place)
    part.write_bytes(codebook_csv(rows))
    os.replace(part, place)


def codebook_csv(rows: list[list[Cell]]) -> bytes:
    """A codebook as CSV."""
    return csv_files.BOM + "".join(piece(cells).text + "\r\n" for cells in rows).encode()


@transaction.atomic
def _finish(export: Export, done: int, place: Path) -> None:
    facts = {"rows_done": done, "rows": done, "bytes": place.stat().st_size, "file": place.name}
    running = Export.objects.filter(pk=export.pk, state=State.RUNNING)
    if running.update(state=State.DONE, finished_at=timezone.now(), **facts):
        note("export.done", export, brand=export.brand_id, detail={"rows": done, "bytes": facts["bytes"]})
    elif not Export.objects.filter(pk=export.pk, state=State.DONE).exists():
        remove_files(export)


@transaction.atomic
def _fail(export: Export, trouble: Exception) -> None:
    said = getattr(trouble, "code", None) or type(trouble).__name__
    running = Export.objects.filter(pk=export.pk, state=State.RUNNING)
    if running.update(state=State.FAILED, finished_at=timezone.now(), trouble=str(said)[:300]):
        note("export.failed", export, brand=export.brand_id, detail={"trouble": said})


@transaction.atomic
def give_up(export: Export, *, by: Person) -> None:
    """Cancel an export that waits or runs; delete one that has ended, with its file."""
    going = Export.objects.filter(pk=export.pk, state__in=(State.WAITING, State.RUNNING))
    if going.update(state=State.CANCELLED, finished_at=timezone.now()):
        note("export.cancelled", export, by=by, brand=export.brand_id)
        return
    note("export.deleted", export, by=by, brand=export.brand_id)
    Export.objects.filter(pk=export.pk).delete()
    transaction.on_commit(lambda: remove_files(export))


def note_download(export: Export, *, by: Person) -> None:
    """The journal says who took the file away."""
    note("export.downloaded", export, by=by, brand=export.brand_id)


def note_stream(*, by: Person, wish: Wish) -> None:
    """The journal says who read a file that was streamed and never kept."""
    note("export.streamed", wish.brand, by=by, brand=wish.brand, detail=wish.as_json())
