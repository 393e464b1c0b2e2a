"""What storms came to: a table on the terminal, and docs/reliability.md, written from all that were kept."""

import fcntl
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from storm.proxy import FAULTS, ONE_MIB
from storm.running import INVARIANTS, Outcome, Size

DOCS = Path(__file__).resolve().parent.parent / "docs"
KEPT, PLANTED, PAGE = DOCS / "reliability.jsonl", DOCS / "planted.jsonl", DOCS / "reliability.md"
SEEDS = DOCS / "seeds.jsonl"  # written by frontend/scripts/storm.ts
PARTS = ("web", "worker", "beat", "broker", "postgres", "disk", "restore")
SHOWN = {"disk": "the web server's disk is full", "restore": "restored from an older backup"}


@dataclass(frozen=True, slots=True)
class Caught:
    """A planted bug, and the test that went red by it; `by` is empty where none did."""

    number: int
    name: str
    file: str
    by: str


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
    PAGE.write_text("\n".join([*_page(kept_storms()), *_planted()]) + "\n", "utf-8")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def _planted() -> Iterator[str]:
    found = [Caught(**one) for one in _lines(PLANTED)]
    yield "\n## Planted bugs\n"
    yield (
        "Each is a replacement of text in one file (`tests/planted/bugs.py`), planted alone in a worktree that is "
        "thrown away; then the narrow tests run that should go red. Repeat all with `make planted`, one with "
        "`python -m tests.planted N`.\n"
    )
    caught = sum(bool(one.by) for one in found)
    yield f"{caught} of {len(found)} were caught. A number that is missing here has not been planted yet.\n"
    yield "| | planted | in | caught by |"
    yield "|--:|---|---|---|"
    for one in found:
        yield f"| {one.number} | {one.name} | `{one.file}` | {f'`{one.by}`' if one.by else '**nothing**'} |"


def name_of(one: Outcome | Size) -> tuple[str, int, int, int]:
    """What makes two storms the same."""
    return one.db, one.visits, one.phones, one.seed


def _page(kept: list[Outcome]) -> Iterator[str]:
    yield "# Reliability: the storms, and what was left of them\n"
    yield (
        "This page is written by `python -m storm … --write`, never by hand; docs/reliability.jsonl holds the same "
        "in full. Simulated phones (`storm/phone.py`, written from the sync protocol alone) send visits with photos "
        "through a proxy that spoils about a third of all requests by a seeded schedule, while a crew kills parts of "
        "the server with -9, fills its disk, and restores it from a backup that is older than many receipts. Then a "
        "reader that imports none of the server's code (`storm/reader.py`: SQL, SHA-256, "
        "fractions) checks six invariants.\n"
    )
    yield "Repeat a line: `make storm SEED=… PHONES=… VISITS=… DB=sqlite|postgres`.\n"
    yield "A seed repeats the visits, the photos, the fault of each try of each request, and the order of kills;"
    yield "it can't repeat how the machine shares out its time.\n"
    yield "## Storms\n"
    yield (
        "| database | code | seed | phones | visits | photos | MB | requests | faults | kill -9 | receipts | seconds | "
        "quiet after, s | invariants |"
    )
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    yield from map(_line, kept)
    yield "\n## Faults\n"
    yield from _sums(kept)
    yield "\n## Invariants\n"
    yield "| must hold after every storm | broken in |"
    yield "|---|--:|"
    for name, sentence in INVARIANTS.items():
        yield f"| {sentence} | {sum(bool(one.broken.get(name)) for one in kept)} of {len(kept)} storms |"
    yield from _seeds()
    yield from _limits()


def _line(one: Outcome) -> str:
    broken = [name for name in INVARIANTS if one.broken.get(name)]
    cells: list[str | float] = [
        one.db,
        one.code or "unknown",
        one.seed,
        one.phones,
        one.visits,
        one.photos,
        one.megabytes,
        one.attempts,
    ]
    cells += [sum(one.faults.values()), sum(one.kills.values()), one.receipts, one.seconds, one.settled]
    told = [f"{cell:,}" if isinstance(cell, int | float) else cell for cell in cells]
    return "| " + " | ".join([*told, f"broken: {', '.join(broken)}" if broken else "all held"]) + " |"


def _sums(kept: list[Outcome]) -> Iterator[str]:
    yield "| injected, over all storms | sqlite | postgres |"
    yield "|---|--:|--:|"
    for what, names in (("faults", (*FAULTS, ONE_MIB)), ("kills", PARTS)):
        sums = {db: Counter[str]() for db in ("sqlite", "postgres")}
        for one in kept:
            sums[one.db].update(getattr(one, what))
        for name in names:
            shown = SHOWN.get(name, f"kill -9 of {name}") if what == "kills" else name
            yield f"| {shown} | {sums['sqlite'][name]:,} | {sums['postgres'][name]:,} |"


def _seeds() -> Iterator[str]:
    yield "\n## The phone's own engine\n"
    yield (
        "What the shopper's app itself is made of (`frontend/src/sync`, `frontend/src/store`) lives through seeds "
        "(`frontend/src/storm`): its database closes connections, refuses for want of space, is erased or loses a "
        "row, its page is killed at any write, its clock jumps by days, its line spoils what it likes, and HQ comes "
        "back from a backup. Then two hours of peace and one start more. Broken is a law where a sealed visit is not "
        "with HQ exactly once and whole, where a photo was deleted that HQ lacks, where a loss was not said, or where "
        "a visit is not verified at the end.\n"
    )
    yield "Repeat a line: `make seeds SEED=… SEEDS=…`.\n"
    yield "| seeds | visits | photos | seconds | broke a law |"
    yield "|---|--:|--:|--:|---|"
    for one in _lines(SEEDS):
        span = f"{one['first']:,} to {one['first'] + one['seeds'] - 1:,}"
        broken = ", ".join(map(str, one["broken"])) or "none"
        yield f"| {span} | {one['visits']:,} | {one['photos']:,} | {one['seconds']:,} | {broken} |"


def _limits() -> Iterator[str]:
    yield "\n## What a storm does not show\n"
    yield "- The phone is simulated: its storage never fails here. The real engine over a disk that fails lives through"
    yield "  seeds of its own (above); the real page is driven in Chromium through what browsers do to it"
    yield "  (tests/journeys/test_real_pages.py) and through every fault of this proxy (`make line SEED=… SEEDS=…`,"
    yield "  tests/journeys/test_behind_a_bad_line.py)."
    yield "- Processes are killed, the machine is not: nothing here says what a power cut leaves on a disk."
    yield "- A heavy reaction (exports, draws, insights) that was at work when its worker was killed comes again after"
    yield "  its lease of 15 minutes. Such lines are not waited for here."
    yield "- A message that a killed worker had taken stays unacknowledged in the broker; the journal's line is"
    yield "  announced again by `sweep`, and what follows is done once. Queues are the journal's waiting lines and the"
    yield "  broker's lists."
