"""Degrees: reading them, and whether two headings have changed places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from audits.places.spreadsheet.zones import Place

EARTH = 6371.0088  # km, the mean radius


def degrees(cell: str) -> float | None:
    """The number in a cell, with a point or a comma; None when it is none."""
    text = cell.strip().rstrip("°").strip()
    if not re.fullmatch(r"[+-]?\d{1,6}([.,]\d*)?", text):
        return None
    return float(text.replace(",", "."))


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places along a great circle (haversine)."""
    (lat, lon), (to_lat, to_lon) = a, b
    half = sin(radians(to_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(to_lat)) * sin(radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


@dataclass(slots=True)
class Swap:
    """What the rows say about two headings that may have changed places."""

    impossible: int = 0  # |latitude| above 90 as labelled, a place once swapped
    nearer_swapped: int = 0  # nearer to its timezone's city once swapped
    nearer_labelled: int = 0
    silent: int = 0  # rows that can't tell

    @property
    def is_likely(self) -> bool:
        """Whether the column as a whole says so; single rows may lie."""
        said = self.impossible + self.nearer_swapped
        return said > 2 and said > 4 * self.nearer_labelled


def weigh(rows: Iterable[tuple[float, float, Place | None]]) -> Swap:
    """Weigh rows of (labelled latitude, labelled longitude, the city of the timezone)."""
    swap = Swap()
    for lat, lon, city in rows:
        if abs(lat) > 90 and abs(lat) <= 180 and abs(lon) <= 90:
            swap.impossible += 1
        elif city is None or abs(lat) > 90 or abs(lon) > 90:
            # a longitude beyond 90 can't have been a latitude: this row says that the labels are right
            if abs(lon) > 90 and abs(lat) <= 90:
                swap.nearer_labelled += 1
            else:
                swap.silent += 1
        elif distance((lon, lat), city) < distance((lat, lon), city):
            swap.nearer_swapped += 1
        else:
            swap.nearer_labelled += 1
    return swap
