"""What a shopper says of herself under You decides what the board offers her."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browsers import Phone, sign_in
from tests.journeys.encore import Encore


def offered(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get("/api/v1/sync").json()["offers"]
    return found


def go_to(page: Page, place: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=place, exact=True).tap()
    expect(page.locator("h1").first).to_be_visible()


def says(page: Page, *, languages: str | None = None, reach: str | None = None) -> None:
    """She types into her profile and keeps it."""
    go_to(page, "You")
    for label, said in (("Languages you speak", languages), ("How many kilometres", reach)):
        if said is not None:
            page.get_by_label(re.compile(label)).fill(said)
    with page.expect_response(re.compile("/me/profile$")) as kept:
        page.get_by_role("button", name="Keep", exact=True).tap()
    assert kept.value.ok


def sees(page: Page, *, at_least: int = 0) -> list[dict[str, Any]]:
    """The board on her phone, once it shows what the server offers her."""
    go_to(page, "Offers")
    there = offered(page)
    assert len(there) >= at_least
    expect(page.locator("details.offer")).to_have_count(len(there))
    return there


def test_the_board_offers_what_her_languages_her_home_and_her_reach_allow(
    encore: Encore, a_phone: Callable[..., Phone]
) -> None:
    encore.hire("tess")
    page = a_phone("tess").open()
    sign_in(page, "tess")
    says(page, languages="en, fr", reach="20000")
    all_over = sees(page, at_least=2)
    says(page, languages="ja")
    assert sees(page) == []
    expect(page.locator("p.empty")).to_be_visible()
    says(page, languages="en")
    home = all_over[0]["store"]
    page.context.set_geolocation({"latitude": home["lat"], "longitude": home["lon"], "accuracy": 12})
    go_to(page, "You")
    page.get_by_role("button", name="I set out from here").tap()
    expect(page.get_by_text("HQ knows about where you set out from")).to_be_visible()
    says(page, reach="25")
    near = sees(page, at_least=1)
    assert all(offer["km"] <= 25 for offer in near)
    assert home["id"] in {offer["store"]["id"] for offer in near}
    assert len(near) < len(all_over)
    says(page, reach="20000")
    assert len(sees(page)) == len(all_over)
