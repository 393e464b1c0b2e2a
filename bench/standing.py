"""From a receipt to the store's, the region's and the brand's scorecard, with a real worker; and how fast a volume
is made."""

import re
import time
from collections.abc import Iterator
from statistics import median

import orjson

from bench.grounds import Ground
from bench.table import Figure


def latency(ground: Ground, brand: str, where: str, *, count: int) -> Figure:
    """Visits one at a time; each waits until all three scorecards hold it."""
    ground.inside("rest")
    stage = ground.inside("stage", brand, "at_once", str(count + 3))
    plan = ground.folder / "standing.json"
    with ground.web() as port, ground.workers():
        plan.write_bytes(orjson.dumps({**stage, "port": port}))
        seconds = sorted(ground.inside("refreshed", str(plan)))
    middle, slow = median(seconds), seconds[min(len(seconds) - 1, int(len(seconds) * 0.99))]
    said = f"median {middle:.2f} s, p99 {slow:.2f} s"
    work = f"receipt → store, region, brand scorecard ({where})"
    return Figure(
        work, ground.engine, said, aim="median < 0.5 s, p99 < 2 s", is_met=middle < 0.5 and slow < 2
    )


def seeded(ground: Ground, *, stores: int, visits: int) -> Iterator[Figure]:
    """The volume's visits, as the command counts them; and the whole command with stores and scorecards."""
    started = time.monotonic()
    said = ground.seed("volume", stores=stores, visits=visits)
    whole = visits / (time.monotonic() - started)
    rates = [found for line in said if (found := re.search(r"visits, ([\d,]+) a second$", line))]
    rate = int(rates[-1][1].replace(",", ""))
    work = f"seed: {stores:,} stores, {visits:,} visits"
    yield Figure(work, ground.engine, f"{rate:,.0f} visits/s", aim="≥ 5,000", is_met=rate >= 5000)
    work = "– the whole command, with stores and scorecards"
    yield Figure(work, ground.engine, f"{whole:,.0f} visits/s")
