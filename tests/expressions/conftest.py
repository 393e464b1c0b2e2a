from __future__ import annotations

from collections.abc import Iterator

import pytest

from .phone import Phone


@pytest.fixture(scope="session")
def phone() -> Iterator[Phone]:
    with Phone() as asked:
        yield asked
