"""One message on its way by mail, push or webhook. Rows are read before; the sending itself reads none."""

import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import orjson
from django.core.mail import EmailMessage

from audits.messages import hooks
from audits.messages.models import Message
from audits.messages.pushing import GONE, push
from audits.messages.targets import Unreachable, post
from audits.messages.wording import Letter, letter
from audits.people.shoppers import PushSubscription

LONGEST_PUSH = 300  # letters of a body
PLAIN = ("alert.", "action.", "appeal.")  # kinds that shoppers are never told


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a try. `is_hopeless`: another one would end the same way."""

    arrived: bool
    status: int | None = None
    trouble: str = ""
    is_hopeless: bool = False
    ended: tuple[int, ...] = ()  # keys of the subscriptions that the push service knows no more


def sending_of(message: Message) -> Callable[[], Sent]:
    """How this message is sent, everything it needs in hand."""
    if message.webhook is not None:
        if not message.webhook.is_active:
            return partial(Sent, arrived=False, trouble="webhook_inactive", is_hopeless=True)
        body = hooks.body_of(str(message.pk), message.content)
        return partial(_to_webhook, message.webhook.url, message.webhook.secret, str(message.pk), body)
    person = message.person
    if person is None or not person.is_active:
        return partial(Sent, arrived=False, trouble="person_gone", is_hopeless=True)
    kind = _said_as(message)
    words = letter(kind, message.content, language=person.language)
    if message.channel == Message.Channel.MAIL:
        return partial(_by_mail, person.email, words, str(message.pk))
    pushes = list(PushSubscription.objects.filter(person=person).order_by("id"))
    return partial(_by_push, pushes, message.kind, words)


def _said_as(message: Message) -> str:
    """The words for a message: on a shopper's locked screen, which anybody may read, it says only that there is
    something new. What goes to managers and reviewers has nothing to hide."""
    is_seen = message.channel == Message.Channel.PUSH and not message.kind.startswith(PLAIN)
    return "quiet" if is_seen else message.kind


def _to_webhook(url: str, secret: str, message: str, body: bytes) -> Sent:
    try:
        status = post(url, body, hooks.headers(secret, message, int(time.time()), body))
    except Unreachable as trouble:
        return Sent(arrived=False, trouble=trouble.code)
    arrived = 200 <= status < 300
    return Sent(arrived=arrived, status=status, trouble="" if arrived else f"HTTP {status}")


def _by_mail(address: str, words: Letter, message: str) -> Sent:
    headers = {
        "Auto-Submitted": "auto-generated",
        "Content-Language": words.language,
        "X-Encore-Message": message,
    }
    mail = EmailMessage(words.title, words.text, to=[address], headers=headers)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as trouble:
        status = max((code for code, _ in trouble.recipients.values()), default=550)
        return Sent(arrived=False, status=status, trouble="recipient_refused", is_hopeless=status >= 500)
    except smtplib.SMTPResponseException as trouble:
        return Sent(arrived=False, status=trouble.smtp_code, trouble=type(trouble).__name__)
    except (OSError, smtplib.SMTPException) as trouble:
        return Sent(arrived=False, trouble=type(trouble).__name__)
    return Sent(arrived=True, status=250)


def _by_push(pushes: list[PushSubscription], kind: str, words: Letter) -> Sent:
    """To every browser of hers; one that takes it is enough."""
    told = {"kind": kind, "title": words.title[:120], "body": words.body[:LONGEST_PUSH], "link": words.link}
    tries = [_to_browser(one, orjson.dumps(told)) for one in pushes]
    if not tries:
        return Sent(arrived=False, trouble="no_subscription", is_hopeless=True)
    best = next((one for one in tries if one.arrived), None) or tries[0]
    hopeless = all(one.is_hopeless for one in tries)
    ended = tuple(key for one in tries for key in one.ended)
    return Sent(best.arrived, best.status, best.trouble, is_hopeless=hopeless, ended=ended)


def _to_browser(one: PushSubscription, content: bytes) -> Sent:
    try:
        status = push(endpoint=one.endpoint, p256dh=one.p256dh, auth=one.auth, content=content)
    except (Unreachable, ValueError) as trouble:
        return Sent(arrived=False, trouble=str(trouble))
    arrived = 200 <= status < 300
    if status in GONE:
        return Sent(arrived=False, status=status, trouble="unsubscribed", is_hopeless=True, ended=(one.pk,))
    return Sent(arrived, status, "" if arrived else f"HTTP {status}")
