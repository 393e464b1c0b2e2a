"""What is measured, section by section, and how much of it: each section can be run alone."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from bench import drawing, exporting, insights, listing, phone, receiving, silence, standing
from bench.grounds import Ground, folder
from bench.grounds import ground as ground_of
from bench.receiving import Sizes
from bench.table import Figure

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
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


def felt() -> Iterator[Figure]:
    """What a shopper's phone loads and feels; one database is enough."""
    yield from phone.first_load()
    yield from phone.felt()


def on_engine(engine: str, scale: Scale, names: list[str]) -> Iterator[tuple[str, Iterator[Figure]]]:
    """The sections of these names on one database, each with its figures as they come."""
    with ExitStack() as kept:
        made = kept.enter_context(ground_of(engine, kept.enter_context(folder())))
        _small(made)
        for name in names:
            yield name, MEASURES[name](made, scale)


def _small(ground: Ground) -> None:
    """A brand with nothing but its places, for visits that arrive."""
    ground.seed("empty", stores=100, visits=0, waves=1)


def _received(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Visits received on an empty database."""
    yield from receiving.receive(ground, "empty", scale.sizes)


def _latency(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """From receipt to scorecards, empty."""
    yield standing.latency(ground, "empty", "empty", count=scale.latencies)


def _silence(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Whether the time of a 404 tells another brand's things from nothing."""
    yield from silence.told_apart(ground, "empty")


def _seeded(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """The volume, once a run."""
    made = ground.folder / "volume"
    if not made.exists():
        stores, visits = scale.volume
        yield from standing.seeded(ground, stores=stores, visits=visits)
        made.touch()


def _beside(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Visits received beside those of the volume."""
    yield from _seeded(ground, scale)
    with folder() as place, ground_of(ground.engine.lower(), place) as empty:
        _small(empty)
        yield receiving.receive_beside(ground, empty, "volume", scale.sizes)


def _volume(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Everything else that must not get slower with what is stored."""
    yield from _seeded(ground, scale)
    _, visits = scale.volume
    yield from listing.lists(ground, "volume", visits)
    yield standing.latency(ground, "volume", f"{visits:,} visits", count=scale.latencies)


def _exports(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Files of several sizes."""
    for visits in scale.exports:
        yield from exporting.files(ground, visits)


def _waves(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Waves of every store."""
    yield from drawing.waves(ground, stores=scale.volume[0])


def _told(ground: Ground, scale: Scale) -> Iterator[Figure]:
    """Insights of a year of waves."""
    yield from _seeded(ground, scale)
    stores, visits = scale.volume
    yield from insights.answers(ground, stores=stores, visits=visits)


# in the order of the table: what matters most is there first when a run is cut short
MEASURES: dict[str, Measure] = {
    "received": _received,
    "latency": _latency,
    "exports": _exports,
    "beside": _beside,
    "volume": _volume,
    "insights": _told,
    "waves": _waves,
    "silence": _silence,
}
