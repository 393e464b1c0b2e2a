"""The secret key of an embedded Encore: made once, kept in the data folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key kept in `folder`, made at the first call. Safe against two processes starting at once."""
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _existing(path)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _existing(path: Path) -> str:
    # the other process may still be writing: an empty key must never be used
    for _ in range(100):
        key = path.read_text()
        if key:
            return key
    raise RuntimeError(f"{path} is empty: delete it, a new key is made at the next start")
