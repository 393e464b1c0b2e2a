"""`python -m storm --seed 1 --phones 200 --visits 5000 --db sqlite`: exit 1 where an invariant is broken."""

import argparse
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NoReturn

from storm.code import is_as_new
from storm.ground import Ground
from storm.leftovers import Guard
from storm.report import keep, kept_storms, name_of, table, write_page
from storm.running import Outcome, Size, storm


def main() -> int:
    asked = _asked()
    if asked.page:
        write_page()
        return 0
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, _stop)  # in order, as Ctrl-C does: nothing is left lying about
    sizes = [
        Size(seed, asked.phones, asked.visits, db)
        for db in asked.db or ["sqlite"]
        for seed in range(asked.seed, asked.seed + asked.seeds)
    ]
    done = _done(asked.since) if asked.resume else set()
    folder = Path(tempfile.mkdtemp(prefix="encore-grounds-", dir="/tmp"))
    with Guard(folder):
        ground = Ground(folder)
        left = [size for size in sizes if name_of(size) not in done]
        went_well = [_raised(size, ground, write=asked.write) for size in left]
    return 0 if all(went_well) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m storm", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds, one storm each")
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--visits", type=int, default=5000)
    parser.add_argument("--db", choices=("sqlite", "postgres"), action="append")
    parser.add_argument("--write", action="store_true", help="keep the outcome in docs/reliability.md")
    parser.add_argument("--resume", action="store_true", help="leave out what is kept there and went well")
    parser.add_argument("--since", help="with --resume: but not what was raised on code without this commit")
    parser.add_argument(
        "--page", action="store_true", help="raise no storm: write the page from what is kept"
    )
    return parser.parse_args()


def _done(since: str | None) -> set[tuple[str, int, int, int]]:
    well = [one for one in kept_storms() if one.is_well]
    return {name_of(one) for one in well if since is None or is_as_new(one.code, as_new_as=since)}


def _stop(*_: object) -> NoReturn:
    sys.exit(1)


def _raised(size: Size, ground: Ground, *, write: bool) -> bool:
    """Whether one storm went well. One that could not be raised is told and doesn't stop those after it."""
    try:
        return _told(storm(size, ground), write=write).is_well
    except Exception:  # noqa: BLE001 - whatever it was, the next seed is another storm
        traceback.print_exc()
        return False


def _told(outcome: Outcome, *, write: bool) -> Outcome:
    print(table(outcome), flush=True)
    if write:
        keep([outcome])
    return outcome


if __name__ == "__main__":
    sys.exit(main())
