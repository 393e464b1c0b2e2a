"""Files of this folder's exports go where the test says."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def export_dir(settings: object, tmp_path: Path) -> Path:
    settings.EXPORT_DIR = tmp_path / "exports"
    return tmp_path / "exports"
