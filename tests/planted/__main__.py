"""`python -m tests.planted [N…] [--write]`: plant each bug in a worktree that is thrown away, run the tests that
should catch it, and tell. Exit 1 where one lives. `--write` keeps the outcome in docs/reliability.md."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storm.page import Caught
from storm.report import keep_planted
from tests.planted.bugs import BUGS, Bug

ROOT = Path(__file__).resolve().parents[2]
RED = (re.compile(r"^FAILED \S+?::(\w+)", re.MULTILINE), re.compile(r"FAIL\s+.*? > (.+)"))
ERROR = re.compile(r"^ERROR \S+?::(\w+)", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.planted", description=__doc__)
    parser.add_argument("numbers", type=int, nargs="*", help="which of the list; none: all")
    parser.add_argument("--write", action="store_true", help="keep the outcome in docs/reliability.md")
    asked = parser.parse_args()
    chosen = asked.numbers or range(1, len(BUGS) + 1)
    caught = []
    with a_worktree() as tree:
        for number in chosen:
            found = caught_by(BUGS[number - 1], tree)
            caught.append(Caught(number, BUGS[number - 1].name, BUGS[number - 1].file, found))
            print(
                f"{number:>3} {'caught' if found else 'LIVES '} {BUGS[number - 1].name}: {found}", flush=True
            )
            if asked.write:
                keep_planted(caught[-1:], of=len(BUGS))
    return 0 if all(one.by for one in caught) else 1


@contextmanager
def a_worktree() -> Iterator[Path]:
    """What is committed, in a folder of its own, with this folder's environment; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="encore-planted-") as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(tree), "HEAD")
        try:
            (tree / ".venv").symlink_to((ROOT / ".venv").resolve())
            (tree / "frontend" / "node_modules").symlink_to((ROOT / "frontend" / "node_modules").resolve())
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=ROOT, check=True)


def caught_by(bug: Bug, tree: Path) -> str:
    """The first test that goes red with the bug; empty: none does."""
    path = tree / bug.file
    words = path.read_text("utf-8")
    assert words.count(bug.before) == 1, f"{bug.file} no longer holds exactly once: {bug.before}"
    path.write_text(words.replace(bug.before, bug.after), "utf-8")
    try:
        return next(filter(None, (first_red(test, tree) for test in bug.tests)), "")
    finally:
        path.write_text(words, "utf-8")


def first_red(test: str, tree: Path) -> str:
    """Run one file or folder of tests; the name of the first that fails."""
    is_phones = test.startswith("frontend/")
    phones = ["npx", "vitest", "run", "--bail", "1", test.removeprefix("frontend/")]
    servers = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "--tb=no", test]
    env = os.environ | {"DATA_DIR": str(tree.parent / "data")}
    ran = subprocess.run(
        phones if is_phones else servers,
        cwd=tree / "frontend" if is_phones else tree,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    told = COLOUR.sub("", ran.stdout + ran.stderr)
    if ran.returncode == 0:
        return ""
    red = RED[is_phones].search(told) or ERROR.search(told)
    assert ran.returncode == 1 and red, f"{test} could not be run:\n{told[-3000:]}"
    return f"{test} · {red[1].strip()}"


if __name__ == "__main__":
    sys.exit(main())
