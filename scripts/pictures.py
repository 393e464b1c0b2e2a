"""The pictures of the README: one of each area, from the demonstration brand. Called by `make pictures`.

Starts an Encore of its own on a fresh data folder, looks at three pages, writes docs/pictures/*.png.
"""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.browsers import ON_A_PHONE, at_a_desk, launch, sign_in
from tests.journeys.encore import Encore
from tests.journeys.tapping import Finger, here, many, one

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WORKBOOK = ROOT / "tests" / "workbooks" / "broken_forms" / "12_many_defects_everywhere.xlsx"


def main() -> None:
    """Write every picture anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="encore-pictures-") as folder, sync_playwright() as tools:
        encore = Encore(Path(folder))
        try:
            encore.start()
            chromium = launch(tools)
            shopper(chromium, encore.address)
            manager(chromium, encore.address)
            headquarters(chromium, encore.address)
            chromium.close()
        finally:
            encore.stop()


def shopper(chromium: Browser, address: str) -> None:
    """A section of the boutique visit, half answered."""
    with at_a_desk(chromium, address, **ON_A_PHONE, device_scale_factor=2) as page:
        sign_in(page, "sasha")
        page.get_by_role("button", name="Start the visit").tap()
        page.wait_for_url("**/section/outcome")
        finger = Finger(page)
        finger.section("outcome", {"visit_outcome": one("going_in")})
        finger.on()
        page.wait_for_url("**/section/before_you_go_in")
        finger.answer("check_in_place", here)
        finger.answer("expected_acts", many("seat", "drink"))
        keep(page, "shopper")


def manager(chromium: Browser, address: str) -> None:
    """A store's scorecard."""
    with at_a_desk(chromium, address, device_scale_factor=1.5) as page:
        sign_in(page, "mona")
        page.goto("/stores")
        page.get_by_role("link", name=re.compile("Ardley Row")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ardley Row")
        page.wait_for_load_state("networkidle")
        keep(page, "manager")


def headquarters(chromium: Browser, address: str) -> None:
    """A workbook that was read to the end, with every cell to mend."""
    with at_a_desk(chromium, address, device_scale_factor=1.5) as page:
        sign_in(page, "hana")
        page.goto("/checklists")
        page.locator("input[type=file]").set_input_files(WORKBOOK)
        expect(page.get_by_role("heading", name=re.compile("cells to mend"))).to_be_visible()
        keep(page, "headquarters")


def keep(page: Page, name: str) -> None:
    """What stands on the screen, from its top."""
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
    print(f"· docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
