"""Every cause and its effect, on one page."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from audits.actions.services import (
    alert_critical,
    alert_released,
    check_actions,
    remind,
    remind_to_mend,
    tell_decided,
    tell_drawn,
    tell_given,
    tell_invited,
    tell_judges,
    tell_lapsed,
    tell_late,
    tell_owners,
    tell_recalled,
    tell_sent_back,
    uncheck_actions,
)
from audits.exports.services import build_export
from audits.insights.services import ask_for_tonight, compute_all, scorecard_refreshed, wave_changed
from audits.journal.models import Entry
from audits.journal.services import NotYet
from audits.messages.services import tell_webhooks
from audits.messages.welcoming import welcome
from audits.pay.services import approve_by_rule, owe, unsettle
from audits.retention.services import ask_for_night, retain_all
from audits.reviews.services import flag_visit, grade_visit, release_by_rule
from audits.scorecards.services import refresh, visit_changed
from audits.visits.services import bar_if_recognised, offer_for_withdrawn, settle_visit
from audits.waves.board import lapse
from audits.waves.draws import make_draw

Reaction = Callable[[Entry], object]


def each(*services: Callable[[UUID], object]) -> Reaction:
    """A reaction of several services, one after the other, to what the line is about."""

    def follow(entry: Entry) -> None:
        for service in services:
            service(UUID(entry.subject))

    return follow


# verb → what follows, in the same transaction as the mark "handled"
REACTIONS: dict[str, Reaction] = {
    "visit.completed": each(settle_visit, owe, grade_visit),
    "visit.graded": each(bar_if_recognised, alert_critical, release_by_rule),
    "visit.to_flag": each(flag_visit),
    "visit.released": each(visit_changed, approve_by_rule, alert_released, check_actions),
    "visit.regraded": each(visit_changed, alert_critical, alert_released, check_actions),
    "visit.reopened": each(visit_changed, unsettle, uncheck_actions),
    "visit.withdrawn": each(visit_changed, unsettle, uncheck_actions, offer_for_withdrawn),
    "visit.sent_back": tell_sent_back,
    "visit.recalled": tell_recalled,
    "wave.drawn": tell_drawn,
    "assignment.given": tell_given,
    "assignment.invited": tell_invited,
    "assignment.lapsed": tell_lapsed,
    "appeal.decided": tell_decided,
    "post.welcomed": welcome,
    "scorecard.stale": lambda entry: scorecard_refreshed(refresh(int(entry.subject))),
}
# verb → what follows outside of any transaction, because it takes long; it must be safe to run twice
HEAVY: dict[str, Reaction] = {
    "export.requested": lambda entry: build_export(UUID(entry.subject)),
    "wave.draw_requested": lambda entry: make_draw(UUID(entry.subject)),
    "insight.stale": lambda entry: wave_changed(UUID(entry.subject)),
    "retention.due": lambda entry: retain_all(),
    "insights.due": lambda entry: compute_all(UUID(entry.subject), kinds=entry.detail.get("kinds", ())),
}
# what `sweep` does by the clock, at most so often; each finds for itself whether anything is due
CLOCK: dict[str, tuple[timedelta, Callable[[], object]]] = {
    "lapse": (timedelta(minutes=1), lapse),
    "retain": (timedelta(minutes=10), ask_for_night),
    "remind": (timedelta(minutes=10), remind),
    "remind_to_mend": (timedelta(minutes=10), remind_to_mend),
    "tell_owners": (timedelta(minutes=10), tell_owners),
    "tell_late": (timedelta(minutes=10), tell_late),
    "tell_judges": (timedelta(minutes=10), tell_judges),
    "insights": (timedelta(minutes=10), ask_for_tonight),
}

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=15)


def react_to(lines: Sequence[int]) -> None:
    """Do what follows each of these lines. One that fails doesn't stop those after it; its trouble is raised last."""
    troubles = []
    waiting = set(Entry.objects.filter(pk__in=lines, handled_at=None).values_list("pk", flat=True))
    for line in filter(waiting.__contains__, lines):  # what was announced twice was often done long ago
        try:
            react(line)
        except Exception as trouble:  # noqa: BLE001 - noted on its line by `react`, and raised below
            troubles.append(trouble)
    if troubles:
        raise troubles[0]


def react(entry_id: int) -> None:
    """Do what follows line `entry_id`, once."""
    structlog.contextvars.bind_contextvars(line=entry_id)
    try:
        heavy = _react_in_one_transaction(entry_id)
    except Exception as trouble:
        _note(entry_id, trouble)
        raise
    finally:
        structlog.contextvars.unbind_contextvars("line")
    if heavy is not None:
        _react_at_length(heavy)


def _react_in_one_transaction(entry_id: int) -> Entry | None:
    """Light reactions are done and marked here; a heavy one is claimed and handed back."""
    with transaction.atomic():
        entry = _waiting(entry_id)
        if entry is None:
            return None
        if entry.verb in HEAVY:
            entry.claimed_until = timezone.now() + LEASE
            entry.save(update_fields=["claimed_until"])
            return entry
        if entry.verb in REACTIONS:
            REACTIONS[entry.verb](entry)
        tell_webhooks(entry)
        entry.handled_at = timezone.now()
        entry.save(update_fields=["handled_at"])
    return None


def _waiting(entry_id: int) -> Entry | None:
    lines = Entry.objects.filter(pk=entry_id, handled_at=None)
    if connection.features.has_select_for_update_skip_locked:
        lines = lines.select_for_update(skip_locked=True)
    return lines.filter(Q(claimed_until=None) | Q(claimed_until__lt=timezone.now())).first()


def _react_at_length(entry: Entry) -> None:
    try:
        HEAVY[entry.verb](entry)
    except NotYet as later:
        Entry.objects.filter(pk=entry.pk).update(claimed_until=later.until)
        return
    except Exception as trouble:
        _note(entry.pk, trouble)
        raise
    Entry.objects.filter(pk=entry.pk).update(handled_at=timezone.now(), claimed_until=None)


def _note(entry_id: int, trouble: Exception) -> None:
    Entry.objects.filter(pk=entry_id).update(
        attempts=F("attempts") + 1, trouble=f"{type(trouble).__name__}: {trouble}"[:2000], claimed_until=None
    )


def keep_time() -> None:
    """Do what is due by the clock, each at most as often as it says, whichever worker comes first.

    One that fails is logged and doesn't stop the others; it is tried again at its next time.
    """
    for name, (every, work) in CLOCK.items():
        if not cache.add(f"clock-{name}", True, timeout=every.total_seconds()):
            continue
        try:
            work()
        except Exception:  # what is due by the clock must not keep sweep from announcing
            log.exception("what is due by the clock failed: %s", name)
