"""What every test may ask for."""

import pytest
from django.db import connection

from tests.cast import Cast, a_cast


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite as it is run: a file in WAL mode. In memory, threads share a cache and are refused at once."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "encore.sqlite3")


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of characters, in this test's database."""
    return a_cast()
