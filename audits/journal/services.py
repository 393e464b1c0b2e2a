"""Writing the journal, and announcing to the workers that a line waits."""

import logging
import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.utils import timezone

from audits.journal.models import Entry

log = logging.getLogger(__name__)
TASK = "audits.react"
# After the broker failed to answer, don't let each request wait for it again: `sweep` announces later.
PAUSE = 5.0
_broken_until = 0.0


def record(
    verb: str,
    subject: object,
    *,
    by: object | None = None,
    brand: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one line in the caller's transaction; after commit its number is announced to the workers.

    `subject` is what was acted upon: a model instance (its key is written) or an id. `by` is a Person or None.
    """
    return write(subject, recorded=[verb], by=by, brand=brand, detail=detail)[0]


def note(
    verb: str,
    subject: object,
    *,
    by: object | None = None,
    brand: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Write a line that nothing follows: for readers alone, handled from the start, announced to nobody."""
    return write(subject, noted=[verb], by=by, brand=brand, detail=detail)[0]


def write(
    subject: object,
    *,
    noted: Sequence[str] = (),
    recorded: Sequence[str] = (),
    by: object | None = None,
    brand: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> list[Entry]:
    """Several lines on one subject in one statement: first those to `note`, then those to `record`."""
    now = timezone.now()
    entries = Entry.objects.bulk_create(
        Entry(
            verb=verb,
            subject=str(getattr(subject, "pk", subject)),
            by_id=getattr(by, "pk", None),
            brand_id=brand,
            detail=dict(detail or {}),
            handled_at=now if verb in noted else None,
        )
        for verb in (*noted, *recorded)
    )
    for entry in entries[len(noted) :]:
        transaction.on_commit(partial(announce, entry.pk, entry.verb))
    return entries


def announce(entry: int, verb: str) -> bool:
    """Tell the workers of a line. False, and nothing worse, when the broker doesn't answer."""
    global _broken_until
    if time.monotonic() < _broken_until:
        return False
    try:
        current_app.send_task(TASK, args=[entry], queue=queue_of(verb))
    except Exception as trouble:  # noqa: BLE001 - whatever the broker does, the line stands and sweep finds it
        _broken_until = time.monotonic() + PAUSE
        log.warning("the broker does not answer, line %s waits for sweep: %s", entry, trouble)
        return False
    return True


# Heavy verbs go to queues of their own, so that a long export never delays a grade.
QUEUES = {"export.requested": "exports"}


def queue_of(verb: str) -> str:
    """The Celery queue of a verb."""
    return QUEUES.get(verb, "reactions")
