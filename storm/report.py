"""What storms came to: a table on the terminal, and docs/reliability.md, written from all that were kept."""

import fcntl
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from storm.page import Caught, page
from storm.running import INVARIANTS, Outcome, Size

DOCS = Path(__file__).resolve().parent.parent / "docs"
KEPT, PLANTED, PAGE = DOCS / "reliability.jsonl", DOCS / "planted.jsonl", DOCS / "reliability.md"
SEEDS = DOCS / "seeds.jsonl"  # written by frontend/scripts/storm.ts


def table(outcome: Outcome) -> str:
    """One storm on the terminal."""
    lines = [
        f"seed {outcome.seed} · {outcome.db} · {outcome.phones} phones · {outcome.visits:,} visits · "
        f"{outcome.photos:,} photos ({outcome.megabytes:,} MB) · {outcome.attempts:,} requests · "
        f"{outcome.receipts:,} receipts · {outcome.seconds} s, quiet {outcome.settled} s later",
        "  faults: " + _counts(outcome.faults),
        "  kill -9: " + _counts(outcome.kills),
    ]
    for name, sentence in INVARIANTS.items():
        broken = outcome.broken.get(name, [])
        lines.append(f"  {'BROKEN' if broken else 'held  '} {sentence}")
        lines += [f"         {one[:400]}" for one in broken[:10]]
    return "\n".join(lines)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def keep(outcomes: list[Outcome]) -> None:
    """Add these storms to those that were kept, each in place of an older one of the same seed and size.

    One command at a time: storms on both databases may run side by side.
    """
    with KEPT.open("a", encoding="utf-8") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        kept = {name_of(one): one for one in [*kept_storms(), *outcomes]}
        ordered = sorted(kept.values(), key=lambda one: (one.db, one.visits, one.seed))
        KEPT.write_text("".join(json.dumps(asdict(one)) + "\n" for one in ordered), "utf-8")
        write_page()


def kept_storms() -> list[Outcome]:
    """All storms that were kept."""
    return [Outcome(**one) for one in _lines(KEPT)]


def keep_planted(caught: list[Caught], *, of: int) -> None:
    """Add what became of these planted bugs to those that were kept; a list of `of` bugs has no later numbers."""
    kept = {one["number"]: one for one in _lines(PLANTED)} | {one.number: asdict(one) for one in caught}
    lines = [json.dumps(kept[number], ensure_ascii=False) + "\n" for number in sorted(kept) if number <= of]
    PLANTED.write_text("".join(lines), "utf-8")
    write_page()


def write_page() -> None:
    """docs/reliability.md, from all that is kept."""
    planted = [Caught(**one) for one in _lines(PLANTED)]
    PAGE.write_text("\n".join(page(kept_storms(), seeds=_lines(SEEDS), planted=planted)) + "\n", "utf-8")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def name_of(one: Outcome | Size) -> tuple[str, int, int, int]:
    """What makes two storms the same."""
    return one.db, one.visits, one.phones, one.seed
