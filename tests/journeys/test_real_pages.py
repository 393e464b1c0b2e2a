"""What browsers do to a phone's work: erase it, kill its page, show it twice, update it, end its session, set its
clock. The phone that changes hands is in test_the_phone.py."""

import http.client
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, Request, expect

from tests.journeys.browsers import Phone, at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.journeys.tapping import Finger, one, photograph, words
from tests.journeys.visiting import assigned, begin, facts, received, seal
from tests.journeys.waiting import until, until_kept

Phones = Callable[..., Phone]
THREE_DAYS = 3 * 24 * 60 * 60 * 1000
# From now on this phone's clock says something else; the clock that can't be set goes on
JUMP = """ahead => {
  const Real = Date, now = () => Real.now() + ahead;
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(now()); }
    static now() { return now(); }
  };
}"""
WAITS = "navigator.serviceWorker.getRegistration().then(kept => kept.waiting !== null)"
SENT = re.compile(r"/api/v1/visits/[0-9a-f-]+/revisions/1$")


@pytest.fixture(scope="module")
def given(one_encore: Encore, chromium: Browser) -> dict[str, str]:
    """Three assignments more for Sam, each at a store of its own: name of the journey → the assignment's id."""
    if one_encore.process is None:
        one_encore.start()
    with at_a_desk(chromium, one_encore.address) as desk:
        sign_in(desk, "hana")
        wave = max(desk.request.get("/api/v1/waves").json(), key=lambda each: each["number"])
        shoppers = desk.request.get("/api/v1/shoppers?q=Sam").json()["results"]
        sam = next(each["id"] for each in shoppers if each["name"].startswith("Sam"))
        stores = desk.request.get("/api/v1/stores").json()["results"][-3:]
        return {
            name: assigned(desk, wave["id"], store["id"], sam)
            for name, store in zip(("tabs", "camera", "erased"), stores, strict=True)
        }


def test_storage_that_the_browser_erased_is_said_and_hq_is_told(
    a_phone: Phones, given: dict[str, str]
) -> None:
    phone = a_phone()
    page = phone.open()
    sign_in(page, "sam")
    begin(page, given["erased"])
    Finger(page).answer("visit_outcome", one("going_in"))
    assert phone.context is not None
    page.goto("about:blank")
    browser = phone.context.new_cdp_session(page)
    browser.send("Storage.clearDataForOrigin", {"origin": phone.address, "storageTypes": "indexeddb"})
    with page.expect_request(tells_of("evicted")):
        page.goto("/today")
    expect(page.get_by_role("alert")).to_contain_text("The phone has erased what this app had stored")
    begin(page, given["erased"])  # it can be begun again, and nothing pretends to be there
    expect(page.locator("#q-visit_outcome-box input:checked")).to_have_count(0)


def tells_of(kind: str) -> Callable[[Request], bool]:
    """Whether a request tells HQ of trouble of this kind."""

    def tells(request: Request) -> bool:
        return request.url.endswith("/api/v1/diagnostics") and request.post_data_json["kind"] == kind

    return tells


