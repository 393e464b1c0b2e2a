"""What the shopper's phone loads before her first question, and how it feels under her finger."""

import re
import subprocess
import sys
from collections.abc import Iterator

import orjson

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


def felt() -> Iterator[Figure]:
    """Start and taps in a real Chromium at a quarter of this machine's speed, beside an empty page."""
    command = [sys.executable, "-m", "bench.inside.phone"]
    told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    for line in orjson.loads(told.stdout.strip().rpartition(b"\n")[2]):
        ms, floor, most = line["ms"], line["floor"], line["most"]
        beside = "–" if floor is None else f"{floor:.0f} ms"
        yield Figure(line["work"], "–", f"{ms:.0f} ms", beside, aim=f"≤ {most} ms", is_met=ms <= most)
