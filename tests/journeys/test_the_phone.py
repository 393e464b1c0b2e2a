"""What the shopper's phone must do beside a whole visit."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from audits.management.demonstration.cast import PASSWORD, email_of
from tests.journeys.browsers import Phone, at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.journeys.tapping import Finger, one, photograph, words
from tests.journeys.waiting import until, until_kept

Phones = Callable[..., Phone]
CLOSED = {
    "visit_outcome": one("closed"),
    "not_done_reason": words("The boutique was closed for stock-taking, a notice said so."),
    "not_done_photo": photograph,
}


def start_a_visit(page: Page, store: str) -> str:
    """Begin (or go on with) the visit of a store; the visit's id."""
    page.goto("/today")
    page.get_by_role("link", name=re.compile(store)).or_(
        page.locator("section.next", has_text=store).get_by_role("link", name="Read the brief")
    ).first.tap()
    page.get_by_role("button", name=re.compile("Start the visit|Go on")).tap()
    page.wait_for_url("**/visits/**/section/**")
    return page.url.split("/visits/")[1].split("/")[0]


def find_it_closed(page: Page) -> None:
    """The shortest honest visit: the boutique is closed, with a photo as proof."""
    finger = Finger(page)
    for name, tap in CLOSED.items():
        expect(finger.question(name)).to_be_visible()
        finger.answer(name, tap)
    expect(page.locator(".bar").get_by_role("button", name="Look it over")).to_be_visible()
    finger.on()
    page.get_by_role("button", name="Seal the visit").tap()


def test_the_app_speaks_arabic_from_the_first_screen_and_asks_in_arabic(a_phone: Phones) -> None:
    phone = a_phone(locale="ar-EG")
    page = phone.open("/sign-in")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", level=1)).to_have_text("تسجيل الدخول")
    page.locator("input[name=email]").fill(email_of("Sam"))
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").tap()
    expect(page.locator("section.next")).to_be_visible()
    page.goto("/you")  # her account says English: what she chooses on this phone goes before
    page.locator("select").first.select_option("ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto("/today")
    page.locator("section.next button.act.first").tap()
    page.wait_for_url("**/section/**")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("main.section")).to_have_attribute("dir", "rtl")
    expect(Finger(page).question("visit_outcome")).to_contain_text("هل يمكن أن تتم الزيارة؟")


def test_the_discreet_screen_stamps_moments_and_hides_with_one_gesture(a_phone: Phones) -> None:
    page = a_phone().open()
    sign_in(page, "sam")
    start_a_visit(page, "Stockholm|Hamburg|Copenhagen|Dublin|Amsterdam|Brussels|Paris|London")
    finger = Finger(page)
    finger.answer("visit_outcome", one("going_in"))
    page.get_by_role("link", name="Notes screen").tap()
    page.get_by_role("button", name="In", exact=True).tap()
    stamped = page.get_by_role("button", name=re.compile(r"In: \d\d:\d\d:\d\d"))
    expect(stamped).to_have_attribute("aria-disabled", "true")
    assert "Vaudrey" not in page.locator("body").inner_text(), "nothing here names the brand"
    page.get_by_role("button", name="Hide").tap()
    expect(page.locator(".notes.hidden")).to_be_visible()
    expect(stamped).to_be_hidden()
    page.get_by_role("button", name="Show").tap()
    expect(stamped).to_be_visible()


def test_what_is_sent_back_is_mended_and_what_hq_goes_on_without_is_kept_and_can_still_be_sent(
    a_phone: Phones, chromium: Browser, encore: Encore
) -> None:
    page = a_phone().open()
    sign_in(page, "sasha")
    visit = start_a_visit(page, "Paris, Passage Lenoir")
    find_it_closed(page)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("Received by HQ"), timeout=60_000)
    with at_a_desk(chromium, encore.address) as desk:
        sign_in(desk, "rita")
        until(lambda: state_of(desk, visit) == "in_review", "the visit in review")
        send_it_back(desk, visit, "What did the notice say, word for word?")

        mend(
            page,
            "What did the notice say, word for word?",
            "The notice said: closed for stock-taking until six.",
        )
        page.get_by_role("link", name="Seal again").tap()
        page.get_by_role("button", name="Seal the visit").tap()
        expect(heading).to_have_text(re.compile("Received by HQ"), timeout=60_000)
        until(lambda: state_of(desk, visit) == "in_review", "the second revision in review")
        desk.reload()
        expect(desk.get_by_text("closed for stock-taking until six.")).not_to_have_count(0)
        assert desk.request.get(f"/api/v1/visits/{visit}").json()["revision"] == 2

        send_it_back(desk, visit, "Until which hour?")
        mend(page, "Until which hour?", "The notice said: until six.")
        desk.goto(f"/review/{visit}")
        desk.get_by_role("button", name=re.compile("Take back")).click()
        until(lambda: state_of(desk, visit) == "in_review", "the visit taken back")

        page.goto("/today")
        page.get_by_role("button", name=re.compile("Check")).tap()
        page.locator("a.row", has_text="HQ went on without your changes").tap()
        expect(page.get_by_text("What you had changed is kept on this phone.")).to_be_visible()
        page.get_by_role("link", name="Look at your changes").tap()
        page.get_by_role("button", name="Seal the visit").tap()
        expect(heading).to_have_text(re.compile("Received by HQ"), timeout=60_000)
        until(lambda: revision_of(desk, visit) == 3, "what she sent all the same")


