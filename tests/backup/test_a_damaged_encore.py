"""A backup is put in place of what is damaged, too; what can't be backed up or restored is told in one sentence."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.live import ROOT

Manage = Callable[..., "subprocess.CompletedProcess[str]"]
DAMAGED = b"this was a database once" * 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def manage(folder: Path) -> Manage:
    """A command of an Encore on SQLite with this folder."""

    def run(*words: object) -> "subprocess.CompletedProcess[str]":
        env = os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": ""}
        command = [sys.executable, "manage.py", *map(str, words)]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    return run


def test_a_damaged_database_gives_way_to_a_backup_and_stays_beside_it(
    manage: Manage, folder: Path, tmp_path: Path
) -> None:
    assert manage("migrate", "-v0").returncode == 0
    assert manage("backup", tmp_path / "night").returncode == 0
    database = folder / "encore.sqlite3"
    database.write_bytes(DAMAGED)
    unforced = manage("restore", tmp_path / "night")
    assert (unforced.returncode, "isn't empty" in unforced.stderr) == (1, True)
    assert database.read_bytes() == DAMAGED
    forced = manage("restore", tmp_path / "night", "--force")
    assert forced.returncode == 0, forced.stderr
    assert (folder / "encore.sqlite3.before-restore").read_bytes() == DAMAGED
    assert database.read_bytes().startswith(b"SQLite format 3")


def test_a_folder_without_an_encore_is_not_backed_up(manage: Manage, tmp_path: Path) -> None:
    told = manage("backup", tmp_path / "night")
    assert (told.returncode, told.stderr.startswith("CommandError: no backup was made")) == (1, True)
    assert not (tmp_path / "night").exists()
