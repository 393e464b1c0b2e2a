"""Announcing lines again whose announcement was lost, or whose worker died: the promise that nothing waits for ever.

Under a rush thousands of lines wait for their turn, and to announce those again would only lengthen the queue they
stand in. So a line has its time first: a minute, or five seconds where the workers have taken all that was announced
and it still waits. Lines are announced in rounds, each line once a round, a thousand at a time; the next round begins
when the last line of this one has had its time. Where a round stands is kept in the cache; if that is lost, a round
begins early, and a line that is announced twice is done once all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone

from audits.journal.announcing import (
    EVERYDAY,
    MOST_LINES,
    QUEUES,
    Line,
    announce,
    nothing_waits_in,
    verbs_of,
)
from audits.journal.models import Entry

TRIES = 20  # a line that failed so often waits for a person
AT_ONCE = 1000  # lines of one sweep
SOON = timedelta(seconds=5)  # of a line's time where nothing waits before it
LATE = timedelta(minutes=1)  # of a line's time in a rush
SWEPT = "swept"  # where it is counted how many lines sweep had to announce


@dataclass(frozen=True, slots=True)
class Round:
    """Where sweeping a queue stands."""

    began: datetime
    after: int | None = 0  # number of the last line announced; None: all were

    def goes_on(self, now: datetime, time: timedelta) -> bool:
        """Whether it isn't over, or the last of its lines hasn't had its time."""
        return self.after is not None or now - self.began < time


def sweep(*, soon: timedelta = SOON, late: timedelta = LATE) -> int:
    """Announce the lines that wait though they have had their time. The number announced."""
    told = 0
    for queue in (EVERYDAY, *sorted(set(QUEUES.values()))):
        told += _sweep(queue, soon if nothing_waits_in(queue) else late)
    return told


def _sweep(queue: str, time: timedelta) -> int:
    now, key = timezone.now(), f"sweeping-{queue}"
    kept = cache.get(key)
    this = Round(*kept) if kept else Round(now)
    if not this.goes_on(now, time):
        this = Round(now)
    if this.after is None:
        return 0
    lines = list(_waiting(queue, now, time).filter(id__gt=this.after)[:AT_ONCE])
    _count(len(lines))
    told = [line for some in _announced(lines) for line in some]
    is_over = len(told) == len(lines) < AT_ONCE
    last = told[-1][0] if told else this.after
    cache.set(key, (this.began, None if is_over else last), timeout=None)
    return len(told)


def _waiting(queue: str, now: datetime, time: timedelta) -> "QuerySet[Entry, Line]":
    its = Q(verb__in=verbs_of(queue)) if queue != EVERYDAY else ~Q(verb__in=list(QUEUES))
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
    lines = Entry.objects.filter(its, unclaimed, handled_at=None, attempts__lt=TRIES, at__lt=now - time)
    return lines.order_by("id").values_list("id", "verb")


def _announced(lines: list[Line]) -> Iterator[Iterable[Line]]:
    """Some at a time, until the broker doesn't answer."""
    for start in range(0, len(lines), MOST_LINES):
        some = lines[start : start + MOST_LINES]
        if not announce(some):
            return
        yield some


def _count(lines: int) -> None:
    if lines:
        cache.add(SWEPT, 0, timeout=None)
        cache.incr(SWEPT, lines)
