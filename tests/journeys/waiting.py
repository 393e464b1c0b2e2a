"""Waiting for something to become so."""

import time
from collections.abc import Callable


def until(holds: Callable[[], object], what: str, *, patience: float = 90.0) -> None:
    """Ask again and again until it holds; after `patience` seconds it counts as never."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.2)
