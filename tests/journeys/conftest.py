"""One Encore and one Chromium for all journeys.

The browser is this package's own and not pytest-playwright's: that one lives until the last test of the run,
and while it lives Django takes every test around it for an async one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.journeys.browsers import PATIENCE, Phone, launch
from tests.journeys.encore import Encore


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="package")
def one_encore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encore]:
    """Encore with its demonstration brand; stopped at the end."""
    made = Encore(tmp_path_factory.mktemp("encore"))
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def encore(one_encore: Encore) -> Encore:
    """The same Encore for each journey, running: one that failed may have left it stopped."""
    if one_encore.process is None:
        one_encore.start()
    return one_encore


@pytest.fixture(scope="package")
def tools() -> Iterator[Playwright]:
    with sync_playwright() as started:
        expect.set_options(timeout=PATIENCE)
        yield started


@pytest.fixture(scope="package")
def chromium(tools: Playwright) -> Iterator[Browser]:
    """Chromium, for everything that needs no profile."""
    started = launch(tools)
    try:
        yield started
    finally:
        started.close()


@pytest.fixture
def a_phone(tools: Playwright, encore: Encore, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """Makes phones; each is closed at the end, and none may have thrown an error."""
    made: list[Phone] = []

    def make(name: str = "phone", **options: Any) -> Phone:
        made.append(Phone(tools, encore.address, tmp_path / name, **options))
        return made[-1]

    yield make
    for phone in made:
        phone.close()
    assert [phone.errors for phone in made if phone.errors] == []
