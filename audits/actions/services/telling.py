"""What shoppers are told: invitations, visits sent back, and a reminder where a visit is due and nothing has come."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from audits.journal.models import Entry
from audits.messages.models import Message
from audits.messages.queries import reaches_by_push
from audits.messages.services import tell
from audits.reviews.models import SendBack
from audits.waves.models import Assignment, Invitation

Channel = Message.Channel
BEFORE = timedelta(days=1)  # the window's end, from when on a reminder is sent
AFTER = timedelta(days=3)  # the window's end, until when somebody is asked for a visit that has not come
AT_ONCE = 500


def tell_invited(entry: Entry) -> None:
    """Tell a shopper by mail and push of the assignment that she is invited to."""
    found = Invitation.objects.select_related("assignment__store", "assignment__brand").filter(
        pk=entry.subject
    )
    for invitation in found.filter(declined_at=None):
        one = invitation.assignment
        content = _where(one) | {
            "brand": one.brand.name,
            "fee": str(one.fee),
            "currency": one.currency,
            "link": "/visits",
        }
        _tell(invitation.person_id, "invitation", f"invitation:{invitation.pk}", content, one.brand_id)


def tell_sent_back(entry: Entry) -> None:
    """Tell a shopper by mail and push what is to be mended, by when."""
    sent = SendBack.objects.select_related("visit__store").filter(pk=entry.detail["send_back"]).first()
    if sent is None or sent.mended_at is not None:
        return
    store = sent.visit.store
    content = {
        "store": store.name,
        "zone": store.timezone,
        "due_at": sent.due.isoformat(),
        "reason": sent.reason,
        "link": f"/visits/{sent.visit_id}",
    }
    _tell(sent.visit.shopper_id, "send_back", f"send_back:{sent.pk}", content, sent.visit.brand_id)


def remind(*, now: datetime | None = None) -> int:
    """Remind whoever has a visit whose window ends within a day or has just ended, and of whom nothing has come:
    by push where a browser of hers allows it, by mail otherwise. How many were told now."""
    moment = now or timezone.now()
    awaited = Assignment.objects.filter(
        state=Assignment.State.ASSIGNED,
        shopper__is_active=True,
        visits=None,
        window_to__gt=moment - AFTER,
        window_to__lte=moment + BEFORE,
    )
    causes = {
        f"{'late' if ends <= moment else 'reminder'}:{key}": key
        for key, ends in awaited.order_by("window_to", "id").values_list("pk", "window_to")
    }
    told = _told_already(list(causes))
    fresh = [cause for cause in causes if cause not in told]
    rows = awaited.select_related("store").in_bulk([causes[cause] for cause in fresh[:AT_ONCE]])
    for cause in fresh[:AT_ONCE]:
        if causes[cause] in rows:
            _remind(rows[causes[cause]], cause)
    return len(rows)


def _told_already(causes: list[str]) -> set[str]:
    told: set[str] = set()
    for start in range(0, len(causes), AT_ONCE):
        some = Message.objects.filter(cause__in=causes[start : start + AT_ONCE])
        told |= set(some.values_list("cause", flat=True))
    return told


def _remind(assignment: Assignment, cause: str) -> None:
    shopper = assignment.shopper_id
    assert shopper is not None  # an assigned visit has a shopper
    channel = Channel.PUSH if reaches_by_push(shopper) else Channel.MAIL
    tell(
        [shopper],
        kind=cause.partition(":")[0],
        cause=cause,
        content=_where(assignment) | {"link": "/"},
        brand=assignment.brand_id,
        channels=[channel],
    )


def _where(assignment: Assignment) -> dict[str, str]:
    store = assignment.store
    return {
        "store": store.name,
        "city": store.city,
        "zone": store.timezone,
        "from_at": assignment.window_from.isoformat(),
        "to_at": assignment.window_to.isoformat(),
    }


def _tell(person: UUID, kind: str, cause: str, content: dict[str, str], brand: UUID) -> None:
    both = (Channel.MAIL, Channel.PUSH)
    tell([person], kind=kind, cause=cause, content=content, brand=brand, channels=both)
