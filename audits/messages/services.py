"""Verbs about messages: tell a person or a webhook, keep webhooks and subscriptions, send again."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audits.journal.models import Entry
from audits.journal.services import note
from audits.messages import hooks, targets
from audits.messages.models import Message, Webhook
from audits.messages.pushing import are_keys
from audits.messages.queries import listening, reached_by_push
from audits.people.models import Person
from audits.people.shoppers import PushSubscription
from audits.places.models import Brand
from audits.refusals import refused

Channel = Message.Channel


def tell(
    people: Iterable[UUID],
    *,
    kind: str,
    cause: str,
    content: Mapping[str, Any],
    brand: UUID | None,
    channels: Sequence[str] = (Channel.MAIL,),
) -> None:
    """Have these people told, in the caller's transaction; each once a channel and cause, however often it is asked.

    `kind` is a name in the catalogues (`words/`), `content` the values that its words want. Who has no browser
    that wants to be woken gets no push.
    """
    everybody = list(people)
    woken = reached_by_push(everybody) if Channel.PUSH in channels else set()
    rows = [
        Message(
            brand_id=brand, channel=channel, person_id=person, kind=kind, cause=cause, content=dict(content)
        )
        for person in everybody
        for channel in channels
        if channel != Channel.PUSH or person in woken
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)


def tell_webhooks(entry: Entry) -> None:
    """Have the brand's webhooks told of a line of the journal, each once: what happened, never who did it."""
    if entry.brand_id is None or entry.verb not in hooks.VERBS:
        return
    content = {
        "line": entry.pk,
        "verb": entry.verb,
        "subject": entry.subject,
        "at": entry.at.isoformat(),
        "brand": str(entry.brand_id),
        "detail": hooks.told(entry.detail),
    }
    _queue(listening(entry.brand_id, entry.verb), entry.verb, f"line:{entry.pk}", content)


def tell_webhooks_by_rule(entry: Entry, detail: Mapping[str, Any]) -> int:
    """Have the brand's webhooks told of an alert because a rule says so: to how many. `detail`: ids and codes alone."""
    if entry.brand_id is None or entry.verb not in hooks.BY_RULE:
        return 0
    content = {
        "line": entry.pk,
        "verb": entry.verb,
        "subject": entry.subject,
        "at": timezone.now().isoformat(),
        "brand": str(entry.brand_id),
        "detail": dict(detail),
    }
    found = listening(entry.brand_id, entry.verb)
    _queue(found, entry.verb, f"line:{entry.pk}", content)
    return len(found)


def _queue(webhooks: Iterable[Webhook], kind: str, cause: str, content: Mapping[str, Any]) -> None:
    rows = [
        Message(
            brand_id=one.brand_id,
            channel=Channel.WEBHOOK,
            webhook=one,
            kind=kind,
            cause=cause,
            content=dict(content),
        )
        for one in webhooks
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def replay(message: Message, *, by: Person) -> None:
    """Send a webhook's message again from the first pause on, whatever became of it."""
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.WAITING, tries=0, next_try_at=timezone.now(), trouble="", status=None
    )
    note("message.replayed", message, by=by, brand=message.brand_id)


def keep_webhook(
    *, brand: Brand, url: str, verbs: Sequence[str], by: Person, is_active: bool = True
) -> Webhook:
    """A new webhook with a new secret. Refused as `invalid`, or `address_private` where it leads inside."""
    check_target(url)
    with transaction.atomic():
        kept = Webhook.objects.create(
            brand=brand, url=url, verbs=list(verbs), secret=new_secret(), by=by, is_active=is_active
        )
        note("webhook.kept", kept, by=by, brand=brand.pk, detail={"verbs": list(verbs)})
    return kept


def change_webhook(
    webhook: Webhook, *, by: Person, new_secret_wanted: bool = False, **changes: Any
) -> Webhook:
    """Other `url`, `verbs` or `is_active`; a new secret makes the old one worthless at once."""
    if "url" in changes:
        check_target(changes["url"])
    written = changes | ({"secret": new_secret()} if new_secret_wanted else {})
    for name, value in written.items():
        setattr(webhook, name, value)
    with transaction.atomic():
        webhook.save(update_fields=written)
        note("webhook.changed", webhook, by=by, brand=webhook.brand_id, detail={"changed": sorted(changes)})
    return webhook


@transaction.atomic
def drop_webhook(webhook: Webhook, *, by: Person) -> None:
    """The webhook and what it was told are gone."""
    note("webhook.dropped", webhook.pk, by=by, brand=webhook.brand_id)
    webhook.delete()


@transaction.atomic
def test_webhook(webhook: Webhook, *, by: Person) -> None:
    """Queue a message that means nothing, to see whether it arrives."""
    line = note("webhook.tested", webhook, by=by, brand=webhook.brand_id)
    content = {"verb": "webhook.tested", "subject": str(webhook.pk), "brand": str(webhook.brand_id)}
    _queue([webhook], "webhook.tested", f"line:{line.pk}", {**content, "line": line.pk, "detail": {}})


def check_target(url: str) -> None:
    """Refused where nothing may be posted to this address. Asks the network for it, which may take seconds: never
    in a transaction, which would keep every phone waiting on SQLite."""
    try:
        targets.judged(targets.read(url))
    except targets.Unreachable as trouble:
        if trouble.code == "address_private":
            raise refused("address_private") from None
        raise refused("invalid", errors={"url": [trouble.code]}) from None


def new_secret() -> str:
    """What signs a webhook's messages."""
    return "whs_" + secrets.token_urlsafe(32)


def subscribe(*, person: Person, endpoint: str, p256dh: str, auth: str) -> PushSubscription:
    """Wake this browser from now on; again is harmless, and another person's browser becomes hers."""
    if not are_keys(p256dh, auth):
        raise refused("invalid", errors={"keys": ["unreadable"]})
    check_target(endpoint)
    with transaction.atomic():
        kept, _ = PushSubscription.objects.update_or_create(
            endpoint=endpoint, defaults={"person": person, "p256dh": p256dh, "auth": auth}
        )
        note("push.subscribed", kept, by=person)
    return kept


@transaction.atomic
def unsubscribe(*, person: Person, endpoint: str) -> None:
    """Wake this browser no more; again is harmless."""
    if PushSubscription.objects.filter(person=person, endpoint=endpoint).delete()[0]:
        note("push.unsubscribed", person, by=person)
