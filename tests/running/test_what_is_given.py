"""What is mistyped in the environment is told in one sentence, before anything is made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.given import data_folder

ROOT = Path(__file__).resolve().parents[2]


def said(folder: Path, **variables: str) -> tuple[int, str]:
    """How `python -m config.run` ends, and the last thing it says."""
    given = os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": ""} | variables
    given.pop("MAKELEVEL", None)
    done = subprocess.run(
        [sys.executable, "-m", "config.run"], cwd=ROOT, env=given, capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "８０００"])
def test_what_is_no_port_is_said_to_be_none(tmp_path: Path, port: str) -> None:
    sentence = f"Encore can't start. {port} is no port: from 1 to 65535. Choose another: PORT=…"
    assert said(tmp_path, PORT=port) == (1, sentence)
    assert not list(tmp_path.iterdir())


def test_a_data_folder_that_is_a_file_is_said_to_be_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    code, sentence = said(file)
    assert code == 1
    assert sentence.startswith(f"Encore can't start. {file} can't be the data folder (")
    assert file.read_text() == "mine"


def test_a_data_folder_that_may_not_be_written_is_said_to_be_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # as it is for anybody but root
    with pytest.raises(SystemExit, match=r"can't be written to\. Choose another: DATA_DIR=…"):
        data_folder(str(tmp_path), otherwise=tmp_path)
