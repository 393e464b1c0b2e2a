"""Trying a rule out: whoever asks is told by its channels, and reads what became of it."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from audits.actions.models import AlertRule
from audits.actions.services.alerting import WEBHOOK
from audits.journal.services import note
from audits.messages.models import Message
from audits.messages.services import tell, tell_webhooks_by_rule
from audits.people.models import Person


@transaction.atomic
def try_rule(rule: AlertRule, *, by: Person) -> int:
    """Send a trial by each channel of the rule, to nobody but her and the brand's webhooks. The journal's line."""
    line = note("alert.tested", rule, by=by, brand=rule.brand_id, detail={"kind": rule.kind})
    mine = [channel for channel in rule.channels if channel != WEBHOOK]
    content = {"brand": rule.brand.name, "link": "/alert-rules"}
    tell(
        [by.pk],
        kind="alert.tested",
        cause=_cause(line.pk),
        content=content,
        brand=rule.brand_id,
        channels=mine,
    )
    if WEBHOOK in rule.channels:
        tell_webhooks_by_rule(line, {"rule": rule.pk, "kind": rule.kind})
    return line.pk


def trial(rule: AlertRule, line: int, *, by: Person) -> list[dict[str, Any]]:
    """What became of a trial: a line for each message, and one for each channel that reaches nobody."""
    mine = Q(cause=_cause(line), person=by) | Q(cause=f"line:{line}", kind="alert.tested")
    found = [
        _told(row) for row in Message.objects.filter(mine, brand=rule.brand_id).order_by("channel", "id")
    ]
    reached = {one["channel"] for one in found}
    return found + [_unreached(channel) for channel in rule.channels if channel not in reached]


def _cause(line: int) -> str:
    return f"trial:{line}"


def _told(row: Message) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("channel", "state", "tries", "status", "trouble")}


def _unreached(channel: str) -> dict[str, Any]:
    """A channel by which nothing was sent, since there is nobody at its end."""
    missing = {WEBHOOK: "no_webhook", Message.Channel.PUSH.value: "no_subscription"}
    trouble = missing.get(channel, "not_sent")
    return {
        "channel": channel,
        "state": Message.State.FAILED.value,
        "tries": 0,
        "status": None,
        "trouble": trouble,
    }
