"""A visit from the board: claimed, made in airplane mode, sealed, received."""

import re

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.browsers import Phone, sign_in
from tests.journeys.photos import a_photograph
from tests.journeys.tapping import Finger, Tap

STORE = "London, Ardley Row"
FEE, FEE_IN_WORDS = "90", "€90"  # no other wave pays this: by it everybody knows the visit


def visit_offline(phone: Phone, name: str, found: dict[str, dict[str, Tap]], *, wavers: bool = False) -> str:
    """She claims the visit on the board (where she `wavers`, gives it back first), makes it without a network, and
    it arrives when she has one. Its id."""
    page = phone.open()
    sign_in(page, name)
    claim(page)
    if wavers:
        give_back(page)
        claim(page)
    assert phone.context is not None
    phone.context.set_offline(True)
    page.get_by_role("button", name="Start the visit").tap()
    finger = Finger(page)
    for section, taps in found.items():
        finger.section(section, taps)
        finger.on()
    seal(page)
    phone.context.set_offline(False)
    return page.url.rsplit("/", 1)[1]


def give_back(page: Page) -> None:
    """She can't make it after all: from its brief it goes back to the board."""
    page.get_by_role("button", name="Give this visit back").tap()
    page.locator("dialog[open]").get_by_role("button", name="Give this visit back").tap()
    page.wait_for_url("**/today")
    expect(
        page.locator("section.next, a.row").filter(has_text=STORE).filter(has_text=FEE_IN_WORDS)
    ).to_have_count(0)


def claim(page: Page) -> None:
    """From the offer to the brief, and until the phone has all that the visit needs."""
    page.get_by_role("link", name="Offers").tap()
    offer = page.locator("details.offer", has_text=STORE).filter(has_text=FEE_IN_WORDS).first
    offer.locator("summary").tap()
    offer.get_by_role("button", name="Take this visit").tap()
    expect(page.get_by_text("It is yours.")).to_be_visible()
    page.get_by_role("link", name="Today").tap()
    page.locator("a.row", has_text=STORE).filter(has_text=FEE_IN_WORDS).or_(
        page.locator("section.next", has_text=STORE)
        .filter(has_text=FEE_IN_WORDS)
        .get_by_role("link", name="Read the brief")
    ).first.tap()
    expect(page.locator(".ready")).to_contain_text(re.compile("Ready offline|Here, but may be erased"))


def seal(page: Page) -> None:
    page.get_by_role("button", name="Seal the visit").tap()
    expect(page.get_by_role("heading", name="Sealed")).to_be_visible()
    expect(page.get_by_text("Not yet. This phone keeps everything until then.")).to_be_visible()


def received(page: Page) -> None:
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"Received by HQ at .*\d\d:\d\d"), timeout=60_000)


def lay_out_a_taxi(phone: Phone) -> None:
    """An expense with its receipt, written down without a network; it arrives when there is one."""
    assert phone.context is not None
    page = phone.context.pages[0]
    phone.context.set_offline(True)
    page.get_by_role("link", name="Add an expense").tap()
    page.locator("input[name=amount]").fill("12,50")
    receipt: FilePayload = {"name": "r.jpg", "mimeType": "image/jpeg", "buffer": a_photograph("Taxi")}
    page.locator("input[name=receipt]").set_input_files(receipt)
    expect(page.get_by_alt_text("The receipt")).to_be_visible()
    page.get_by_role("button", name="Keep this expense").tap()
    expect(page.get_by_text("on this phone, sent once HQ has the visit")).to_be_visible()
    phone.context.set_offline(False)
    expect(page.get_by_text("received by HQ")).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile("Travel €12.50 · being looked at"))).to_be_visible()
