"""Two runs of pytest beside each other, told as one: nothing that fails in either may be lost on the way."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST = "def test_one(): pass\ndef test_two(): pass\ndef test_three(): {}\n"
SECOND = "def test_four(): pass\n"


def begin(folder: Path, name: str, words: str, *options: str) -> "subprocess.Popen[str]":
    """A run of its own over one file; without other plugins, which have no part in it."""
    file = folder / f"test_{name}.py"
    file.write_text(words)
    asked = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tests.beside"]
    asked += ["-c", "/dev/null", "--rootdir", str(folder), "--basetemp", str(folder / f"base-{name}")]
    asked += [str(file), *options]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    out = subprocess.PIPE
    return subprocess.Popen(asked, cwd=ROOT, env=alone, stdout=out, stderr=subprocess.STDOUT, text=True)


def told(folder: Path, first: str) -> tuple[int, str]:
    """The exit status and the closing line of the second run, which tells of both."""
    outcomes = folder / "outcomes"
    beside = begin(folder, "first", first, "--write-outcomes", str(outcomes))
    run = begin(folder, "second", SECOND, "--read-outcomes", str(outcomes))
    said, _ = run.communicate(timeout=120)
    beside.communicate(timeout=120)
    return run.returncode, said.splitlines()[-1]


def test_all_that_went_well_is_counted_in_one_closing_line(tmp_path: Path) -> None:
    status, line = told(tmp_path, FIRST.format("pass"))
    assert (status, line.strip("= ").split(" in ")[0]) == (0, "4 passed")


@pytest.mark.parametrize(
    ("first", "counted"),
    [
        (FIRST.format("assert False"), "1 failed, 3 passed"),
        ("import nowhere\n", "1 passed, 1 error"),
        (FIRST.format("__import__('os')._exit(0)"), "1 failed, 3 passed"),
        (FIRST.format("__import__('pytest').exit('enough')"), "1 failed, 3 passed"),
        ("def nothing(): pass\n", "1 failed, 1 passed"),
    ],
    ids=["a test fails", "a file is broken", "the run dies", "the run is broken off", "it has no tests"],
)
def test_what_fails_beside_fails_the_whole(tmp_path: Path, first: str, counted: str) -> None:
    status, line = told(tmp_path, first)
    assert (status, line.strip("= ").split(" in ")[0]) == (1, counted)


def test_a_run_that_is_slow_is_waited_for(tmp_path: Path) -> None:
    outcomes = tmp_path / "outcomes"
    with outcomes.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        run = begin(tmp_path, "second", SECOND, "--read-outcomes", str(outcomes))
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(3)
        held.write('{"is": "the end"}\n')
    said, _ = run.communicate(timeout=120)
    assert (run.returncode, said.splitlines()[-1].strip("= ").split(" in ")[0]) == (0, "1 passed")
