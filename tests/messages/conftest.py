"""Servers to which the tests send, and settings that let Encore reach them."""

import base64
from collections.abc import Iterator
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.messages.receivers import Mailbox, Receiver, mailbox, receiver
from tests.servers import free_port


@pytest.fixture
def post_office(settings: Any) -> Iterator[Mailbox]:
    """A mail server to which Django's SMTP backend delivers."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mailbox(free_port()) as kept:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", kept.port
        yield kept


@pytest.fixture
def hook(settings: Any) -> Iterator[Receiver]:
    """A receiver of webhooks or of pushes on this machine."""
    settings.ALLOW_PRIVATE_TARGETS = True
    with receiver() as kept:
        yield kept


class Browser:
    """A browser's side of web push: its keys, and how it reads what it is sent."""

    def __init__(self, endpoint: str) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"sixteen bytes ok"
        point = self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.subscription = {"endpoint": endpoint, "keys": {"p256dh": text(point), "auth": text(self.auth)}}

    def read(self, body: bytes) -> bytes:
        opened: bytes = http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.auth, version="aes128gcm"
        )
        return opened


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
