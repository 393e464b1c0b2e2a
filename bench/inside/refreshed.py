"""`python -m bench.inside.refreshed PLAN`: sends visits and waits for their scorecards; prints the seconds."""

import http.client
import sys
import time
from pathlib import Path
from typing import Any

import orjson

from audits.scorecards.models import Scorecard
from audits.visits.models import Visit
from bench.receiving import visit

PATIENCE = 60.0
WARM_UP = 3


def main(plan: str) -> None:
    stage = orjson.loads(Path(plan).read_bytes())
    line = http.client.HTTPConnection("127.0.0.1", stage["port"])
    seconds = [_one(line, stage, *assignment) for assignment in stage["assignments"]]
    print(orjson.dumps(seconds[WARM_UP:]).decode())


def _one(line: http.client.HTTPConnection, stage: dict[str, Any], assignment: str, store: str) -> float:
    before = _counted(stage, store)
    ((method, path, headers, body),) = visit(stage, assignment)
    line.request(method, path, body, headers)
    answer = line.getresponse()
    if answer.status != 201:
        raise SystemExit(f"{answer.status} {answer.read()!r}")
    answer.read()
    received = time.perf_counter()
    while time.perf_counter() - received < PATIENCE:
        now = _counted(stage, store)
        if len(now) == 3 and all(n > before.get(level, 0) for level, n in now.items()):
            return time.perf_counter() - received
        time.sleep(0.01)
    id = path.split("/")[4]
    raise SystemExit(
        f"no scorecards after {PATIENCE} s; the visit is {list(Visit.objects.filter(pk=id).values())}"
    )


def _counted(stage: dict[str, Any], store: str) -> dict[str, int]:
    """Visits that the three scorecards hold."""
    cards = Scorecard.objects.filter(wave=stage["wave"])
    subjects = [store, stage["region"], *cards.filter(level="brand").values_list("subject", flat=True)]
    return dict(cards.filter(subject__in=subjects).values_list("level", "n"))


if __name__ == "__main__":
    main(sys.argv[1])
