"""A browser at the sign-in, by the same requests as the front end's."""

import base64
import hmac
import struct
from typing import Any

import orjson
from django.test import Client

from tests.cast import PASSWORD

AUTH = "/_allauth/browser/v1"
LOGIN, SESSION = f"{AUTH}/auth/login", f"{AUTH}/auth/session"


class Desk(Client):
    """A browser that checks CSRF as a real one is checked, and sends what the session's cookie says."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)
        self.get(SESSION)

    def send(self, method: str, address: str, body: Any = None) -> Any:
        headers = {"X-CSRFToken": self.cookies["csrftoken"].value}
        return self.generic(method, address, _json(body), "application/json", headers=headers)

    def sign_in(self, email: str, password: str = PASSWORD) -> Any:
        return self.send("POST", LOGIN, {"email": email, "password": password})


def _json(body: Any) -> bytes:
    return b"" if body is None else orjson.dumps(body)


class Asker:
    """A program of somebody's, that speaks JSON."""

    def __init__(self, client: Client, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def get(self, address: str) -> Any:
        return self.client.get(address, headers=self.headers)

    def post(self, address: str, body: Any = None) -> Any:
        return self.client.post(address, body or {}, "application/json", headers=self.headers)

    def delete(self, address: str) -> Any:
        return self.client.delete(address, headers=self.headers)


def code_of(secret: str, at: float) -> str:
    """RFC 6238 with its defaults, written here once more: a reader that shares no code with the server."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(at) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
