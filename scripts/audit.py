"""Asks the advisory services about every locked package of both languages; called by `make audit` and by the tests.

Exits 1 where a package is known to be vulnerable. Where a service can't be reached it says so and exits 0, or 1 with
`--strict`: a release is audited strictly, a machine without a way out still runs its tests.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds for each service


def python_side() -> tuple[list[str], str]:
    """`(what is vulnerable, why it could not be asked)`: advisories of PyPI and OSV."""
    words = [sys.executable, "-m", "pip_audit", "-r", str(ROOT / "requirements" / "server.txt")]
    words += ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    said = _told(words)
    try:
        packages = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        return [], "the advisories of PyPI can't be reached"
    found = [
        f"{one['name']} {one['version']}: {flaw['id']}" for one in packages for flaw in one.get("vulns", [])
    ]
    unknown = sum("skip_reason" in one for one in packages)
    return found, f"{unknown} of {len(packages)} packages are unknown to PyPI's advisories" if unknown else ""


def node_side() -> tuple[list[str], str]:
    """The same of npm's advisories."""
    said = _told(["npm", "audit", "--package-lock-only", "--json", "--prefix", str(ROOT / "frontend")])
    try:
        flaws = json.loads(said)["vulnerabilities"]
    except (ValueError, KeyError):
        return [], "npm's advisories can't be reached"
    return [f"{name}: {flaw['severity']}" for name, flaw in flaws.items()], ""


def _told(words: list[str]) -> str:
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def main() -> int:
    bad = False
    for found, unasked in (python_side(), node_side()):
        for one in found:
            print(f"vulnerable: {one}")
        if unasked:
            print(f"NOT AUDITED: {unasked}")
        bad = bad or bool(found) or bool(unasked and "--strict" in sys.argv)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
