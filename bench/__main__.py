"""`python -m bench [--quick] [--only NAME]`: measures, prints one table, keeps it in docs/bench.md."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from bench import drawing, exporting, listing, phone, receiving, standing
from bench.grounds import ROOT, Ground, folder, ground
from bench.receiving import Sizes
from bench.table import Figure, page, write

ENGINES = ("sqlite", "postgresql")
Measure = Callable[[Ground, "Scale"], Iterator[Figure]]


class Scale:
    """How much is measured: a quick run shows ratios, a full one the figures at the volume of the aims."""

    def __init__(self, *, is_quick: bool) -> None:
        self.is_quick = is_quick
        self.sizes = Sizes(visits=300, photos=60) if is_quick else Sizes(visits=2000, photos=300)
        self.volume = (500, 10_000) if is_quick else (25_600, 100_000)  # stores, visits
        self.exports = (1_000, 10_000) if is_quick else (1_000, 10_000, 100_000)

    def told(self) -> str:
        """The volumes in words."""
        runs = "Short runs (`--quick`)" if self.is_quick else "Full runs"
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
    yield standing.latency(ground, "empty", "empty", count=20 if scale.is_quick else 100)


def volume(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Everything that must not get slower with what is stored."""
    stores, visits = scale.volume
    empty, _ = receiving.receive_again(ground, "empty", scale.sizes, None)
    yield standing.seeded(ground, stores=stores, visits=visits)
    _, figure = receiving.receive_again(ground, "volume", scale.sizes, empty)
    if figure:
        yield figure
    yield standing.latency(ground, "volume", f"{visits:,} visits", count=20 if scale.is_quick else 100)
    yield from listing.lists(ground, "volume", visits)


def exports(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Files of several sizes."""
    for visits in scale.exports:
        yield from exporting.files(ground, visits)


def waves(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Waves of every store."""
    yield from drawing.waves(ground, stores=scale.volume[0])


MEASURES: dict[str, Measure] = {
    "received": received,
    "latency": latency,
    "volume": volume,
    "exports": exports,
    "waves": waves,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs: ratios, not the volume of the aims")
    parser.add_argument(
        "--only", choices=[*MEASURES, "phone"], action="append", help="this alone; again for more"
    )
    parser.add_argument("--engine", choices=ENGINES, action="append")
    options = parser.parse_args()
    scale, figures = Scale(is_quick=options.quick), list[Figure]()
    for engine in options.engine or ENGINES:
        figures += _on(engine, scale, [name for name in MEASURES if name in (options.only or MEASURES)])
    if "phone" in (options.only or ["phone"]):
        figures += _tell(phone.first_load())
        figures += _tell(phone.felt())
    text = page(figures, volumes=scale.told())
    print("\n" + text)
    if not options.only and not options.engine:
        write(ROOT / "docs" / "bench.md", text)
    return 0


def _on(engine: str, scale: Scale, names: list[str]) -> list[Figure]:
    if not names:
        return []
    with ExitStack() as kept:
        made = kept.enter_context(ground(engine, kept.enter_context(folder())))
        small(made, scale)
        return [figure for name in names for figure in _tell(MEASURES[name](made, scale))]


def _tell(figures: Iterator[Figure]) -> Iterator[Figure]:
    for figure in figures:
        print(figure.as_line(), flush=True)
        yield figure


if __name__ == "__main__":
    sys.exit(main())
