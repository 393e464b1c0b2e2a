"""`python -m bench [--quick | --brief] [--only NAME]`: measures, prints one table, keeps it in docs/bench.md."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from bench import drawing, exporting, insights, listing, phone, receiving, standing
from bench.grounds import ROOT, Ground, folder
from bench.grounds import ground as ground_of
from bench.receiving import Sizes
from bench.table import Figure, page, write

ENGINES = ("sqlite", "postgresql")
# visits sent; stores and visits of the volume; visits of each file; visits timed up to their scorecards
SCALES = {
    "full": (Sizes(visits=2000, photos=300), (25_600, 100_000), (1_000, 10_000, 100_000), 100),
    "quick": (Sizes(visits=300, photos=60), (500, 10_000), (1_000, 10_000), 20),
    "brief": (Sizes(visits=150, photos=30), (500, 2_000), (1_000,), 5),
}
Measure = Callable[[Ground, "Scale"], Iterator[Figure]]


class Scale:
    """How much is measured: a short run shows ratios, a full one the figures at the volume of the aims."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sizes, self.volume, self.exports, self.latencies = SCALES[name]

    def told(self) -> str:
        """The volumes in words."""
        runs = "Full runs" if self.name == "full" else f"Short runs (`--{self.name}`)"
        stores, visits = self.volume
        return (
            f"{runs}: {self.sizes.visits:,} visits sent at each number of clients, a volume of {visits:,} visits and "
            f"{stores:,} stores, files of up to {self.exports[-1]:,} visits."
        )


def small(ground: Ground, scale: Scale) -> None:
    """A brand with nothing but its places, for visits that arrive."""
    ground.manage("seed", "--stores", "100", "--visits", "0", "--waves", "1", "--brand", "empty")


def received(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Visits received on an empty database."""
    yield from receiving.receive(ground, "empty", scale.sizes)


def latency(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """From receipt to scorecards, empty."""
    yield standing.latency(ground, "empty", "empty", count=scale.latencies)


def volume(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Everything that must not get slower with what is stored."""
    stores, visits = scale.volume
    yield standing.seeded(ground, stores=stores, visits=visits)
    with folder() as place, ground_of(ground.engine.lower(), place) as empty:
        small(empty, scale)
        yield receiving.receive_beside(ground, empty, "volume", scale.sizes)
    yield standing.latency(ground, "volume", f"{visits:,} visits", count=scale.latencies)
    yield from listing.lists(ground, "volume", visits)


def exports(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Files of several sizes."""
    for visits in scale.exports:
        yield from exporting.files(ground, visits)


def waves(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Waves of every store."""
    yield from drawing.waves(ground, stores=scale.volume[0])


def told(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Insights of a year of waves."""
    stores, visits = scale.volume
    yield from insights.answers(ground, stores=stores, visits=visits)


MEASURES: dict[str, Measure] = {
    "received": received,
    "latency": latency,
    "volume": volume,
    "exports": exports,
    "waves": waves,
    "insights": told,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs: ratios, not the volume of the aims")
    parser.add_argument("--brief", action="store_true", help="shorter still")
    parser.add_argument(
        "--only", choices=[*MEASURES, "phone"], action="append", help="this alone; again for more"
    )
    parser.add_argument("--engine", choices=ENGINES, action="append")
    options = parser.parse_args()
    scale = Scale("brief" if options.brief else "quick" if options.quick else "full")
    figures, cut = list[Figure](), ""
    try:
        for figure in _tell(_all(options, scale)):
            figures.append(figure)
    except KeyboardInterrupt:  # what took so long to measure is not thrown away
        cut = " The run was cut short: what is missing was not measured."
    text = page(figures, volumes=scale.told() + cut)
    print("\n" + text)
    if not options.only and not options.engine:
        write(ROOT / "docs" / "bench.md", text)
    return 0


def _all(options: argparse.Namespace, scale: Scale) -> Iterator[Figure]:
    if "phone" in (options.only or ["phone"]):
        yield from phone.first_load()
        yield from phone.felt()
    for engine in options.engine or ENGINES:
        yield from _on(engine, scale, [name for name in MEASURES if name in (options.only or MEASURES)])


def _on(engine: str, scale: Scale, names: list[str]) -> Iterator[Figure]:
    if not names:
        return
    with ExitStack() as kept:
        made = kept.enter_context(ground_of(engine, kept.enter_context(folder())))
        small(made, scale)
        for name in names:
            yield from MEASURES[name](made, scale)


def _tell(figures: Iterator[Figure]) -> Iterator[Figure]:
    for figure in figures:
        print(figure.as_line(), flush=True)
        yield figure


if __name__ == "__main__":
    sys.exit(main())
