"""The keys of an embedded Encore: made once, kept in the data folder, readable by their owner alone."""

import base64
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key that signs sessions and receipts, kept in `folder`."""
    return _kept(folder / "secret_key", lambda: secrets.token_urlsafe(48))


def vapid_key(folder: Path) -> str:
    """The private key that signs web push (RFC 8292): 32 bytes in base64url, kept in `folder`."""
    return _kept(folder / "vapid_key", new_vapid_key)


# The order of P-256 (FIPS 186-5): a private key is a number from 1 to one less.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def new_vapid_key() -> str:
    """A private key for web push: a number on the curve P-256, 32 bytes in base64url."""
    number = secrets.randbelow(_ORDER - 1) + 1
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def _kept(path: Path, make: Callable[[], str]) -> str:
    """What is in the file, made at the first call. Safe against two processes starting at once."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _existing(path)
    with os.fdopen(handle, "w") as file:
        file.write(make())
    return path.read_text()


def _existing(path: Path) -> str:
    # the other process may still be writing: an empty key must never be used
    for _ in range(100):
        key = path.read_text()
        if key:
            return key
    raise RuntimeError(f"{path} is empty: delete it, a new key is made at the next start")


if (
    __name__ == "__main__"
):  # python -m config.secrets: the secrets of a new server, as lines for its environment
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "STORE_PASSWORD", "METRICS_TOKEN"):
        sys.stdout.write(f"{name}={secrets.token_urlsafe(48)}\n")
    sys.stdout.write(f"VAPID_KEY={new_vapid_key()}\n")
