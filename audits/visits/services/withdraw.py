"""Withdrawing a visit: a tombstone stays, so that the phone that sends it again is told."""

from uuid import UUID

from django.db import transaction

from audits.journal.services import record
from audits.people.models import Person
from audits.visits.models import Visit


@transaction.atomic
def withdraw_visit(*, visit: UUID, by: Person, reason: str) -> Visit:
    """Count the visit nowhere. Its rows stay, its id stays known; repeating it changes nothing."""
    found = Visit.objects.select_for_update().get(pk=visit)
    if found.state != Visit.State.WITHDRAWN:
        was, found.state = found.state, Visit.State.WITHDRAWN
        found.save(update_fields=["state"])
        record("visit.withdrawn", found, by=by, brand=found.brand_id, detail={"was": was, "reason": reason})
    return found
