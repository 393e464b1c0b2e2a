"""A visit's answers laid on its edition, as of its own moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audits.checklists.outlines import outline_of
from audits.expressions import Sheet
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
