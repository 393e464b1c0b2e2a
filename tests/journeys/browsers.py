"""Chromium as shoppers and managers have it: phones with a profile that outlives them, desks without."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, ViewportSize, expect

from audits.management.demonstration.cast import PASSWORD, email_of
from tests.journeys.waiting import until

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
PATIENCE = 30_000  # milliseconds: a busy machine with two cores is slow, not wrong
COOKIES = "Default/**/Cookies"  # within a profile
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
ON_A_PHONE: dict[str, Any] = {
    "viewport": PHONE,
    "has_touch": True,
    "is_mobile": True,
    "locale": "en-GB",
    "timezone_id": "Europe/London",
    "geolocation": {"latitude": 51.5102, "longitude": -0.1418, "accuracy": 12},
    "permissions": ["geolocation"],
    "accept_downloads": True,
}


def chromium_path() -> str | None:
    """The browser that `scripts/browser.sh` found, else the machine's, else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = (shutil.which(name) for name in names)
    return os.environ.get("CHROMIUM") or next((path for path in found if path), None)


def launch(tools: Playwright) -> Browser:
    return tools.chromium.launch(executable_path=chromium_path(), args=FLAGS)


class Phone:
    """One phone: its profile stays on disk when the browser is closed, or killed."""

    def __init__(self, tools: Playwright, address: str, profile: Path, **options: Any) -> None:
        self.tools, self.address, self.profile = tools, address, profile
        self.options = ON_A_PHONE | options
        self.context: BrowserContext | None = None
        self.errors: list[str] = []

    def open(self, path: str = "/", *, offline: bool = False) -> Page:
        """Start the browser at an address; from `/`, as the icon does."""
        self.context = self.tools.chromium.launch_persistent_context(
            self.profile, executable_path=chromium_path(), args=FLAGS, base_url=self.address, **self.options
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.set_offline(offline)
        page = self.context.pages[0]
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(path)
        return page

    def kill(self) -> None:
        """End the browser with -9, in the middle of whatever it does, and wait until its profile is nobody's."""
        assert self.context is not None
        mains, _ = _processes_of(self.profile)
        for pid in mains:
            os.kill(pid, signal.SIGKILL)
        with suppress(Error):  # the driver may or may not have noticed yet
            self.context.close()
        self.context = None
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in mains), "the end of the browser")
        until(lambda: not any(_processes_of(self.profile)), "the end of all that the browser had started")

    def close(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None

    def has_session_on_disk(self) -> bool:
        """Whether Chromium has written the session's cookie: it does so every half minute."""
        return any(_holds_session(cookies) for cookies in self.profile.glob(COOKIES))


def _holds_session(cookies: Path) -> bool:
    """False, too, where the browser is just writing: whoever waits asks again."""
    try:
        with closing(sqlite3.connect(f"file:{cookies}?mode=ro&immutable=1", uri=True)) as base:
            rows = base.execute("SELECT count(*) FROM cookies WHERE name = 'sessionid'").fetchone()
    except sqlite3.Error:
        return False
    return bool(rows[0])


def _processes_of(profile: Path) -> tuple[list[int], list[int]]:
    """The browser's own process on this profile, and its children, which fall with it."""
    mains: list[int] = []
    children: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if f"--user-data-dir={profile}".encode() in words:
                is_child = any(word.startswith(b"--type=") for word in words)
                (children if is_child else mains).append(int(entry.name))
    return mains, children


@contextmanager
def at_a_desk(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page in a browser that nobody used before."""
    settings: dict[str, Any] = {"viewport": DESK, "locale": "en-GB", "timezone_id": "Europe/Paris"}
    context = browser.new_context(base_url=address, **settings | options)
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, name: str) -> None:
    """Sign in as one of the demonstration's people, and see her first page."""
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(email_of(name))
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    # "/" is passed through on the way to her own first page: going elsewhere before she is there ends in nothing
    page.wait_for_url(lambda url: urlsplit(url).path not in ("/", "/sign-in"))
    expect(page.locator("h1").first).to_be_visible()
