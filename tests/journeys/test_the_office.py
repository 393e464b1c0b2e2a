"""Headquarters' office: programs outside that are told, a program that only reads, a verdict by today's rules."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsers import at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.messages.receivers import receiver


@pytest.fixture
def wanda(chromium: Browser, encore: Encore) -> Iterator[Page]:
    """Somebody at headquarters who is hired for this alone."""
    encore.hire("Wanda", "hq")
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "wanda")
        yield page


def test_headquarters_chooses_what_a_program_is_told_and_sends_again_what_did_not_arrive(wanda: Page) -> None:
    page = wanda
    with receiver() as outside:
        outside.usual = 503
        page.goto("/webhooks")
        page.get_by_label("Address").fill(outside.url)
        page.get_by_label("Only what is ticked").check()
        page.get_by_role("button", name="Add it").click()
        expect(page.get_by_text("Tick at least one event.")).to_be_visible()
        page.get_by_label("Visit withdrawn").check()
        page.get_by_role("button", name="Add it").click()
        expect(page.locator(".banner code")).to_have_text(re.compile("^whs_"))
        page.locator("main li", has_text=outside.url).get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("127.0.0.1")
        expect(page.get_by_text("1 of 14 events")).to_be_visible()
        expect(page.locator(".banner code")).to_have_count(0)  # its secret was told, once

        page.get_by_role("button", name="Send a test").click()
        line = page.get_by_role("row", name=re.compile("Webhook tried out"))
        expect(line).to_contain_text("the other side answered 503")
        expect(line).to_contain_text("next try")
        outside.usual = 200
        line.get_by_role("button", name="Send again").click()
        expect(line).to_contain_text("arrived")
        assert outside.got[-1].headers["Encore-Message"] == outside.got[0].headers["Encore-Message"]

        page.get_by_role("button", name="Remove").click()
        page.locator("dialog[open]").get_by_role("button", name="Remove").click()
        page.wait_for_url("**/webhooks")
        expect(page.locator("main li", has_text=outside.url)).to_have_count(0)


def test_a_token_that_only_reads_is_refused_for_writing(
    wanda: Page, chromium: Browser, encore: Encore
) -> None:
    page = wanda
    page.goto("/account")
    page.get_by_label("What it is for").fill("The nightly file")
    page.get_by_label("It may only read").check()
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("section", has=page.locator("#tokens")).locator("code").inner_text()
    program: dict[str, Any] = {"extra_http_headers": {"Authorization": f"Bearer {token}"}}
    with at_a_desk(chromium, encore.address, **program) as elsewhere:
        read = elsewhere.request.get("/api/v1/visits?limit=1")
        assert (read.status, len(read.json()["results"])) == (200, 1)
        written = elsewhere.request.post("/api/v1/scenarios", data={"name": "By a program", "brief": {}})
        assert (written.status, written.json()["code"]) == (403, "token_reads_only")


def test_a_country_gets_terms_of_its_own_and_gives_them_up_again(chromium: Browser, encore: Encore) -> None:
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "hana")
        page.goto("/retention")
        _for_japan(page)


def _for_japan(page: Page) -> None:
    """Added, changed, taken away."""
    adding = page.locator("form", has=page.get_by_label("Country"))
    adding.get_by_label("Country").select_option(label="Japan")
    adding.get_by_role("button", name="Keep for this country").click()
    expect(adding.get_by_role("status")).to_have_text("Write at least one term, in days.")
    adding.get_by_label("Photos").fill("90")
    page.keyboard.press("Enter")
    japan = page.locator("main li", has_text="Japan")
    expect(japan).to_contain_text(re.compile(r"Photos and recordings 90\sdays"))
    expect(japan).to_contain_text(re.compile(r"\d+ stores?"))  # other journeys open some
    expect(adding.get_by_label("Country").locator("option", has_text="Japan")).to_have_count(0)

    japan.get_by_role("button", name="Change").click()
    expect(japan.get_by_label("Answers")).to_have_attribute("placeholder", "730")
    japan.get_by_label("Answers").fill("365")
    japan.get_by_role("button", name="Keep the terms").click()
    expect(japan).to_contain_text(re.compile(r"90\sdays · Answers 365\sdays"))
    expect(japan.get_by_label("Answers")).to_have_count(0)

    japan.get_by_role("button", name="Remove").click()
    sure = page.locator("dialog[open]")
    expect(sure).to_contain_text(re.compile(r"The brand’s hold there again: .*Answers 730\sdays"))
    sure.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No country has terms of its own.")).to_be_visible()


def test_the_journal_is_searched_in_words(wanda: Page) -> None:
    page = wanda
    page.goto("/journal")
    choice = page.locator("label", has_text="Act").locator("select")
    expect(choice.locator("optgroup").first).to_be_attached()
    codes = [word for word in choice.locator("option").all_inner_texts() if re.fullmatch(r"\w+\.\w+", word)]
    assert codes == []
    choice.select_option(label="Visit released")
    lines = page.locator("tbody tr td[data-of=Act]")
    expect(lines.first).to_have_text("Visit released")
    expect(lines.filter(has_not_text="Visit released")).to_have_count(0)


def test_a_visit_is_graded_anew_for_a_reason_that_its_history_tells(wanda: Page) -> None:
    page = wanda
    visit = page.request.get("/api/v1/visits?state=released&limit=1").json()["results"][0]["id"]
    page.goto(f"/visits/{visit}")
    page.get_by_role("button", name="Grade it anew").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_text(re.compile("Nothing would change|Graded anew"))).to_be_visible()
    dialog.get_by_label(re.compile("^Why")).fill("Asked by the director")
    dialog.get_by_role("button", name="Grade it anew").click()
    expect(page.get_by_text(re.compile("^Graded anew: "))).to_be_visible()
    expect(page.get_by_role("button", name="Grade it anew")).to_be_focused()  # the keyboard is where it was
    expect(page.get_by_role("row", name=re.compile("Asked by the director · counts now"))).to_be_visible()


def test_a_manager_makes_an_action_by_hand_and_a_point_has_one_at_a_time(
    chromium: Browser, encore: Encore
) -> None:
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "otto")
        page.goto("/stores")
        page.locator("main tbody a").first.click()
        point = _ask_for_an_action(page, None)
        expect(page.get_by_text("The action is in the plan.")).to_be_visible()
        expect(page.locator("dialog[open]")).to_have_count(0)
        _ask_for_an_action(page, point)
        expect(page.locator("dialog[open]")).to_contain_text("This point has an open action already.")
        # what was told of the last one went as soon as this one was begun
        expect(page.get_by_text("The action is in the plan.")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.get_by_role("row", name=re.compile("Offer the chair by the window"))).to_have_count(1)


def _ask_for_an_action(page: Page, question: str | None) -> str:
    """For this question, or for the last that may be chosen; which one it was."""
    page.get_by_role("button", name="Make an action").click()
    dialog = page.locator("dialog[open]")
    # from then on the questions that may be chosen stay the same
    expect(dialog.get_by_role("button", name="Make an action")).to_be_enabled()
    point = dialog.get_by_label("Point to win back")
    chosen = question or point.locator("option").last.get_attribute("value")
    assert chosen is not None
    point.select_option(value=chosen)
    dialog.get_by_label("What will be done").fill("Offer the chair by the window")
    dialog.get_by_role("button", name="Make an action").click()
    return chosen
