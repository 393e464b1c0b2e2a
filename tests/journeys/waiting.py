"""Waiting for something to become so."""

import time
from collections.abc import Callable

from playwright.sync_api import Page


def until(holds: Callable[[], object], what: str, *, patience: float = 90.0) -> None:
    """Ask again and again until it holds; after `patience` seconds it counts as never."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.2)


def until_kept(page: Page) -> None:
    """Until the phone has the whole app: its worker takes the page when everything is in its cache."""
    until(lambda: page.evaluate("() => navigator.serviceWorker.controller !== null"), "the app on the phone")
