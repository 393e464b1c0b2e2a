"""One figure, three places: what the API tells stands on the screen and in the file, of brand, region and store."""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browsers import at_a_desk, sign_in
from tests.journeys.encore import Encore

Row = tuple[str, str, str]  # value, interval, n, as they are printed


@pytest.mark.parametrize(("who", "level"), [("hana", "brand"), ("mona", "region"), ("mona", "store")])
def test_the_apis_figures_are_the_screens_and_the_files(
    chromium: Browser, encore: Encore, who: str, level: str
) -> None:
    encore.rest()  # a figure that is just being reckoned anew would be one on the screen and another in the file
    with at_a_desk(chromium, encore.address, locale="en-GB") as page:
        sign_in(page, who)
        card = told(page, a_scorecard(page, level))
        wave, subject = card["wave"]["id"], card["subject"]
        page.goto(f"/stores/{subject['id']}" if level == "store" else "/standing")
        expect(page.locator("h1")).to_be_visible()
        assert printed(card["score"], plain, 1) == on_screen(page, "Standard")
        if card["surplus"]["value"] is not None:
            assert printed(card["surplus"], signed, 2) == on_screen(page, "Surplus")
        if level == "store":
            dearest = [printed(line | {"value": line["points"]}, plain, 1) for line in card["lost"]]
            assert points_on(page) == dearest[:6]
        query = f"wave={wave}&level={level}&id={subject['id']}"
        insight = told(page, f"insights/surplus?{query}")
        page.goto(f"/insights/surplus?{query}")
        expect(page.locator("h1")).to_have_text("Do we give more than expected, and where?")
        moments = insight["figures"]["touchpoints"]
        expect(figures_on(page)).to_have_count(len(moments))
        assert rows_on(page) == [a_row(moment["net"]) for moment in moments]
        assert rates_on(page) == [
            [a_share(moment["exceed"]), a_share(moment["shortfall"])] for moment in moments
        ]
        kept = {row["figure/name"]: row for row in the_file(page, wave) if about(row, level, subject["name"])}
        for moment in moments:
            assert a_row(filed(kept[f"touchpoints/{moment['name']}/net"])) == a_row(moment["net"])


def a_scorecard(page: Page, level: str) -> str:
    """The address of a scorecard at this level, with visits enough for every figure."""
    if level != "store":
        return "standing"
    lines = told(page, "scorecards?sort=-score")["results"]
    return f"scorecards/{next(line for line in lines if line['n'] >= 6)['store']['id']}"


def told(page: Page, path: str) -> Any:
    answer = page.request.get(f"/api/v1/{path}")
    assert answer.ok, f"{path}: {answer.status}"
    return answer.json()


def the_file(page: Page, wave: str) -> list[dict[str, str]]:
    answer = page.request.get(f"/api/v1/exports/stream?content=insights&wave={wave}")
    assert answer.ok, answer.status
    rows = csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig")))
    return [row for row in rows if row["insight/kind"] == "surplus"]


def about(row: dict[str, str], level: str, name: str) -> bool:
    return (row["scorecard/level"], row["scorecard/name"]) == (level, name)


def filed(row: dict[str, str]) -> dict[str, Any]:
    return {end: float(row[f"figure/{end}"]) for end in ("value", "low", "high")} | {"n": row["figure/n"]}


def figures_on(page: Page) -> Locator:
    return page.locator("table.folds.plain tbody tr")


def rows_on(page: Page) -> list[Row]:
    """Value, interval and n of each moment, as the table of figures prints them."""
    rows = figures_on(page).all()
    texts = [[cell.strip() for cell in row.locator("td").all_inner_texts()] for row in rows]
    return [(cells[0].split()[0], " ".join(cells[0].split()[1:]), cells[2]) for cells in texts]


def rates_on(page: Page) -> list[list[str]]:
    """How often each moment was beyond and below, as the journey's table prints it."""
    rows = page.locator("details.as-table tbody tr").all()
    return [[plainly(cell) for cell in row.locator("td").all_text_contents()[:2]] for row in rows]


def a_share(figure: dict[str, Any]) -> str:
    value, low, high = (plain(100 * figure[end], 0) for end in ("value", "low", "high"))
    return f"{value} % ({low} … {high})"


def plainly(text: str) -> str:
    """Without what keeps it on one line and from left to right."""
    return text.replace("\u00a0", " ").strip("\u2066\u2069 ")


def points_on(page: Page) -> list[tuple[str, str]]:
    """What the dearest questions cost, with the interval, as "why this score" prints it."""
    cells = page.locator("td.points").all()
    return [
        (cell.evaluate("cell => cell.firstChild.textContent"), cell.locator("bdi").inner_text())
        for cell in cells
    ]


def a_row(figure: dict[str, Any]) -> Row:
    value, interval = printed(figure, signed, 2)
    return value, interval, str(figure["n"])


def on_screen(page: Page, name: str) -> tuple[str, str]:
    """A large figure with its interval."""
    figure = page.get_by_role("region", name=name, exact=True)
    value = re.sub(r"[\s%]", "", figure.locator(".value").inner_text())
    return value, figure.locator("svg.interval text").first.text_content() or ""


def printed(figure: dict[str, Any], write: Any, digits: int) -> tuple[str, str]:
    value, low, high = (write(figure[end], digits) for end in ("value", "low", "high"))
    return value, f"{low} … {high}"


def plain(value: float, digits: int) -> str:
    """Rounded half away from zero, as browsers do, from the digits that the API tells."""
    return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def signed(value: float, digits: int) -> str:
    shown = plain(abs(value), digits)
    return shown if float(shown) == 0 else ("−" if value < 0 else "+") + shown
