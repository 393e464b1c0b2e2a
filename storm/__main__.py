"""`python -m storm --seed 1 --phones 200 --visits 5000 --db sqlite`: exit 1 where an invariant is broken."""

import argparse
import sys

from storm.report import keep, table
from storm.running import Outcome, Size, storm


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m storm", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds, one storm each")
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--visits", type=int, default=5000)
    parser.add_argument("--db", choices=("sqlite", "postgres"), action="append")
    parser.add_argument("--write", action="store_true", help="keep the outcome in docs/reliability.md")
    asked = parser.parse_args()
    outcomes = [
        _told(storm(Size(seed, asked.phones, asked.visits, db)), write=asked.write)
        for db in asked.db or ["sqlite"]
        for seed in range(asked.seed, asked.seed + asked.seeds)
    ]
    return 0 if all(outcome.is_well for outcome in outcomes) else 1


def _told(outcome: Outcome, *, write: bool) -> Outcome:
    print(table(outcome), flush=True)
    if write:
        keep([outcome])
    return outcome


if __name__ == "__main__":
    sys.exit(main())