def test_a_camera_that_kills_the_page_a_clock_that_jumps_and_a_session_that_ends_lose_nothing(
    a_phone: Phones, chromium: Browser, encore: Encore, given: dict[str, str]
) -> None:
    phone = a_phone()
    page = phone.open()
    sign_in(page, "sam")
    until(phone.has_session_on_disk, "the session's cookie on the phone's disk")
    visit = begin(page, given["camera"])
    finger = Finger(page)
    finger.answer("visit_outcome", one("closed"))
    finger.answer("not_done_reason", words("The boutique was closed, a notice said so."))
    expect(page.get_by_role("button", name="1 missing")).to_be_visible()  # the count follows the disk
    with page.expect_file_chooser():
        finger.question("not_done_photo").locator("label.add").tap()
    phone.kill()  # the camera took the memory

    page = finger.page = phone.open("/")
    page.wait_for_url(f"**/visits/{visit}/section/**")
    expect(finger.question("not_done_reason").locator("textarea")).to_have_value(
        re.compile("a notice said so")
    )
    page.evaluate(JUMP, THREE_DAYS)
    finger.answer("not_done_photo", photograph)
    assert phone.context is not None
    phone.context.clear_cookies(name="sessionid")
    seal(page)
    expect(
        page.get_by_text("Waiting for you to sign in").or_(page.get_by_text("You are signed out")).first
    ).to_be_visible()
    sign_in(page, "sam")
    page.goto(f"/visits/{visit}")
    received(page)
    found = facts(chromium, encore, visit)
    assert (found["revision"], found["photos"]) == (1, {"promised": 1, "here": 1})
    assert abs(datetime.now(UTC) - datetime.fromisoformat(found["received_at"])) < timedelta(hours=1)
    assert found["local_day"] <= (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


def test_two_tabs_and_a_new_build_in_mid_visit_make_one_visit_that_goes_on_offline(
    tools: Playwright, chromium: Browser, encore: Encore, given: dict[str, str], tmp_path: Path
) -> None:
    with newer_builds(encore) as shop:
        phone = Phone(tools, shop.address, tmp_path / "phone")
        try:
            visit = two_tabs_and_a_new_build(phone, shop, given["tabs"])
        finally:
            phone.close()
        assert phone.errors == []
    assert facts(chromium, encore, visit)["revision"] == 1


def two_tabs_and_a_new_build(phone: Phone, shop: "Shop", assignment: str) -> str:
    first = phone.open()
    sign_in(first, "sam")
    visit = begin(first, assignment)
    assert phone.context is not None
    sent: list[str] = []
    phone.context.on("request", lambda request: sent.append(_sealed_bytes_of(request)))
    until_kept(first)
    Finger(first).answer("visit_outcome", one("closed"))

    shop.build += 1
    first.evaluate("navigator.serviceWorker.getRegistration().then(kept => kept.update())")
    until(lambda: first.evaluate(WAITS), "the newer build, waiting")
    phone.context.set_offline(True)
    second = phone.context.new_page()
    second.goto(first.url)  # from the build that people are using, which stays until they are done
    expect(second.locator('#q-visit_outcome-box input[value="closed"]')).to_be_checked()
    assert second.evaluate(WAITS), "the newer build waits while a visit is open"
    finger = Finger(second)
    finger.answer("not_done_reason", words("The boutique was closed, a notice said so."))
    finger.answer("not_done_photo", photograph)
    seal(second)
    first.reload()
    phone.context.set_offline(False)
    received(second)
    bodies = {body for body in sent if body}
    assert len(bodies) == 1, "both tabs hold the same sealed bytes"
    return visit


def _sealed_bytes_of(request: Request) -> str:
    return request.post_data or "" if request.method == "PUT" and SENT.search(request.url) else ""


class Shop(ThreadingHTTPServer):
    """Stands before Encore, and serves a newer build of the app when `build` goes up."""

    daemon_threads = True
    build = 1
    upstream = 0

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_port}"


# packed, or "as you know it", a build could not be told from the one before
NOT_ASKED = ("accept-encoding", "if-none-match", "if-modified-since")


class Passing(BaseHTTPRequestHandler):
    server: Shop
    protocol_version = "HTTP/1.0"

    def do_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        line = http.client.HTTPConnection("localhost", self.server.upstream, timeout=60)
        asked = {name: value for name, value in self.headers.items() if name.lower() not in NOT_ASKED}
        line.request(self.command, self.path, body, asked)
        answer = line.getresponse()
        told = answer.read()
        if self.path == "/worker.js":
            told += f"\n// build {self.server.build}\n".encode()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        if self.command != "HEAD":
            with suppress(BrokenPipeError):  # the page has gone elsewhere
                self.wfile.write(told)
        line.close()

    do_GET = do_POST = do_PUT = do_PATCH = do_HEAD = do_DELETE = do_any

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def newer_builds(encore: Encore) -> Iterator[Shop]:
    """Encore behind a server that can serve a newer build."""
    shop = Shop(("127.0.0.1", 0), Passing)
    shop.upstream = encore.port
    threading.Thread(target=shop.serve_forever, daemon=True).start()
    try:
        yield shop
    finally:
        shop.shutdown()
        shop.server_close()
