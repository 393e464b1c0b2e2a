"""`python -m bench.inside.phone`: what a shopper feels, in a real Chromium at a quarter of this machine's speed.

Each figure stands beside an empty page that shows as many questions from the same edition's JSON.
"""

import gzip
import http.server
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.grounds import Ground, folder, free_port, ground
from bench.inside.phone_scripts import ANSWERABLE, EMPTY, MEASURE_TAPS
from tests.journeys.browsers import ON_A_PHONE, launch

RUNS = 5
TAPS = 40
PATIENCE = 120_000  # ms
# Chromium's own "Slow 4G": bytes a second, ms of latency
SLOW_4G = {
    "offline": False,
    "downloadThroughput": 180_000,
    "uploadThroughput": 84_375,
    "latency": 562.5,
}
QUESTION = "[id^='q-'] input"


def main() -> None:
    with folder() as place, ground("sqlite", place) as made, sync_playwright() as tools:
        made.manage("seed", "--stores", "1", "--visits", "0", "--waves", "1", "--brand", "phone")
        short, long = made.inside("phone_stage", "phone")
        browser = launch(tools)
        try:
            print(json.dumps(list(measured(made, browser, short, long))))
        finally:
            browser.close()


def measured(made: Ground, browser: Browser, short: dict[str, str], long: dict[str, str]) -> Iterator[Any]:
    """The figures: `{work, ms, floor, most}`."""
    with made.web() as port, beside(short["printed"], 1) as empty:
        cookies = signed_in(browser, port, short)
        first = median(first_question(browser, port, cookies) for _ in range(RUNS))
        floor = median(opened(browser, empty) for _ in range(RUNS))
        work = "first question answerable, slow 4G, processor four times slower"
        yield {"work": work, "ms": first, "floor": floor, "most": 2000}
        again = from_the_icon(browser, port, short)
        yield {"work": "the same offline, from the icon", "ms": again, "floor": None, "most": 1000}
        for count, stage in ((45, short), (500, long)):
            with beside(stage["printed"], count) as page:
                ms, floor = taps(browser, port, stage), taps_beside(browser, page)
            work = f"tap to next frame with {count} questions, p95"
            yield {"work": work, "ms": ms, "floor": floor, "most": 50}


@contextmanager
def on_a_phone(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    context = browser.new_context(base_url=address, **ON_A_PHONE)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def slowed(context: BrowserContext, *, network: bool = False) -> Page:
    """A page on a processor four times slower, and on slow 4G where asked."""
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    if network:
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", SLOW_4G)
    return page


def signed_in(browser: Browser, port: int, stage: dict[str, str]) -> Any:
    """The cookies of a shopper's session."""
    with on_a_phone(browser, f"http://localhost:{port}") as context:
        sign_in(context.new_page(), stage)
        # a cookie that says that there was a database here would make the phone report its loss
        return [cookie for cookie in context.cookies() if cookie["name"] in ("sessionid", "csrftoken")]


def sign_in(page: Page, stage: dict[str, str]) -> None:
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(stage["email"])
    page.locator("input[name=password]").fill(stage["password"])
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def start(page: Page) -> None:
    """Start the visit that waits, and stand before its first question."""
    page.get_by_role("button", name="Start the visit").first.click()
    page.locator(QUESTION).first.wait_for(state="attached")


def answerable(context: BrowserContext, address: str, *, network: bool) -> float:
    """ms from the wish for an address to the frame that shows the first question."""
    context.add_init_script(ANSWERABLE)
    page = slowed(context, network=network)
    page.goto(address, wait_until="commit")
    until = time.monotonic() + PATIENCE / 1000
    while (found := page.evaluate("window.answerableAt ?? null")) is None:
        if time.monotonic() > until:
            raise TimeoutError(f"no question at {address}")
        time.sleep(0.25)
    page.close()
    return float(found)


def first_question(browser: Browser, port: int, cookies: Any) -> float:
    """From an address, on a phone that is signed in and holds nothing, to the first question."""
    with on_a_phone(browser, f"http://localhost:{port}") as context:
        context.add_cookies(cookies)
        return answerable(context, "/today", network=True)


def opened(browser: Browser, address: str) -> float:
    with on_a_phone(browser, address) as context:
        return answerable(context, "/", network=True)


def begun(context: BrowserContext, stage: dict[str, str]) -> Page:
    """A visit under way on a phone whose app is kept by its service worker."""
    page = context.new_page()
    sign_in(page, stage)
    page.goto("/today")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null || location.reload() === 0")
    start(page)
    return page


def from_the_icon(browser: Browser, port: int, stage: dict[str, str]) -> float:
    """Offline, from `/` to the question that was left."""
    with on_a_phone(browser, f"http://localhost:{port}") as context:
        begun(context, stage).close()
        context.set_offline(True)
        return median(answerable(context, "/", network=False) for _ in range(RUNS))


def taps(browser: Browser, port: int, stage: dict[str, str]) -> float:
    """p95 of taps in the section that asks most."""
    with on_a_phone(browser, f"http://localhost:{port}") as context:
        where = begun(context, stage).url
        page = slowed(context)
        page.goto(where.rpartition("/")[0] + "/" + longest_section(stage["printed"]))
        page.locator(QUESTION).first.wait_for(state="attached")
        return p95(page)


def taps_beside(browser: Browser, address: str) -> float:
    with on_a_phone(browser, address) as context:
        page = slowed(context)
        page.goto("/")
        page.locator(QUESTION).first.wait_for(state="attached")
        return p95(page)


def p95(page: Page) -> float:
    times = sorted(page.evaluate(MEASURE_TAPS, TAPS))
    return float(times[int(len(times) * 0.95)])


def longest_section(printed: str) -> str:
    """The name of the section with the most questions."""
    sections = [node for node in json.loads(printed)["body"] if node["kind"] == "group"]
    return str(max(sections, key=lambda node: json.dumps(node).count('"question"'))["name"])


@contextmanager
def beside(printed: str, count: int) -> Iterator[str]:
    """The address of a page that holds nothing but so many questions and the edition's JSON."""
    pages = {
        "/": ("text/html", EMPTY.replace("COUNT", str(count)).encode()),
        "/edition.json": ("application/json", printed.encode()),
    }

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pages.get(self.path, ("text/plain", b""))
            packed = gzip.compress(body)
            self.send_response(200)
            for name, value in (("Content-Type", kind), ("Content-Encoding", "gzip")):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *words: Any) -> None:
            """Silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", free_port()), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
