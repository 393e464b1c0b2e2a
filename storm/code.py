"""Which code a storm was raised on: a row that is kept must not vouch for code that came later."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def commit() -> str:
    """The commit that we stand on, short; a `+` where files differ from it (docs, which a storm writes, don't count).
    Empty where this is no clone."""
    said = _git("rev-parse", "--short", "HEAD")
    if said.returncode:
        return ""
    is_changed = _git("diff", "--quiet", "HEAD", "--", ".", ":!docs").returncode
    return said.stdout.strip() + ("+" if is_changed else "")


def is_as_new(code: str, *, as_new_as: str) -> bool:
    """Whether a row's code holds this commit; never where either is unknown."""
    return bool(code) and not _git("merge-base", "--is-ancestor", as_new_as, code.rstrip("+")).returncode


def _git(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["git", *words], cwd=ROOT, text=True, capture_output=True)