def send_it_back(desk: Page, visit: str, note: str) -> None:
    """At the reviewer's desk: why it was closed is to be told better."""
    desk.goto(f"/visits/{visit}")
    desk.get_by_role("button", name="Send back").first.click()
    dialog = desk.locator("dialog[open]")
    dialog.locator("textarea[name=reason]").fill("The notice can’t be read.")
    dialog.locator("select").select_option("not_done_reason")
    dialog.locator("fieldset input").fill(note)
    dialog.get_by_role("button", name="Send back").click()
    expect(desk.locator(".lead")).to_contain_text("Sent back")


def mend(page: Page, note: str, answer: str) -> None:
    """On the phone: the note is read and answered, not sealed yet."""
    page.goto("/today")
    page.get_by_role("button", name=re.compile("Check")).tap()
    page.get_by_role("link", name="Look at it again").tap()
    expect(page.get_by_text(note)).to_be_visible()
    field = page.locator("#q-not_done_reason-box textarea")
    field.fill(answer)
    field.blur()
    expect(page.get_by_text("1 of 1 mended")).to_be_visible()


def revision_of(page: Page, visit: str) -> int:
    return int(page.request.get(f"/api/v1/visits/{visit}").json()["revision"])


def state_of(page: Page, visit: str) -> str:
    answer = page.request.get(f"/api/v1/visits/{visit}")
    return str(answer.json()["state"]) if answer.ok else ""


def test_unsent_work_is_saved_before_signing_out_and_nobody_else_sees_it_and_hq_takes_the_file(
    a_phone: Phones, chromium: Browser, encore: Encore, tmp_path: Path
) -> None:
    phone = a_phone()
    page = phone.open()
    sign_in(page, "sasha")
    visit = start_a_visit(page, "Brussels, Galerie Mercier")
    assert phone.context is not None
    until_kept(page)
    phone.context.set_offline(True)
    find_it_closed(page)
    expect(page.get_by_role("heading", name="Sealed")).to_be_visible()
    page.get_by_role("link", name="Back").tap()
    page.get_by_role("link", name="You", exact=True).tap()
    page.get_by_role("button", name="Sign out").tap()
    expect(page.get_by_role("heading", name=re.compile("not at HQ yet"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save file and sign out").tap()
    rescue = tmp_path / "rescue.json"
    download.value.save_as(rescue)
    assert visit in [each["visit"] for each in json.loads(rescue.read_text())["visits"]]
    page.wait_for_url("**/sign-in")

    phone.context.clear_cookies()
    phone.context.set_offline(False)
    sign_in(page, "sam")
    expect(page.locator("section.next")).to_be_visible()
    page.goto("/visits")
    expect(page.get_by_role("heading", name="Visits")).to_be_visible()
    expect(page.get_by_text("Brussels")).to_have_count(0)

    with at_a_desk(chromium, encore.address) as desk:
        sign_in(desk, "hana")
        assert state_of(desk, visit) == "", "another person's session sends nothing of hers"
        desk.goto("/set-aside")
        desk.locator("input[type=file]").set_input_files(rescue)
        expect(desk.get_by_text("The file was taken")).to_be_visible()
        until(lambda: state_of(desk, visit) in ("in_review", "released"), "the rescued visit, graded")


@pytest.mark.parametrize("width", [320, 390])
def test_a_large_text_leaves_nothing_outside_the_screen(a_phone: Phones, width: int) -> None:
    page = a_phone(viewport={"width": width, "height": 700}).open()
    sign_in(page, "sam")
    expect(page.locator("section.next")).to_be_visible()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
