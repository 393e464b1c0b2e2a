"""What storms came to: a table on the terminal, and docs/reliability.md, written from all that were kept."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from storm.proxy import FAULTS, ONE_MIB
from storm.running import INVARIANTS, Outcome

DOCS = Path(__file__).resolve().parent.parent / "docs"
KEPT, PAGE = DOCS / "reliability.jsonl", DOCS / "reliability.md"
PARTS = ("web", "worker", "beat", "broker", "postgres")


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
    """Add these storms to those that were kept, each in place of an older one of the same seed and size."""
    lines = KEPT.read_text("utf-8").splitlines() if KEPT.is_file() else []
    kept = {_name(one): one for one in (Outcome(**json.loads(line)) for line in lines)}
    kept |= {_name(one): one for one in outcomes}
    ordered = sorted(kept.values(), key=lambda one: (one.db, one.visits, one.seed))
    KEPT.write_text("".join(json.dumps(asdict(one)) + "\n" for one in ordered), "utf-8")
    PAGE.write_text("\n".join(_page(ordered)) + "\n", "utf-8")


def _name(one: Outcome) -> tuple[str, int, int, int]:
    return one.db, one.visits, one.phones, one.seed


def _page(kept: list[Outcome]) -> Iterator[str]:
    yield "# Reliability: the storms, and what was left of them\n"
    yield (
        "This page is written by `python -m storm … --write`, never by hand; docs/reliability.jsonl holds the same "
        "in full. Simulated phones (`storm/phone.py`, written from the sync protocol alone) send visits with photos "
        "through a proxy that spoils about a third of all requests by a seeded schedule, while a crew kills parts of "
        "the server with -9. Then a reader that imports none of the server's code (`storm/reader.py`: SQL, SHA-256, "
        "fractions) checks six invariants.\n"
    )
    yield "Repeat a line: `make storm SEED=… PHONES=… VISITS=… DB=sqlite|postgres`.\n"
    yield "A seed repeats the visits, the photos, the fault of each try of each request, and the order of kills;"
    yield "it can't repeat how the machine shares out its time.\n"
    yield "## Storms\n"
    yield (
        "| database | seed | phones | visits | photos | MB | requests | faults | kill -9 | receipts | seconds | "
        "quiet after, s | invariants |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    yield from map(_line, kept)
    yield "\n## Faults\n"
    yield from _sums(kept)
    yield "\n## Invariants\n"
    yield "| must hold after every storm | broken in |"
    yield "|---|--:|"
    for name, sentence in INVARIANTS.items():
        yield f"| {sentence} | {sum(bool(one.broken.get(name)) for one in kept)} of {len(kept)} storms |"
    yield from _limits()


def _line(one: Outcome) -> str:
    broken = [name for name in INVARIANTS if one.broken.get(name)]
    cells = [one.db, one.seed, one.phones, one.visits, one.photos, one.megabytes, one.attempts]
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
            shown = f"kill -9 of {name}" if what == "kills" else name
            yield f"| {shown} | {sums['sqlite'][name]:,} | {sums['postgres'][name]:,} |"


def _limits() -> Iterator[str]:
    yield "\n## What a storm does not show\n"
    yield "- The phone is simulated: its storage never fails here. The real one is driven in Chromium (tests/journeys)."
    yield "- Processes are killed, the machine is not: nothing here says what a power cut leaves on a disk."
    yield "- A full disk and a restore from an older backup are not in the storm."
    yield "- A heavy reaction (exports, draws, insights) that was at work when its worker was killed comes again after"
    yield "  its lease of 15 minutes. Such lines are not waited for here."
    yield "- A message that a killed worker had taken stays unacknowledged in the broker; the journal's line is"
    yield "  announced again by `sweep`, and what follows is done once. Queues are the journal's waiting lines and the"
    yield "  broker's lists."
