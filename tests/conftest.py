"""What every test may ask for."""

import pytest

from tests.cast import Cast, a_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of characters, in this test's database."""
    return a_cast()
