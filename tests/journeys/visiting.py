"""A visit from the phone's side: given, begun, sealed, received."""

import re
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsers import at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.journeys.tapping import Finger
from tests.journeys.waiting import until


def assigned(desk: Page, wave: str, store: str, shopper: str) -> str:
    """A visit of this store in this wave, given to this shopper by headquarters at her desk; the assignment's id."""
    token = next(each["value"] for each in desk.context.cookies() if each["name"] == "csrftoken")
    window = {"window_from": "2020-01-01T00:00:00Z", "window_to": "2040-01-01T00:00:00Z"}
    answer = desk.request.post(
        f"/api/v1/waves/{wave}/assignments",
        data={"store": store, "shopper": shopper, "scenario": {}} | window,
        headers={"X-CSRFToken": token},
    )
    assert answer.ok, answer.text()
    return str(answer.json()["id"])


def begin(page: Page, assignment: str) -> str:
    """Start this assignment's visit; its id."""
    page.goto(f"/brief/{assignment}")
    page.get_by_role("button", name=re.compile("Start the visit|Go on")).first.tap()
    page.wait_for_url("**/visits/**/section/**")
    return page.url.split("/visits/")[1].split("/")[0]


def seal(page: Page) -> None:
    """Look it over, and seal."""
    expect(page.locator(".bar").get_by_role("button", name="Look it over")).to_be_visible()
    Finger(page).on()
    page.get_by_role("button", name="Seal the visit").tap()


def received(page: Page) -> None:
    """Wait until the phone says so."""
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"Received by HQ"), timeout=60_000)


def facts(chromium: Browser, encore: Encore, visit: str) -> dict[str, Any]:
    """What a reviewer reads of the visit."""
    with at_a_desk(chromium, encore.address) as desk:
        sign_in(desk, "hana")
        until(lambda: desk.request.get(f"/api/v1/visits/{visit}").ok, "the visit at HQ")
        found: dict[str, Any] = desk.request.get(f"/api/v1/visits/{visit}").json()
        return found
