"""A visit's answers laid on its edition, as of its own moment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from audits.checklists.models import Edition
from audits.expressions import Outline, Sheet
from audits.reviews.adjusted import laid
from audits.reviews.snapshot import clocks
from audits.visits.models import Visit


def sheet_of(visit: Visit, adjusted: Mapping[str, Any] | None = None) -> Sheet:
    """The answers as the shopper gave them, or with `adjusted` (question → value) in their places."""
    today, now = clocks(visit.sealed_at or visit.received_at, visit.store.timezone)
    outline = outline_of(visit.edition_id, visit.edition.sha256)
    answers = visit.current.answers if visit.current else {}
    return Sheet(
        outline,
        laid(outline, answers, adjusted or {}),
        today=today.isoformat(),
        now=now,
        scenario=visit.assignment.scenario,
    )


@lru_cache(maxsize=32)
def outline_of(edition_id: int, sha256: str) -> Outline:
    """A printed edition, parsed once a process: it never changes under its hash."""
    printed = Edition.objects.values_list("printed", flat=True).get(pk=edition_id, sha256=sha256)
    return Outline(orjson.loads(bytes(printed)))
