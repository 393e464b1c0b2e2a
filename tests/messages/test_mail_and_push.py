"""People are told by mail and by push, in their language, once; what can't be delivered says so."""

import json
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone

from audits.actions.services import remind, remind_to_mend
from audits.messages.delivery import deliver_due
from audits.messages.models import Message
from audits.messages.services import tell
from audits.messages.wording import LANGUAGES, catalogue
from audits.people.models import Person
from audits.people.shoppers import PushSubscription
from audits.reviews.services import send_back
from audits.waves.board import invite
from audits.waves.models import Assignment
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of
from tests.making import arrives, follow, probed, worked
from tests.messages.conftest import Browser
from tests.messages.receivers import Mailbox, Receiver

pytestmark = pytest.mark.django_db


def words_of(mail: Any) -> str:
    assert isinstance(mail, EmailMessage)
    return str(mail.get_content())


def subscribed(phone: Phone, url: str) -> Browser:
    browser = Browser(url)
    assert phone.post("me/pushes", browser.subscription).status_code == 201
    return browser


def test_an_invitation_reaches_her_by_mail_and_push_in_her_language(
    cast: Cast, post_office: Mailbox, hook: Receiver
) -> None:
    Person.objects.filter(pk=cast.sasha.pk).update(language="fr-CA")
    browser = subscribed(phone_of(cast, "sasha"), hook.url)
    offered = an_assignment(cast.wave, cast.nice, None)
    invite(offered.pk, shoppers=[cast.sasha.pk, cast.sam.pk], by=cast.hana)
    follow()
    deliver_due()
    (hers,) = post_office.to(cast.sasha.email)
    assert hers["Subject"] == "Une visite pour vous : Nice"
    assert "Maison Vaudrey vous invite" in words_of(hers)
    assert "45.00 EUR" in words_of(hers)
    assert hers["Auto-Submitted"] == "auto-generated"
    (his,) = post_office.to(cast.sam.email)
    assert his["Subject"] == "A visit for you: Nice"
    (push,) = hook.got
    told = json.loads(browser.read(push.body))
    assert (told["title"], told["body"]) == (
        "Notes",
        "Il y a du nouveau.",
    )  # anybody may read a locked screen
    assert push.headers["Authorization"].startswith("vapid t=")
    assert phone_of(cast, "sasha").get("push-key").json()["key"] in push.headers["Authorization"]
    assert b"Nice" not in push.body
    assert Message.objects.filter(state="sent").count() == 3  # Sam has no browser that wants to be woken


def test_what_is_sent_back_is_told_with_its_reason_and_on_the_clock_of_the_store(
    cast: Cast, post_office: Mailbox
) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    due = timezone.now().replace(hour=22, minute=30, month=7) + timedelta(days=365)
    send_back(visit.pk, by=cast.rita, reason="The receipt is not legible.", due=due)
    follow()
    deliver_due()
    (mail,) = post_office.to(cast.sasha.email)
    assert "The receipt is not legible." in words_of(mail)
    assert "00:30" in words_of(mail)  # half past midnight in Paris in summer
    assert f"/visits/{visit.pk}" in words_of(mail)


def test_a_visit_that_is_due_and_has_not_come_is_asked_for_once_before_and_once_after(
    cast: Cast, post_office: Mailbox
) -> None:
    ends = cast.assignment.window_to
    assert remind(now=ends - timedelta(days=2)) == 0
    assert remind(now=ends - timedelta(hours=20)) == 1
    assert remind(now=ends - timedelta(hours=10)) == 0
    assert remind(now=ends + timedelta(hours=1)) == 1
    assert remind(now=ends + timedelta(days=4)) == 0
    deliver_due()
    subjects = sorted(str(mail["Subject"]) for mail in post_office.to(cast.sasha.email))
    assert subjects == ["Your visit to Lille ends tomorrow", "Your visit to Lille has not arrived"]


def test_a_visit_that_went_back_and_is_not_mended_is_asked_for_once(cast: Cast, post_office: Mailbox) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    due = timezone.now() + timedelta(days=3)
    send_back(visit.pk, by=cast.rita, reason="Unclear", due=due)
    assert remind_to_mend(now=due - timedelta(days=2)) == 0
    assert remind_to_mend(now=due - timedelta(hours=20)) == 1
    assert remind_to_mend(now=due + timedelta(hours=20)) == 0
    deliver_due()
    (mail,) = post_office.to(cast.sasha.email)
    assert mail["Subject"] == "Your visit to Lille still waits to be mended"
    assert f"/visits/{visit.pk}" in words_of(mail)


