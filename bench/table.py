"""The table that a run prints, and keeps as it grows."""

import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

HEAD = (
    "| work | on | figure | floor | of the floor | aim | | taken, load |\n|---|---|---|---|---|---|---|---|"
)


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
    taken: str = field(default_factory=lambda: f"{datetime.now(UTC):%H:%M}, {os.getloadavg()[0]:.1f}")

    def as_line(self) -> str:
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}"
        verdict = {True: "met", False: "missed", None: ""}[self.is_met]
        cells = (self.work, self.engine, self.said, self.floor, ratio, self.aim, verdict, self.taken)
        return f"| {' | '.join(cells)} |"


@dataclass(slots=True)
class Section:
    """What one section came to on one engine, and in which words it ended: none where it ended well."""

    name: str
    engine: str
    day: str
    volumes: str
    trouble: str = ""
    figures: list[Figure] = field(default_factory=list)


class Kept:
    """The sections of one day, each from its newest run: kept in a file after every figure, so that a run cut short
    loses nothing and the page can be made in parts."""

    def __init__(self, folder: Path) -> None:
        self.file, self.page = folder / "bench.json", folder / "bench.md"
        self.day = f"{datetime.now(UTC).date()}"
        told = orjson.loads(self.file.read_bytes()) if self.file.is_file() else []
        read = [_read(one) for one in told]
        self.sections = {(one.engine, one.name): one for one in read if one.day == self.day}

    def begin(self, name: str, engine: str, volumes: str) -> Section:
        """A section begins, in the place of what was known of it."""
        section = Section(name, engine, self.day, volumes, trouble="was cut short")
        self.sections[engine, name] = section
        return section

    def write(self, order: list[tuple[str, str]]) -> None:
        """Keep everything, and print the page in this order of `(engine, section)`."""
        here = [self.sections[key] for key in order if key in self.sections]
        self.file.write_bytes(orjson.dumps([asdict(one) for one in here], option=orjson.OPT_INDENT_2) + b"\n")
        missing = [f"{name} ({engine})" for engine, name in order if (engine, name) not in self.sections]
        self.page.write_text(page(here, missing), encoding="utf-8")


def _read(told: dict[str, Any]) -> Section:
    return Section(**{**told, "figures": [Figure(**one) for one in told["figures"]]})


def page(sections: list[Section], missing: Iterable[str]) -> str:
    """The whole of docs/bench.md."""
    volumes = " ".join(dict.fromkeys(one.volumes for one in sections))
    cut = [f"{one.name} ({one.engine}) {one.trouble}" for one in sections if one.trouble]
    gaps = [*cut, *(f"{one} was not measured" for one in missing)]
    return (
        "# How fast\n\n"
        f"Made by `make bench` on {datetime.now(UTC).date()} on {_machine()}. {volumes} Machines differ, so each "
        "figure stands beside its floor: the least that could do the same work, measured in the same run. What the "
        "load costs itself runs on the same cores, and so did whatever else the machine was doing: beside each row "
        "stands when it was taken (UTC) and how many processes ran or waited in that minute, the benchmark's own "
        "among them.\n\n"
        + (f"What is missing: {'; '.join(gaps)}.\n\n" if gaps else "")
        + "\n".join([HEAD, *(figure.as_line() for one in sections for figure in one.figures)])
        + "\n"
    )


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"
