"""How allauth behaves here: people are invited, nobody signs up; its mail speaks our catalogues, and neither what it
answers nor how long that takes tells whether somebody is known; a used code of a second factor stays used."""

import base64
import hashlib
import logging
from collections.abc import Mapping
from smtplib import SMTPException
from threading import Thread
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa import app_settings as second_factors
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest
from django.utils.translation import get_language

from audits.messages.wording import letter
from audits.people.models import Person
from audits.refusals import refused

# What is sent of allauth's mails, in words of our own; above all no mail to an address that
# nobody has, by which a stranger could use us to write to strangers.
MAILS = frozenset({"account/email/login_code"})
# what a stranger makes allauth send instead, by whether somebody is known
ASKED_FOR = MAILS | {"account/email/unknown_account", "account/email/password_reset_key"}
log = logging.getLogger(__name__)


class ClosedDoor(DefaultAccountAdapter):
    """Sign-in only, and mail in the reader's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Send it at once: a code is of no use later. Refused: `mail_unavailable`, for whichever address.

        The mail server is spoken to whether or not there is something to send, and nobody waits until it has taken
        it: that would take longer where somebody is known.
        """
        if template_prefix not in ASKED_FOR:
            return
        mail, line = _letter(email, context), get_connection()
        try:
            line.open()
        except (OSError, SMTPException):
            raise refused("mail_unavailable") from None
        Thread(target=_send, args=(line, [mail] if template_prefix in MAILS else [])).start()


def _letter(email: str, context: Mapping[str, Any]) -> EmailMessage:
    """The mail in her language."""
    known = Person.objects.filter(email__iexact=email).values_list("language", flat=True).first()
    said = letter("sign_in_code", {"code": context.get("code", "")}, language=known or get_language() or "en")
    return EmailMessage(said.title, said.text, to=[email])


def _send(line: Any, mails: list[EmailMessage]) -> None:
    try:
        line.send_messages(mails)
        line.close()
    except (OSError, SMTPException) as trouble:
        log.warning("a sign-in code could not be sent: %s", type(trouble).__name__)


class SecondFactor(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted: a leaked backup without the key makes no codes."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # the server's key was changed: this factor is dead, the recovery is HQ's
            return ""


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"encore second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _stays_used(factor: TOTP, code: str) -> bool:
    """Note that a code was used; False where it was. For as long as it would be taken: allauth forgets it after one
    step, and a code is right for one before and one after (`MFA_TOTP_TOLERANCE`)."""
    steps = 2 * second_factors.TOTP_TOLERANCE + 1
    return cache.add(factor._get_used_cache_key(code), "y", timeout=second_factors.TOTP_PERIOD * steps)


TOTP._mark_code_used = _stays_used


class HouseSignIn(DefaultSocialAccountAdapter):
    """The house's sign-in opens the door to people whom headquarters has invited, and makes nobody new."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
