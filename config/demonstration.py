"""What follows, and what is due, in the demonstration alone: registered in the workers, and never in public."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from audits.journal.models import Entry
from audits.management.demonstration.always import renew
from audits.reactions import CLOCK, REACTIONS

log = logging.getLogger(__name__)
_usual = REACTIONS["visit.completed"]


def _and_renew(entry: Entry) -> None:
    """What always follows a complete visit; then Sasha has another one to make."""
    _usual(entry)
    try:
        with transaction.atomic():
            renew(UUID(entry.subject))
    except Exception:  # the demonstration must not keep a visit from its grade
        log.exception("the demonstration could not be renewed")


if not settings.IS_PUBLIC:
    REACTIONS["visit.completed"] = _and_renew
    CLOCK["renew"] = (timedelta(seconds=10), renew)
