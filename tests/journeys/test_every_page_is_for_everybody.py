"""Every page of every area: no barrier that axe knows of, and nothing that must be scrolled to sideways."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.browsers import DESK, ON_A_PHONE, PHONE, at_a_desk, sign_in
from tests.journeys.encore import Encore
from tests.journeys.tapping import Finger, one

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 820, 1280)
# every look and every direction of writing; colours don't depend on the language, nor edges on the light
LOOKS = [("light", "en"), ("dark", "ar")]

# who → her pages; {store}, {visit}, {checklist}, {assignment}, {begun} are filled with what is really there
PAGES: dict[str, list[str]] = {
    "nobody": ["/sign-in"],
    "sasha": [
        "/today",
        "/brief/{assignment}",
        "/offers",
        "/quiz/{checklist}",
        "/visits",
        "/fees",
        "/expense/{begun}",
        "/you",
        "/account",
        "/visits/{begun}/section/outcome",
        "/visits/{begun}/section/before_you_go_in",
        "/visits/{begun}/section/first_sight",
        "/visits/{begun}/section/welcome",
        "/visits/{begun}/section/discovery",
        "/visits/{begun}/section/on_the_pavement",
        "/visits/{begun}/seal",
        "/notes/{begun}",
    ],
    "mona": [
        "/standing",
        "/stores",
        "/stores/{store}",
        "/visits",
        "/visits/{visit}",
        "/exports",
        "/insights",
        "/appeals",
        *(f"/insights/{kind}" for kind in ("surplus", "ratchet", "perk", "trained", "hollow", "free")),
        "/insights/inside",  # withheld: a region of twelve stores is too small for it
        "/forecast",
    ],
    "rita": ["/visits", "/visits/{waiting}", "/review", "/review/{waiting}", "/appeals"],
    "hana": [
        "/account",
        "/people",
        "/brand",
        "/standing",
        "/exports",
        "/checklists",
        "/checklists/{checklist}",
        "/places",
        "/set-aside",
        "/waves",
        "/waves/{wave}",
        "/assignments/{offer}",
        "/scenarios",
        "/scenarios/{scenario}",
        "/checklists/{checklist}/quiz",
        "/shoppers",
        "/shoppers/{shopper}",
        "/alert-rules",
        "/retention",
        "/pay",
        "/journal",
        "/webhooks",
        "/webhooks/{webhook}",
        "/figures",
        "/studies",
        *(f"/insights/{kind}" for kind in ("promoters", "severity", "questions", "equity", "look", "inside")),
        *(f"/insights/{kind}" for kind in ("perception", "sales")),
    ],
    "staff": ["/pulse/{pulse}"],
}


@pytest.mark.parametrize(("scheme", "language"), LOOKS)
@pytest.mark.parametrize("who", PAGES)
def test_no_page_has_a_barrier_or_runs_over_its_edge(
    chromium: Browser, encore: Encore, who: str, scheme: str, language: str
) -> None:
    with as_somebody(chromium, encore, who, scheme, language) as page:
        there = what_is_there(page, who)
        found: list[str] = []
        for pattern in PAGES[who]:
            page.goto(pattern.format(**there))
            expect(page.locator("h1").first).to_be_visible()
            page.wait_for_load_state("networkidle")
            expect(page.locator(".waits")).to_have_count(0)  # a part that only waits would be judged unseen
            open_parts(page)
            for viewport in (PHONE, DESK):
                show_whole(page, viewport)
                found += [f"{pattern} at {viewport['width']}: {each}" for each in barriers(page)]
            found += [f"{pattern} runs over at {width}" for width in WIDTHS if runs_over(page, width)]
        assert not found, "\n".join(found)


@contextmanager
def as_somebody(chromium: Browser, encore: Encore, who: str, scheme: str, language: str) -> Iterator[Page]:
    """A page of somebody who is signed in, in a look and a language."""
    phone: dict[str, Any] = ON_A_PHONE if who in ("sasha", "nobody", "staff") else {}
    with at_a_desk(
        chromium, encore.address, **(phone | {"color_scheme": scheme, "is_mobile": False})
    ) as page:
        page.add_init_script(f"localStorage.setItem('encore.language', '{language}')")
        if who != "nobody":
            sign_in(page, "hana" if who == "staff" else who)
        yield page


def what_is_there(page: Page, who: str) -> dict[str, str]:
    """Ids of things that this person may open."""
    if who == "nobody":
        return {}
    if who == "staff":
        return {"pulse": a_pulse(page)}
    if who == "sasha":
        first = ask(page, "sync")["assignments"][0]
        told = {"assignment": first["id"], "checklist": first["quiz"]["checklist"]}
        return told | {"begun": begin(page, first["id"])}
    visits = ask(page, "visits?limit=1&state=released")["results"]
    waiting = ask(page, "visits?limit=1&state=in_review")["results"] if who == "rita" else visits
    checklists = ask(page, "checklists") if who == "hana" else [{"id": ""}]
    stores = ask(page, "stores?limit=1")["results"] if who == "mona" else [{"id": ""}]
    of_office = office(page) if who == "hana" else {}
    return of_office | {
        "visit": visits[0]["id"],
        "waiting": waiting[0]["id"],
        "checklist": checklists[0]["id"],
        "store": stores[0]["id"],
    }


def office(page: Page) -> dict[str, str]:
    """Ids of what headquarters plan: the newest wave with an open visit of it, a scenario, a shopper."""
    wave = ask(page, "waves")[0]["id"]
    offers = ask(page, f"waves/{wave}/assignments?state=open&limit=1")["results"]
    return {
        "wave": wave,
        "offer": offers[0]["id"],
        "scenario": ask(page, "scenarios")[0]["id"],
        "shopper": ask(page, "shoppers")["results"][0]["id"],
        "webhook": a_webhook(page),
    }


def a_webhook(page: Page) -> str:
    """One that was told something: what a test sent, and where it stands."""
    made = tell(page, "webhooks", {"url": "http://127.0.0.1:9/told", "verbs": ["visit.released"]})
    tell(page, f"webhooks/{made['id']}/test", {})
    return str(made["id"])


def tell(page: Page, path: str, wish: dict[str, Any]) -> Any:
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    answer = page.request.post(f"/api/v1/{path}", data=wish, headers={"X-CSRFToken": cookies["csrftoken"]})
    assert answer.ok, answer.text()
    return answer.json() if answer.body() else None


def a_pulse(page: Page) -> str:
    """The key of a link that headquarters made for a store's staff; from then on nobody is signed in."""
    asked = {
        "wave": ask(page, "waves")[0]["id"],
        "each": 1,
        "stores": [ask(page, "stores")["results"][0]["id"]],
    }
    made = tell(page, "pulses", asked | {"closes": str(datetime.now(UTC).date() + timedelta(days=7))})
    page.context.clear_cookies()
    return str(made["links"][0]["key"])


