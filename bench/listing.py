"""Lists at the volume: first and last page, and how many queries each takes."""

from collections.abc import Iterator

from bench.grounds import Ground
from bench.load import Request, run
from bench.table import Figure

TIMES = 200


def lists(ground: Ground, brand: str, visits: int) -> Iterator[Figure]:
    """p95 of each list over HTTP, one client."""
    stage = ground.inside("stage", brand, "reviewer", "1")
    known = ground.inside("lists", brand, stage["tokens"]["hq"], stage["tokens"]["region"])
    with ground.web() as port:
        for work, who, path, queries in known:
            bearer = {"Authorization": f"Bearer {stage['tokens'][who]}"}
            plan: list[list[Request]] = [[("GET", path, bearer, b"")]] * TIMES
            run(plan[:20], port=port, clients=1, folder=ground.folder)
            speed = run(plan, port=port, clients=1, folder=ground.folder)
            said = f"median {speed.median:.1f} ms, p95 {speed.p95:.1f} ms, {queries} queries"
            title = f"{work} ({visits:,} visits)"
            yield Figure(title, ground.engine, said, aim="p95 < 30 ms", is_met=speed.p95 < 30)
