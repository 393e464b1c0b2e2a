"""docs/reliability.md, made from all that was kept: storms, seeds of the phone's own engine, planted bugs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from storm.proxy import FAULTS, ONE_MIB
from storm.running import INVARIANTS, STUCK, Outcome

PARTS = ("web", "worker", "beat", "broker", "postgres", "disk", "restore")
NOT_KILLED = {"disk": "the web server's disk is full", "restore": "restored from an older backup"}
DATABASES = ("sqlite", "postgres")
FULL = 5000  # visits of a storm of full size
Size = tuple[str, int, int]

# How the reader finds out; beside the invariants' own sentences
CHECKED = {
    "visits": "Rows of visits and of sealed bytes against what the phones sealed, hashed again; a second tab's other "
    "bytes must lie beside them, once.",
    "blobs": "Every file in the media store is read and hashed, every promised photo must lead to one, no part may be "
    "left over.",
    "receipts": "The server is asked for each visit's receipt: same number, moment and hashes as every one that a "
    "phone has seen since the restore, and nothing awaited that was stored. A receipt from before the restore names a "
    "server that is gone; its visit must be here all the same (first line).",
    "scorecards": "Stores, regions, brand: visits, score and surplus in fractions, from the exact grades of the worked "
    "visits that were told, against the tables, to a millionth.",
    "journal": "One line each for received, completed, graded, set aside, and released (where no person must look).",
    "queues": "No line waits, no scorecard is stale, the broker's lists are empty. Waited for as long as anything "
    f"moves: {STUCK} seconds without one line done are broken.",
}


@dataclass(frozen=True, slots=True)
class Caught:
    """A planted bug, and the test that went red by it; `by` is empty where none did."""

    number: int
    name: str
    file: str
    by: str


def page(storms: list[Outcome], *, seeds: list[dict[str, Any]], planted: list[Caught]) -> Iterator[str]:
    """The lines of the page."""
    yield from _beginning()
    yield from _in_short(storms)
    yield from _invariants(storms)
    yield from _faults(storms)
    yield from _each(storms)
    yield from _limits()
    yield from _seeds(seeds)
    yield from _planted(planted)


def _beginning() -> Iterator[str]:
    yield "# Reliability: the storms, and what was left of them\n"
    yield (
        "This page is written by `python -m storm … --write`, never by hand; docs/reliability.jsonl holds the same "
        "in full. Simulated phones (`storm/phone.py`, written from the sync protocol alone) send visits with photos "
        "through a proxy that spoils about a third of all requests by a seeded schedule, while a crew kills parts of "
        "the server with -9, fills its disk, and restores it from a backup that is older than many receipts. Then "
        "everything is started once more, and a reader that imports none of the server's code (`storm/reader.py`: "
        "SQL, SHA-256, fractions) looks for what is missing, doubled or wrong.\n"
    )
    yield "```sh"
    yield "make storm SEED=7 PHONES=20 VISITS=200 DB=postgres     # one line of the table; exit 1 if it breaks"
    yield "make storm SEED=1 PHONES=200 VISITS=5000 DB=sqlite     # a full one"
    yield "make storms SEEDS=20 PHONES=20 VISITS=200              # all seeds on both databases, into this page;"
    yield "                                                       # begun again, it goes on; SINCE=commit: but not by"
    yield "                                                       # what older code left here"
    yield "```\n"
    yield (
        "Both run with the embedded Redis server; PostgreSQL is the storm's own, killed as the rest is; both databases "
        "flush to the disk before they say so. A seed repeats the visits, the photos, the fault of each try of each "
        "request, and the order of kills; it can't repeat how the machine shares out its time. A storm that could not "
        "be raised (a part that never came up) is not in this page: the command tells it and exits 1.\n"
    )


def _in_short(storms: list[Outcome]) -> Iterator[str]:
    yield "## In short\n"
    yield "| database | phones | visits a storm | seeds | visits | photos | requests | spoiled | receipts | held |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for (db, phones, visits), some in _by_size(storms):
        sums = [sum(one.visits for one in some), sum(one.photos for one in some)]
        sums += [sum(one.attempts for one in some), sum(sum(one.faults.values()) for one in some)]
        sums += [sum(one.receipts for one in some)]
        held = f"{sum(one.is_well for one in some)} of {len(some)}"
        yield _row(db, phones, visits, len(some), *sums, held)
    full = {one.db for one in storms if one.visits >= FULL}
    for db in DATABASES:
        if db not in full:
            yield f"\nNo storm of {FULL:,} visits has been carried to its end on {db} yet."


def _by_size(storms: list[Outcome]) -> Iterator[tuple[Size, list[Outcome]]]:
    def size(one: Outcome) -> Size:
        return one.db, one.phones, one.visits

    yield from ((key, list(some)) for key, some in groupby(sorted(storms, key=size), key=size))


def _invariants(storms: list[Outcome]) -> Iterator[str]:
    yield "\n## Invariants\n"
    yield "| must hold after every storm | how the reader finds out | broken, sqlite | postgres |"
    yield "|---|---|--:|--:|"
    for name, sentence in INVARIANTS.items():
        yield _row(sentence, CHECKED[name], *(_broken(name, storms, db) for db in DATABASES))


def _broken(name: str, storms: list[Outcome], db: str) -> str:
    its = [one for one in storms if one.db == db]
    return f"{sum(bool(one.broken.get(name)) for one in its)} of {len(its)}"


def _faults(storms: list[Outcome]) -> Iterator[str]:
    sums = {db: Counter[str]() for db in DATABASES}
    for one in storms:
        sums[one.db].update(one.faults)
        sums[one.db].update({f"kill {part}": count for part, count in one.kills.items()})
    yield "\n## Faults\n"
    yield "| injected, over all storms | sqlite | postgres |"
    yield "|---|--:|--:|"
    shown = {name: name for name in (*FAULTS, ONE_MIB)}
    shown |= {f"kill {part}": NOT_KILLED.get(part, f"kill -9 of {part}") for part in PARTS}
    for name, words in shown.items():
        yield _row(words, *(sums[db][name] for db in DATABASES))


def _each(storms: list[Outcome]) -> Iterator[str]:
    yield "\n## Every storm\n"
    yield "*Spoiled* are requests that met a fault of the line; *hits* are kills, full disks and the restore. *Seconds*"
    yield "run until the last phone has its last receipt, *quiet after* from there until nothing waits: both by the"
    yield "clock of a small machine that did much else at the time, so they are no measure of speed (docs/bench.md is)."
    yield "*Code* is the commit that the storm was raised on, `+` where files differed from it: a line vouches for that"
    yield "code alone. `unknown`: raised before commits were kept.\n"
    yield (
        "| database | code | seed | phones | visits | photos | MB | requests | spoiled | hits | receipts | seconds | "
        "quiet after, s | invariants |"
    )
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    yield from map(_line, storms)


def _line(one: Outcome) -> str:
    broken = [name for name in INVARIANTS if one.broken.get(name)]
    who = (one.db, one.code or "unknown", one.seed, one.phones, one.visits, one.photos, one.megabytes)
    met = (one.attempts, sum(one.faults.values()), sum(one.kills.values()), one.receipts)
    found = f"**broken: {', '.join(broken)}**" if broken else "all held"
    return _row(*who, *met, one.seconds, one.settled, found)


def _limits() -> Iterator[str]:
    yield "\n## What a storm does not show\n"
    yield "- The phone is simulated: its storage never fails here. The real engine over a disk that fails lives through"
    yield "  seeds of its own (below); the real page is driven in Chromium through what browsers do to it"
    yield "  (tests/journeys/test_real_pages.py) and through every fault of this proxy (`make line SEED=… SEEDS=…`,"
    yield "  tests/journeys/test_behind_a_bad_line.py)."
    yield "- Processes are killed, the machine is not: nothing here says what a power cut leaves on a disk."
    yield "- The backup is made while everything works, and one storm restores once."
    yield "- A heavy reaction (exports, draws, insights) that was at work when its worker was killed comes again after"
    yield "  its lease of 15 minutes. Such lines are not waited for here."
    yield "- A message that a killed worker had taken stays unacknowledged in the broker; the journal's line is"
    yield "  announced again by `sweep`, and what follows is done once. Queues are the journal's waiting lines and the"
    yield "  broker's lists."


def _seeds(seeds: Iterable[dict[str, Any]]) -> Iterator[str]:
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
    for one in seeds:
        span = f"{one['first']:,} to {one['first'] + one['seeds'] - 1:,}"
        yield _row(
            span, one["visits"], one["photos"], one["seconds"], ", ".join(map(str, one["broken"])) or "none"
        )


def _planted(found: list[Caught]) -> Iterator[str]:
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
        yield _row(one.number, one.name, f"`{one.file}`", f"`{one.by}`" if one.by else "**nothing**")


def _row(*cells: str | float) -> str:
    told = (f"{cell:,}" if isinstance(cell, int | float) else cell for cell in cells)
    return f"| {' | '.join(told)} |"