def begin(page: Page, assignment: str) -> str:
    """A visit begun as far as its sections open."""
    page.goto(f"/brief/{assignment}")
    page.locator(".bar .act.first").click()
    page.wait_for_url("**/section/outcome")
    Finger(page).answer("visit_outcome", one("going_in"))
    expect(page.locator(".steps i")).not_to_have_count(1)
    return page.url.split("/visits/")[1].split("/")[0]


def ask(page: Page, path: str) -> Any:
    answer = page.request.get(f"/api/v1/{path}")
    assert answer.ok, f"{path}: {answer.status}"
    return answer.json()


def open_parts(page: Page) -> None:
    """What a page folds away belongs to it: headquarters' terms of a wave, the numbers of a picture."""
    folded = "details.rules, details.as-table"
    page.evaluate(f"document.querySelectorAll('{folded}').forEach((part) => {{ part.open = true; }})")


def show_whole(page: Page, viewport: ViewportSize) -> None:
    """As high as the page is: what happens to lie under the bar at its foot is no barrier, it scrolls."""
    page.set_viewport_size(viewport)
    for _ in range(3):  # what is drawn by measure may grow once more
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": viewport["width"], "height": max(viewport["height"], height)})


def barriers(page: Page) -> list[str]:
    """What axe finds, each with the element that it found it at."""
    told = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [
        f"{violation['id']} at {node['target']}: {node['html'][:120]}"
        for violation in told.response["violations"]
        for node in violation["nodes"]
    ]


def runs_over(page: Page, width: int) -> bool:
    """Whether it still does when what is drawn by measure has had three seconds to be drawn anew."""
    page.set_viewport_size({"width": width, "height": 800})
    for _ in range(30):
        if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            return False
        page.wait_for_timeout(100)
    return True
