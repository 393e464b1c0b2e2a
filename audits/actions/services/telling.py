"""What shoppers are told: visits that are theirs now or no longer, visits sent back or no longer, and a reminder where
a visit is due and nothing has come."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from audits.journal.models import Entry
from audits.messages.models import Message
from audits.messages.queries import reaches_by_push
from audits.messages.services import tell
from audits.reviews.models import SendBack
from audits.visits.models import Visit
from audits.waves.models import Assignment, Draw, Invitation

Channel = Message.Channel
BEFORE = timedelta(days=1)  # the window's end, from when on a reminder is sent
AFTER = timedelta(days=3)  # the window's end, until when somebody is asked for a visit that has not come
TOLD_LATELY = timedelta(hours=12)  # after the send-back itself was told, nobody is reminded of it so soon
AT_ONCE = 500
CLOCKS = timedelta(seconds=10)  # by which the database's and this machine's may differ


def tell_invited(entry: Entry) -> None:
    """Tell a shopper by mail and push of the assignment that she is invited to."""
    found = Invitation.objects.select_related("assignment__store", "assignment__brand").filter(
        pk=entry.subject
    )
    for invitation in found.filter(declined_at=None):
        one = invitation.assignment
        content = _worth(one) | {"link": "/visits"}
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


def tell_recalled(entry: Entry) -> None:
    """Tell a shopper that nobody waits for her to mend a visit any more."""
    visit = Visit.objects.select_related("store").filter(pk=entry.subject).first()
    if visit is None or visit.state == Visit.State.SENT_BACK:
        return  # it is asked for again already
    content = {"store": visit.store.name, "link": f"/visits/{visit.pk}"}
    _tell(visit.shopper_id, "recalled", f"recalled:{entry.pk}", content, visit.brand_id)


def tell_given(entry: Entry) -> None:
    """Tell a shopper of the visit that somebody has given her."""
    found = Assignment.objects.select_related("store", "brand").filter(pk=entry.subject)
    one = found.filter(state=Assignment.State.ASSIGNED, shopper__is_active=True).first()
    if one is None or one.shopper_id is None:
        return
    content = _worth(one) | {"link": "/today"}
    _tell(one.shopper_id, "given", f"given:{entry.pk}", content, one.brand_id)


def tell_lapsed(entry: Entry) -> None:
    """Tell a shopper that her claim is over while others may still make the visit; after the window she was told that
    nothing has arrived."""
    was = entry.detail["shopper"]
    if was is None or entry.detail["state"] != Assignment.State.OPEN:
        return
    one = Assignment.objects.select_related("store").get(pk=entry.subject)
    content = _where(one) | {"until_at": entry.detail["until"], "link": "/offers"}
    _tell(UUID(was), "lapsed", f"lapsed:{entry.pk}", content, one.brand_id)


def tell_drawn(entry: Entry) -> None:
    """Tell each shopper in one message how many visits a draw has given her."""
    draw = Draw.objects.select_related("wave__brand").filter(pk=entry.detail["draw"]).first()
    if draw is None or not entry.detail["drawn"]:
        return
    wave = draw.wave
    theirs = Assignment.objects.filter(
        wave=wave,
        state=Assignment.State.ASSIGNED,
        claimed_at=None,
        shopper__is_active=True,
        changed_at__gte=draw.made_at - CLOCKS,
    )
    by_number: dict[int, list[UUID]] = {}
    for shopper, n in theirs.order_by().values_list("shopper").annotate(n=Count("pk")):
        by_number.setdefault(n, []).append(shopper)
    told = {"opens_on": wave.opens.isoformat(), "closes_on": wave.closes.isoformat(), "link": "/today"}
    for n, shoppers in by_number.items():
        content = told | {"brand": wave.brand.name, "wave": wave.name, "n": str(n)}
        _tell(shoppers, "drawn", f"drawn:{draw.pk}", content, wave.brand_id)


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


def remind_to_mend(*, now: datetime | None = None) -> int:
    """Remind whoever has a visit to mend within a day, or should have mended it, and has not; once. How many."""
    moment = now or timezone.now()
    waiting = SendBack.objects.filter(
        mended_at=None,
        made_at__lt=moment - TOLD_LATELY,
        due__lte=moment + BEFORE,
        due__gt=moment - AFTER,
        visit__state=Visit.State.SENT_BACK,
        visit__shopper__is_active=True,
    )
    causes = {f"mend:{key}": key for key in waiting.order_by("due", "id").values_list("pk", flat=True)}
    fresh = sorted(set(causes) - _told_already(list(causes)))[:AT_ONCE]
    rows = waiting.select_related("visit__store").in_bulk([causes[cause] for cause in fresh])
    for sent in rows.values():
        visit, store = sent.visit, sent.visit.store
        content = {"store": store.name, "zone": store.timezone, "due_at": sent.due.isoformat()}
        _tell_where_she_reads(
            visit.shopper_id,
            f"mend:{sent.pk}",
            content | {"link": f"/visits/{visit.pk}"},
            visit.brand_id,
        )
    return len(rows)


def _told_already(causes: list[str]) -> set[str]:
    told: set[str] = set()
    for start in range(0, len(causes), AT_ONCE):
        some = Message.objects.filter(cause__in=causes[start : start + AT_ONCE])
        told |= set(some.values_list("cause", flat=True))
    return told


def _remind(assignment: Assignment, cause: str) -> None:
    assert assignment.shopper_id is not None  # an assigned visit has a shopper
    content = _where(assignment) | {"link": "/"}
    _tell_where_she_reads(assignment.shopper_id, cause, content, assignment.brand_id)


def _tell_where_she_reads(shopper: UUID, cause: str, content: dict[str, str], brand: UUID) -> None:
    """By push where a browser of hers allows it, by mail otherwise; the kind stands before the cause's colon."""
    channel = Channel.PUSH if reaches_by_push(shopper) else Channel.MAIL
    kind = cause.partition(":")[0]
    tell([shopper], kind=kind, cause=cause, content=content, brand=brand, channels=[channel])


def _worth(assignment: Assignment) -> dict[str, str]:
    told = {"brand": assignment.brand.name, "fee": str(assignment.fee), "currency": assignment.currency}
    return _where(assignment) | told


def _where(assignment: Assignment) -> dict[str, str]:
    store = assignment.store
    return {
        "store": store.name,
        "city": store.city,
        "zone": store.timezone,
        "from_at": assignment.window_from.isoformat(),
        "to_at": assignment.window_to.isoformat(),
    }


def _tell(
    people: UUID | Sequence[UUID], kind: str, cause: str, content: Mapping[str, str], brand: UUID
) -> None:
    both = (Channel.MAIL, Channel.PUSH)
    told = [people] if isinstance(people, UUID) else people
    tell(told, kind=kind, cause=cause, content=content, brand=brand, channels=both)
