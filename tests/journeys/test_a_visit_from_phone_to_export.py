"""The main job, end to end: a visit recorded in airplane mode becomes a scorecard and a line in the export."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.boutique import AFTERWARDS, GOING_IN
from tests.journeys.browsers import PHONE, Phone, at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.journeys.photos import BOTTOM, TOP
from tests.journeys.tapping import Finger, one
from tests.journeys.waiting import until

STORE = "London, Ardley Row"


def test_a_visit_recorded_in_airplane_mode_becomes_a_scorecard_and_a_line_in_the_export(
    encore: Encore, chromium: Browser, a_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    before = released_visits(chromium, encore)
    visit, tapped = record(a_phone(), encore)
    release(chromium, encore, visit)
    read_on_phone_and_desk(chromium, encore, visit, before)
    compare_exports(chromium, encore, visit, tapped, tmp_path)


def record(phone: Phone, encore: Encore) -> tuple[str, dict[str, str]]:
    """Sasha's part. Her phone has no network from the assignment to the seal, and her browser is killed once."""
    page = phone.open()
    sign_in(page, "sasha")
    page.get_by_role("link", name="Read the brief").tap()
    expect(page.get_by_role("heading", name=STORE)).to_be_visible()
    page.goto("/today")
    expect(page.locator(".ready").first).to_contain_text(re.compile("Ready offline|Here, but may be erased"))
    until(phone.has_session_on_disk, "the session's cookie on the phone's disk")
    encore.stop()
    assert phone.context is not None
    phone.context.set_offline(True)
    page.get_by_role("button", name="Start the visit").tap()
    finger = Finger(page)
    for section, taps in GOING_IN.items():
        finger.section(section, taps)
        finger.on()
    page.wait_for_url("**/section/trial_and_advice")
    expect(page.get_by_role("button", name="4 missing")).to_be_visible()
    finger.answer("invited_to_try", one("yes"))
    # the count follows the disk, not the finger
    expect(page.get_by_role("button", name="3 missing")).to_be_visible()
    left_at = page.url
    phone.kill()

    page = finger.page = phone.open("/", offline=True)
    page.wait_for_url(left_at)
    expect(finger.question("invited_to_try").locator("input:checked")).to_have_value("yes")
    expect(finger.question("invited_to_try")).to_be_in_viewport()
    for section, taps in AFTERWARDS.items():
        finger.section(section, taps)
        finger.on()
    expect(page.get_by_role("heading", name="Everything is there")).to_be_visible()
    page.get_by_role("button", name="Seal the visit").tap()
    expect(page.get_by_role("heading", name="Sealed")).to_be_visible()
    expect(page.get_by_text("Not yet. This phone keeps everything until then.")).to_be_visible()

    encore.start()
    assert phone.context is not None
    phone.context.set_offline(False)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"Received by HQ at .*\d\d:\d\d"), timeout=120_000)
    return page.url.rsplit("/", 1)[1], finger.tapped


def release(chromium: Browser, encore: Encore, visit: str) -> None:
    """Rita's part: graded by the worker, read beside its evidence, released."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "rita")
        until(lambda: asked(page, f"visits/{visit}")["grade"], "the worker's grade")
        page.goto("/visits?state=in_review")
        page.locator(f'a[href="/visits/{visit}"]').click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("A visit")
        expect(page.locator(".evidence figure img")).to_have_count(2)
        page.get_by_role("button", name="Release").click()
        expect(page.locator(".lead")).to_contain_text("Released")


def released_visits(chromium: Browser, encore: Encore) -> int:
    """The n of the store's scorecard, as Mona's page shows it."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "mona")
        return n_of(page, open_scorecard(page))


def open_scorecard(page: Page) -> str:
    page.goto("/stores")
    link = page.get_by_role("link", name=re.compile("Ardley Row"))
    address = str(link.get_attribute("href"))
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ardley Row")
    return address


def n_of(page: Page, address: str) -> int:
    page.goto(address)
    lead = page.locator(".lead")
    expect(lead).to_have_text(re.compile(r"\d+ visit"))
    return int(re.findall(r"(\d+) visit", lead.inner_text())[0])


