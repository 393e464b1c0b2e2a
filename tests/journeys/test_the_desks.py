"""What headquarters and managers must be able to do, and what nobody else may see."""

import json
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browsers import at_a_desk, sign_in
from tests.journeys.encore import ROOT, Encore

WORKBOOKS = ROOT / "tests" / "workbooks"
BROKEN = "12_many_defects_everywhere.xlsx"
STORES = """Store Number,Store Name,Street Address,City,Country,Region,lat,lon
T-1,Tokyo Ginza,Ginza 4,Tokyo,JP,South,139.76,35.67
T-2,Tokyo Aoyama,Aoyama 5,Tokyo,JP,South,139.71,35.66
T-3,,Shinjuku 3,Tokyo,JP,South,139.70,35.69
T-4,Sydney George,George St 4,Sydney,AU,South,151.21,-33.87
T-5,Osaka Umeda,Umeda 1,Osaka,JP,South,135.50,34.70
"""


def test_a_broken_workbook_is_refused_cell_by_cell_and_the_mended_one_is_published(
    chromium: Browser, encore: Encore
) -> None:
    expected = json.loads((WORKBOOKS / "broken_forms" / "expected.json").read_text())
    cells = {defect["cell"] for defect in expected["files"][BROKEN]["defects"]}
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "hana")
        page.goto("/checklists")
        chooser = page.locator("input[type=file]")
        chooser.set_input_files(WORKBOOKS / "broken_forms" / BROKEN)
        expect(page.get_by_role("heading", name=re.compile("cells to mend"))).to_be_visible()
        shown = set(page.locator(".problem .cell").all_inner_texts())
        assert cells <= shown, cells - shown
        chooser.set_input_files(WORKBOOKS / "boutique_followup.xlsx")
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("Published as edition 1.")).to_be_visible()
        page.get_by_role("status").get_by_role("link").click()
        expect(page.get_by_role("row", name=re.compile("Edition 1"))).to_be_visible()


def test_stores_come_from_a_messy_spreadsheet_whose_coordinates_stand_in_each_others_columns(
    chromium: Browser, encore: Encore
) -> None:
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "hana")
        page.goto("/places")
        page.locator("input[type=file]").set_input_files(
            {"name": "stores.csv", "mimeType": "text/csv", "buffer": STORES.encode()}
        )
        expect(page.get_by_text("Latitude and longitude stand in each other’s columns.")).to_be_visible()
        swap = page.get_by_label("Swap latitude and longitude")
        swap.set_checked(True)
        expect(swap).to_be_checked()
        page.get_by_role("button", name=re.compile(r"Take \d stores?")).click()
        expect(page.get_by_text(re.compile(r"\d stores taken"))).to_be_visible()
        found = page.request.get("/api/v1/stores?q=T-1").json()["results"]
        tokyo = next(store for store in found if store["number"] == "T-1")
        assert (round(float(tokyo["lat"]), 2), round(float(tokyo["lon"]), 2)) == (35.67, 139.76)


def test_zoe_sees_nothing_of_vaudrey(chromium: Browser, encore: Encore) -> None:
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "mona")
        page.goto("/stores")
        hers = str(page.get_by_role("link", name=re.compile("Ardley Row")).get_attribute("href"))
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "zoe")
        for address in ("/standing", "/stores", "/visits", "/checklists", "/exports", "/set-aside"):
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            page.wait_for_load_state("networkidle")
            text = page.locator("body").inner_text()
            assert "Vaudrey" not in text and "Ardley Row" not in text, address
        page.goto(hers)
        expect(page.get_by_text("There is nothing here, or it is not yours.")).to_be_visible()


@pytest.mark.parametrize(("who", "sees"), [("stella", "Standing"), ("otto", "South")])
def test_a_manager_sees_her_own_part(chromium: Browser, encore: Encore, who: str, sees: str) -> None:
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, who)
        expect(page.locator("body")).to_contain_text(sees)
        page.goto("/stores")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("main").get_by_role("link").first).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Hamburg"))).to_have_count(0)
