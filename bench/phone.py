"""What the shopper's phone loads before her first question."""

import re
import subprocess
from collections.abc import Iterator

from bench.grounds import ROOT
from bench.table import Figure


def first_load() -> Iterator[Figure]:
    """Brotli bytes of scripts, styles and words, as the front end's own budget adds them up; the worst language."""
    frontend = ROOT / "frontend"
    if not (frontend / "dist" / ".vite" / "manifest.json").is_file():
        raise SystemExit("The front end is not built. Run: make build")
    told = subprocess.run(
        ["node", "scripts/budget.mjs"], cwd=frontend, check=False, capture_output=True, text=True
    )
    sizes = [float(found) for found in re.findall(r"first question in \w+: ([\d.]+) kB", told.stdout)]
    if not sizes:
        raise SystemExit(told.stdout + told.stderr)
    worst = max(sizes)
    yield Figure(
        "the shopper's first load, Brotli", "–", f"{worst:.1f} kB", aim="≤ 60 kB", is_met=worst <= 60
    )
