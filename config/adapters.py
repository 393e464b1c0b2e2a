"""How allauth behaves here: people are invited, nobody signs up; its mail speaks our catalogues."""

import base64
import hashlib
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.translation import get_language

from audits.messages.wording import letter
from audits.people.models import Person
from audits.refusals import refused

# allauth's name of a mail → its kind in our catalogues. What is not here is not sent: above all no mail to an
# address that nobody has, by which a stranger could use us to write to strangers.
MAILS = {"account/email/login_code": "sign_in_code"}


class ClosedDoor(DefaultAccountAdapter):
    """Sign-in only, and mail in the reader's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Send it at once: a code is of no use later. Refused: `mail_unavailable`."""
        kind = MAILS.get(template_prefix)
        if kind is None:
            return
        known = Person.objects.filter(email__iexact=email).values_list("language", flat=True).first()
        said = letter(kind, {"code": context["code"]}, language=known or get_language() or "en")
        try:
            EmailMessage(said.title, said.text, to=[email]).send()
        except (OSError, SMTPException):
            raise refused("mail_unavailable") from None


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


class HouseSignIn(DefaultSocialAccountAdapter):
    """The house's sign-in opens the door to people whom headquarters has invited, and makes nobody new."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
