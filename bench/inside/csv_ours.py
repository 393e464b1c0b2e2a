"""`python -m bench.inside.csv_ours BRAND`: the CSV of a brand's visits, as a file is built."""

import sys
import time
from pathlib import Path
from statistics import median

import orjson

from audits.exports.csv_files import csv_parts
from bench.inside.wishes import content_of

ROUNDS = 3  # the middle one of them counts: a thousand visits are over in a fifth of a second


def main(brand: str) -> None:
    content_of(brand)  # connects
    before = largest()
    rounds = [written(brand) for _ in range(ROUNDS)]
    told = {
        "seconds": median(one[0] for one in rounds),
        "first": median(one[1] for one in rounds),
        "before": before,
        "peak": largest(),
        "columns": rounds[0][2],
    }
    print(orjson.dumps(told).decode())


def written(brand: str) -> tuple[float, float, int]:
    """Seconds until the file is whole, seconds until its first byte, and how many columns it has."""
    started = time.perf_counter()
    table = content_of(brand).table()
    first = 0.0
    with open("/dev/null", "wb") as nowhere:
        for _, part in csv_parts(table):
            first = first or time.perf_counter() - started
            nowhere.write(part)
    return time.perf_counter() - started, first, len(table.columns)


def largest() -> float:
    """MB that this process had at its largest. Not `ru_maxrss`, which a child inherits from whoever started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1])
