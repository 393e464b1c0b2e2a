"""Nora makes her account safe: an authenticator app, then a passkey; each signs her in, and she takes both away."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from audits.management.demonstration.cast import PASSWORD, email_of
from tests.journeys.browsers import at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.people.signing import code_of


@pytest.fixture
def account(chromium: Browser, encore: Encore) -> Iterator[Page]:
    """Nora, who is hired for this alone, at her account, in a browser that has a security chip."""
    encore.hire("Nora", "hq")
    with at_a_desk(chromium, encore.address) as page:
        line = page.context.new_cdp_session(page)
        line.send("WebAuthn.enable")
        chip = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
        chip |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
        line.send("WebAuthn.addVirtualAuthenticator", {"options": chip})
        sign_in(page, "nora")
        page.goto("/account")
        yield page


def say_who(page: Page) -> None:
    page.locator("dialog[open] input").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def leave(page: Page) -> None:
    page.goto("/standing")
    page.locator(".who summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_app_and_a_passkey_sign_her_in(account: Page) -> None:
    page = account
    page.get_by_role("button", name="Set it up").click()
    secret = page.locator(".scan code").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(code_of(secret, time.time()))
    page.get_by_role("button", name="Confirm").click()
    say_who(page)
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("button", name="Remove")).to_be_visible()

    leave(page)
    page.locator("input[name=email]").fill(email_of("Nora"))
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One thing more")
    page.get_by_label("Code").fill(code_of(secret, time.time() + 30))  # the step before is used up
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".who summary")).to_contain_text("Nora")

    page.goto("/account")
    page.get_by_role("button", name="Add a passkey").click()
    say_who(page)
    expect(page.get_by_role("button", name="Remove")).to_have_count(2)
    leave(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator(".who summary")).to_contain_text("Nora")

    page.goto("/account")
    page.get_by_role("button", name="Remove").first.click()
    say_who(page)
    expect(page.get_by_role("button", name="Remove")).to_have_count(1)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    expect(page.get_by_text(re.compile("not set up"))).to_be_visible()


def test_headquarters_invites_a_regional_manager(chromium: Browser, encore: Encore) -> None:
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "zoe")
        page.get_by_role("link", name="People").click()
        page.get_by_label("Name", exact=True).fill("Nina Regional")
        page.get_by_label("Email").fill("nina@new.example")
        page.get_by_label("Post").first.select_option("region_manager")
        page.get_by_role("button", name="Invite", exact=True).click()
        line = page.locator("li", has_text="Nina Regional")
        expect(line).to_contain_text("Regional manager,")
        expect(line).to_contain_text("Never signed in")
        line.get_by_role("button", name="Take the post").click()
        page.locator("dialog[open]").get_by_role("button", name="Take the post").click()
        expect(line).to_have_count(0)