def read_on_phone_and_desk(chromium: Browser, encore: Encore, visit: str, before: int) -> None:
    """Mona's part: the scorecard by itself, then the visit, then an answer's photo."""
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        with at_a_desk(chromium, encore.address, viewport=viewport) as page:
            read_by_mona(page, visit, before)


def read_by_mona(page: Page, visit: str, before: int) -> None:
    sign_in(page, "mona")
    address = open_scorecard(page)
    until(lambda: n_of(page, address) == before + 1, "one visit more on the store's scorecard")
    page.locator(f'a[href="/visits/{visit}"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A visit: Week")
    page.locator(".evidence figure button").first.click()
    large = page.locator("dialog img")
    expect(large).to_be_visible()
    until(lambda: large.evaluate("image => image.naturalWidth > 0"), "the photo on the screen")
    kept_clean_and_upright(page, str(large.get_attribute("src")))


def kept_clean_and_upright(page: Page, address: str) -> None:
    """The photo tells no place and stands upright: gold above, green below."""
    photo = Image.open(io.BytesIO(page.request.get(address).body()))
    assert not photo.getexif(), "nothing of the camera is left in the photo"
    assert photo.height > photo.width and max(photo.size) <= 2048
    middle, quarter = photo.width // 2, photo.height // 4
    for y, colour in ((quarter, TOP), (3 * quarter, BOTTOM)):
        seen = photo.convert("RGB").getpixel((middle, y))
        assert all(abs(a - b) < 24 for a, b in zip(seen, colour, strict=True)), (seen, colour)


def compare_exports(
    chromium: Browser, encore: Encore, visit: str, tapped: dict[str, str], folder: Path
) -> None:
    """Hana's part: she asks for a file, watches it being made, and takes it away."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "hana")
        page.goto("/exports")
        rows = csv.DictReader(io.StringIO(fetch(page, "CSV", folder).decode("utf-8-sig")))
        mine = next(row for row in rows if row["visit/id"] == visit)
        told = {name: answer_in(mine, name) for name in tapped}
        assert told == {name: disarmed(value) for name, value in tapped.items()}
        workbook = openpyxl.load_workbook(io.BytesIO(fetch(page, "XLSX", folder)), read_only=True)
        names, *lines = workbook.worksheets[0].iter_rows(values_only=True)
        (same,) = (dict(zip(names, line, strict=True)) for line in lines if visit in line)
        texts = {name: str(same[name] or "") for name in ("tell_a_friend", "whole_visit_line", "feeling")}
        assert texts == {name: tapped[name] for name in texts}
        explained = [
            str(cell) for line in workbook.worksheets[-1].iter_rows(values_only=True) for cell in line
        ]
        assert set(tapped) - {"check_in_place"} <= set(explained), "the codebook is the workbook's last sheet"
        with page.expect_download() as codebook:
            page.get_by_role("link", name="Codebook").first.click()
        described = Path(codebook.value.path()).read_text("utf-8-sig")
        assert all(name in described for name in tapped)


def fetch(page: Page, kind: str, folder: Path) -> bytes:
    page.get_by_label(re.compile(f"^{kind}")).check()
    finished = page.get_by_role("link", name="Download")
    before = sum(each["state"] == "done" for each in asked(page, "exports"))
    page.get_by_role("button", name="Make the file").click()
    expect(finished).to_have_count(before + 1, timeout=60_000)  # the newest stands first
    with page.expect_download() as download:
        finished.first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def answer_in(row: dict[str, str], name: str) -> str:
    """A question's answer in its row; a place has a column for each part."""
    if name in row:
        return row[name]
    return " ".join(f"{float(row[f'{name}/{part}']):g}" for part in ("lat", "lon", "accuracy"))


def disarmed(value: str) -> str:
    """A cell that a spreadsheet would take for a formula is written so that it doesn't."""
    return f"'{value}" if value.startswith("=") else value


def asked(page: Page, path: str) -> Any:
    answer = page.request.get(f"/api/v1/{path}")
    return json.loads(answer.body()) if answer.ok else {"grade": None}
