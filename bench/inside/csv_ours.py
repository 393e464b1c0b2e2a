"""`python -m bench.inside.csv_ours BRAND`: the CSV of a brand's visits, as a file is built."""

import resource
import sys
import time

import orjson

import bench.inside.setup  # noqa: F401 - Django, before any model

from bench.inside.wishes import content_of  # isort: skip
from audits.exports.csv_files import csv_parts


def main(brand: str) -> None:
    content_of(brand)  # connects
    before = largest()
    started = time.perf_counter()
    table = content_of(brand).table()
    first = 0.0
    with open("/dev/null", "wb") as nowhere:
        for _, part in csv_parts(table):
            first = first or time.perf_counter() - started
            nowhere.write(part)
    seconds = time.perf_counter() - started
    told = {
        "seconds": seconds,
        "first": first,
        "before": before,
        "peak": largest(),
        "columns": len(table.columns),
    }
    print(orjson.dumps(told).decode())


def largest() -> float:
    """MB that this process had at its largest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1])