def test_nobody_is_asked_to_mend_what_is_mended_or_was_told_just_now(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    due = timezone.now() + timedelta(hours=6)
    send_back(visit.pk, by=cast.rita, reason="Unclear", due=due)
    assert remind_to_mend() == 0
    arrives(cast.assignment, worked("W_")["answers"], visit=visit.pk, revision=2)
    follow()
    assert remind_to_mend(now=due + timedelta(hours=20)) == 0


def test_nobody_is_reminded_of_a_visit_that_is_here(cast: Cast) -> None:
    arrives(cast.assignment, worked("P_")["answers"])
    assert remind(now=cast.assignment.window_to - timedelta(hours=2)) == 0
    Assignment.objects.filter(shopper=cast.sasha).update(state="assigned")  # even if its state were behind
    assert remind(now=cast.assignment.window_to - timedelta(hours=2)) == 0


def test_a_reminder_goes_by_push_alone_where_a_browser_allows_it(
    cast: Cast, post_office: Mailbox, hook: Receiver
) -> None:
    browser = subscribed(phone_of(cast, "sasha"), hook.url)
    remind(now=cast.assignment.window_to - timedelta(hours=2))
    deliver_due()
    assert post_office.mails == []
    assert json.loads(browser.read(hook.got[0].body))["kind"] == "reminder"


def test_a_browser_that_has_unsubscribed_is_asked_no_more(cast: Cast, hook: Receiver) -> None:
    subscribed(phone_of(cast, "sasha"), hook.url)
    hook.usual = 410
    said(cast, "a", channels=["push"])
    deliver_due()
    assert Message.objects.get().state == "failed"
    assert not PushSubscription.objects.exists()
    said(cast, "b", channels=["push"])
    assert Message.objects.count() == 1


def said(cast: Cast, cause: str, **wishes: Any) -> None:
    content = {"store": "Lille", "to_at": timezone.now().isoformat()}
    tell([cast.sasha.pk], kind="reminder", cause=cause, content=content, brand=cast.brand.pk, **wishes)


def test_a_mailbox_that_is_full_is_tried_again_and_one_that_is_none_is_not(
    cast: Cast, post_office: Mailbox
) -> None:
    said(cast, "a")
    post_office.is_full = True
    deliver_due()
    waiting = Message.objects.get()
    assert (waiting.state, waiting.tries, waiting.status) == ("waiting", 1, 451)
    post_office.is_full = False
    Message.objects.update(next_try_at=timezone.now())
    deliver_due()
    assert Message.objects.get().state == "sent"
    post_office.refuses = {cast.sasha.email}
    said(cast, "b")
    deliver_due()
    assert Message.objects.get(cause="b").state == "failed"


def test_a_mail_server_that_is_away_costs_a_try_and_no_message(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    said(cast, "a")
    deliver_due()
    assert (Message.objects.get().state, Message.objects.get().trouble) == (
        "waiting",
        "ConnectionRefusedError",
    )


def test_a_push_endpoint_inside_somebodys_network_is_refused(cast: Cast) -> None:
    answer = phone_of(cast, "sasha").post("me/pushes", Browser("https://10.0.0.1/p").subscription)
    assert (answer.status_code, answer.json()["code"]) == (422, "address_private")


def test_keys_that_are_none_are_refused(cast: Cast, hook: Receiver) -> None:
    broken = {"endpoint": hook.url, "keys": {"p256dh": "AAAA", "auth": "AAAA"}}
    assert phone_of(cast, "sasha").post("me/pushes", broken).status_code == 422


def test_every_catalogue_has_the_same_messages_with_the_same_values() -> None:
    def values(code: str) -> dict[str, set[str]]:
        import re

        return {
            kind: set(re.findall(r"{(\w+)}", json.dumps(words))) for kind, words in catalogue(code).items()
        }

    assert values("en") == values("fr") == values("ar")
    assert set(LANGUAGES) == {"en", "fr", "ar"}
