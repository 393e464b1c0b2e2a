"""A wave of every store, planned and drawn."""

from collections.abc import Iterator

from bench.grounds import Ground
from bench.table import Figure

SHOPPERS = 1000
AIM = 30.0  # seconds, of planning and of drawing with all that is written


def waves(ground: Ground, *, stores: int, brand: str = "drawn") -> Iterator[Figure]:
    """Seconds until a plan is told, and until a draw is written; the floor looks at every rule for every pair."""
    ground.seed(brand, stores=stores, visits=0, waves=2)
    told = ground.inside("drawn", brand, str(SHOPPERS))
    size = f"{stores:,} stores × {SHOPPERS:,} shoppers"
    counts = told["counts"]
    for work, seconds in (("plan a wave", told["planned"]), ("draw a wave", told["drawn"])):
        yield Figure(
            f"{work}: {size}",
            ground.engine,
            f"{seconds:.1f} s, {counts['drawn']:,} of {counts['wanted']:,} given",
            floor=f"{told['floor']:.1f} s",
            ratio=seconds / told["floor"],
            aim=f"< {AIM:.0f} s",
            is_met=seconds < AIM,
        )
