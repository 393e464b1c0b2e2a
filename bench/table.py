"""The table that a run prints."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HEAD = "| work | on | figure | floor | of the floor | aim | |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured, what the floor did in the same run, and whether the aim was met."""

    work: str
    engine: str
    said: str
    floor: str = "–"
    ratio: float | None = None
    aim: str = "–"
    is_met: bool | None = None

    def as_line(self) -> str:
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}"
        verdict = {True: "met", False: "missed", None: ""}[self.is_met]
        cells = (self.work, self.engine, self.said, self.floor, ratio, self.aim, verdict)
        return f"| {' | '.join(cells)} |"


def page(figures: Iterable[Figure], *, volumes: str) -> str:
    """The whole of docs/bench.md."""
    return (
        "# How fast\n\n"
        f"Made by `make bench` on {datetime.now(UTC).date()} on {_machine()}. {volumes} Machines differ, so each "
        "figure stands beside its floor: the least that could do the same work, measured in the same run. What the "
        "load costs itself runs on the same cores, and so did whatever else the machine was doing: "
        f"{_load()} when the table was printed.\n\n"
        + "\n".join([HEAD, *(figure.as_line() for figure in figures)])
        + "\n"
    )


def _load() -> str:
    return f"{os.getloadavg()[2]:.1f} processes waited for its cores in the last quarter of an hour"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def write(path: Path, text: str) -> None:
    """Keep the table where readers find it."""
    path.write_text(text, encoding="utf-8")
