"""Delivering what waits: claimed row by row, sent side by side, noted. A try that died is made again."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from time import monotonic
from typing import Any

from django.utils import timezone

from audits.messages.models import Message
from audits.messages.sending import Sent, sending_of
from audits.people.shoppers import PushSubscription

State = Message.State
LEASE = timedelta(minutes=2)  # longer than any try: after it another worker may send the message
# After the n-th try; then the message is given up.
PAUSES = [timedelta(seconds=s) for s in (30, 60, 120, 300, 900, 3600, 10800, 21600)]
LONGEST = timedelta(seconds=20)  # of one round, its last messages apart
SIDE_BY_SIDE = 8
AT_ONCE = 32
_chance = SystemRandom()


@dataclass(frozen=True, slots=True)
class Try:
    """A claimed message and how it is sent; nothing in `send` touches the database."""

    message: Message
    send: Callable[[], Sent]


def deliver_due(*, now: datetime | None = None, longest: timedelta = LONGEST) -> int:
    """Send what is due, some at once so that a slow receiver keeps nobody else waiting; the number sent.

    After `longest` the rest is left to the next round: whatever else waits for this worker has its turn between.
    """
    delivered, began = 0, monotonic()
    while (not delivered or monotonic() - began < longest.total_seconds()) and (
        tries := _claimed(now or timezone.now())
    ):
        with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
            for one, sent in zip(tries, threads.map(lambda one: one.send(), tries), strict=True):
                _note(one.message, sent)
        delivered += len(tries)
    return delivered


def _claimed(now: datetime) -> list[Try]:
    due = Message.objects.filter(state=State.WAITING, next_try_at__lte=now).order_by("next_try_at")
    ours = []
    for key in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        # one conditional update decides which worker has it: for the other it is no longer due
        if due.filter(pk=key).order_by().update(next_try_at=max(now, timezone.now()) + LEASE):
            ours.append(key)
    return _prepared(ours)


def _prepared(keys: Sequence[Any]) -> list[Try]:
    rows = Message.objects.filter(pk__in=keys).select_related("person", "webhook", "brand")
    return [Try(message, sending_of(message)) for message in rows]


def _note(message: Message, sent: Sent) -> None:
    message.tries += 1
    message.status, message.trouble = sent.status, sent.trouble[:300]
    if sent.arrived:
        message.state, message.sent_at = State.SENT, timezone.now()
    elif sent.is_hopeless or message.tries > len(PAUSES):
        message.state = State.FAILED
    else:
        pause = PAUSES[message.tries - 1] * _chance.uniform(0.9, 1.1)
        message.next_try_at = timezone.now() + pause
    message.save(update_fields=["tries", "status", "trouble", "state", "sent_at", "next_try_at"])
    PushSubscription.objects.filter(pk__in=sent.ended).delete()
