"""Insights at the volume: computed once, then answered from what is stored."""

import time
from collections.abc import Iterator

from bench.grounds import Ground
from bench.load import Request, run
from bench.table import Figure

BRAND = "volume"
TIMES = 40
AIM = 300.0  # ms


def answers(ground: Ground, *, stores: int, visits: int) -> Iterator[Figure]:
    """How fast all insights of the volume are computed, and p95 of each answer over HTTP, one client."""
    started = time.monotonic()
    ground.manage("compute_insights", "--brand", BRAND)
    took = time.monotonic() - started
    volume = f"{stores:,} stores, {visits:,} visits, four waves"
    yield Figure(
        f"all insights computed ({volume})", ground.engine, f"{took:.0f} s, {visits / took:,.0f} visits/s"
    )
    with ground.web() as port:
        for work, path, token, queries in ground.inside("insights", BRAND):
            plan: list[list[Request]] = [[("GET", path, {"Authorization": f"Bearer {token}"}, b"")]] * TIMES
            run(plan[:5], port=port, clients=1, folder=ground.folder)
            speed = run(plan, port=port, clients=1, folder=ground.folder)
            said = f"median {speed.median:.0f} ms, p95 {speed.p95:.0f} ms, {queries} queries"
            yield Figure(
                f"{work} ({volume})", ground.engine, said, aim="p95 < 300 ms", is_met=speed.p95 < AIM
            )
