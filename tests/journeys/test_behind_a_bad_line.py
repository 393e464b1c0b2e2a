"""A real browser behind the storm's proxy: one visit meets all that portals, gateways and weak lines can do.

`make line SEEDS=20` does it with twenty seeds; here it is one.
"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, expect

from storm.proxy import FAULTS, Proxy
from tests.journeys.browsers import Phone, at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.journeys.tapping import Finger, one, showing, words
from tests.journeys.visiting import assigned, begin, facts, seal
from tests.journeys.waiting import until

FIRST = int(os.environ.get("SEED", "1"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("SEEDS", "1")))
SENDING = re.compile(r"/api/v1/visits/[^/]+/(revisions/1|blobs/[0-9a-f]{64})$")
ARRIVING = ("delayed", "sent twice at once", "sent again later")  # these do no harm: what is sent arrives
UNANSWERED = ("answer dropped after commit", "answer cut")  # it has arrived, and the phone doesn't know
LEAST = 14  # kinds of faults that a visit meets: an answer that was lost may make the rest of a hand unneeded


def hands(chance: Random) -> list[list[str]]:
    """Every fault once, for the answers and the two photos: first what doesn't arrive, then what does."""
    lost = [fault for fault in FAULTS if fault not in (*ARRIVING, *UNANSWERED)]
    unknown, arriving = [*UNANSWERED, ""], list(ARRIVING)
    for faults in (lost, unknown, arriving):
        chance.shuffle(faults)
    return [[*lost[n::3], *filter(None, unknown[n::3]), arriving[n]] for n in range(3)]


class Line(Proxy):
    """Well until it is told to be bad; then whatever sends a visit meets a hand of faults, the rest a few."""

    is_bad = False

    def __init__(self, *, seed: int, upstream: int) -> None:
        super().__init__(seed=seed, upstream=upstream, tries=3)
        self.hands = hands(Random(f"hands {seed}"))
        self.dealt: dict[str, list[str]] = {}

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_port}"

    def fault_for(self, method: str, path: str, size: int) -> tuple[str, Random]:
        if not self.is_bad or not path.startswith("/api/v1/"):
            return "", Random(self.seed)
        if method not in ("PUT", "PATCH") or not SENDING.search(path):
            return super().fault_for(method, path, size)
        with self._turn:
            if path not in self.dealt:
                self.dealt[path] = self.hands.pop() if self.hands else []
            hand = self.dealt[path]
            fault = hand.pop(0) if hand else ""
        return self.count(fault), Random(f"{self.seed} {path} {len(hand)}")


@contextmanager
def a_line(encore: Encore, seed: int) -> Iterator[Line]:
    line = Line(seed=seed, upstream=encore.port)
    try:
        yield line
    finally:
        line.shutdown()
        line.server_close()


def given(chromium: Browser, encore: Encore, seed: int) -> str:
    """An assignment of Sam's at a store of its own."""
    with at_a_desk(chromium, encore.address) as desk:
        sign_in(desk, "hana")
        wave = max(desk.request.get("/api/v1/waves").json(), key=lambda each: each["number"])
        shoppers = desk.request.get("/api/v1/shoppers?q=Sam").json()["results"]
        sam = next(each["id"] for each in shoppers if each["name"].startswith("Sam"))
        stores = desk.request.get("/api/v1/stores").json()["results"][:-3]
        return assigned(desk, wave["id"], stores[-seed % len(stores)]["id"], sam)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_visit_with_two_photos_arrives_once_and_whole_through_every_fault(
    seed: int, tools: Playwright, chromium: Browser, encore: Encore, tmp_path: Path
) -> None:
    assignment = given(chromium, encore, seed)
    with a_line(encore, seed) as line:
        phone = Phone(tools, line.address, tmp_path / "phone")
        try:
            visit, sent = sealed_behind(line, phone, assignment)
        finally:
            phone.close()
        assert phone.errors == []
        met = set(line.injected)
    assert len(met) >= LEAST, f"the line was too well: {sorted(met)}"
    assert facts(chromium, encore, visit)["photos"] == {"promised": 2, "here": 2}
    assert len(sent) == 1, "the same bytes, however often"
    nothing_lost_nothing_twice(encore, visit, sent.pop())


def sealed_behind(line: Line, phone: Phone, assignment: str) -> tuple[str, set[str]]:
    """The visit, and the digests of all that was sent as its sealed bytes, once the phone says that HQ has it."""
    page = phone.open()
    sign_in(page, "sam")
    visit = begin(page, assignment)
    sent: list[bytes] = []
    page.on("request", lambda request: sent.append(sealed_bytes_of(request)))
    finger = Finger(page)
    finger.answer("visit_outcome", one("closed"))
    finger.answer("not_done_reason", words("The boutique was closed, a notice said so."))
    for subject in ("the door", "the notice"):  # HQ has no photo like these: it would not ask for them
        finger.answer("not_done_photo", showing(f"{subject} {visit}"))
    line.is_bad = True
    seal(page)
    until_received(page)
    line.is_bad = False
    page.goto("/today")
    expect(page.locator("section[aria-labelledby=sent] .row")).to_have_count(1)
    expect(page.locator("section[aria-labelledby=sent] .row")).to_contain_text("Received by HQ")
    return visit, {hashlib.sha256(body).hexdigest() for body in sent if body}


def until_received(page: Page) -> None:
    """Somebody walks about with the phone: the network comes back again and again."""
    heading = page.get_by_role("heading", level=1)

    def is_received() -> bool:
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(400)
        return "Received by HQ" in heading.inner_text()

    until(is_received, "the receipt, through every fault", patience=120)


def sealed_bytes_of(request: Request) -> bytes:
    is_sealed = request.method == "PUT" and request.url.endswith("/revisions/1")
    return request.post_data_buffer or b"" if is_sealed else b""


def nothing_lost_nothing_twice(encore: Encore, visit: str, sha256: str) -> None:
    """What the database and the disk hold, by plain SQL and hashes."""
    key = UUID(visit)
    with closing(sqlite3.connect(encore.base, timeout=30)) as base:

        def rows(sql: str, about: str) -> list[tuple[object, ...]]:
            return base.execute(sql, [about]).fetchall()

        [(standing, kept)] = rows("SELECT standing, sealed FROM audits_revision WHERE visit = ?", key.hex)
        assert (standing, hashlib.sha256(bytes(kept)).hexdigest()) == ("accepted", sha256)
        photos = (
            "SELECT b.sha256, b.bytes, b.brand_id FROM audits_photo p JOIN audits_blob b ON b.id = p.blob_id "
        )
        photos += "JOIN audits_revision r ON r.id = p.revision_id WHERE r.visit = ?"
        found = rows(photos, key.hex)
        assert len(found) == 2
        for name, size, brand in found:
            folder = encore.folder / "data" / "media" / "blobs" / str(UUID(str(brand)))
            content = (folder / str(name)[:2] / str(name)).read_bytes()
            assert (hashlib.sha256(content).hexdigest(), len(content)) == (name, size)
        acts = "SELECT count(*) FROM audits_entry WHERE verb IN ('visit.received', 'visit.completed') AND subject = ?"
        assert rows(acts, visit) == [(2,)]
        waits = "SELECT count(*) FROM audits_entry WHERE handled_at IS NULL AND subject = ?"
        until(lambda: rows(waits, visit) == [(0,)], "all that follows the visit")
