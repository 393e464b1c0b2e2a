"""CSV and XLSX of visits, against COPY (PostgreSQL) or rows and `csv` (SQLite), and xlsxwriter on ready rows."""

from collections.abc import Iterator

from bench.grounds import Ground
from bench.table import Figure


def files(ground: Ground, visits: int) -> Iterator[Figure]:
    """Both formats for a brand of so many visits."""
    brand = f"volume-{visits}"
    ground.seed(brand, stores=100, visits=visits)
    floor = ground.inside("csv_floor", brand)
    ours = ground.inside("csv_ours", brand)
    yield from _csv(ground, visits, ours, floor)
    xlsx = ground.inside("xlsx", brand)
    row = xlsx["ours"] / visits
    ratio = xlsx["floor_row"] / row
    said, floor_said = (f"{1 / seconds:,.0f} rows/s" for seconds in (row, xlsx["floor_row"]))
    yield Figure(f"XLSX of {visits:,} visits", ground.engine, said, floor_said, ratio, "≥ 0.7", ratio >= 0.7)
    yield _largest(ground, xlsx)


def _csv(ground: Ground, visits: int, ours: dict[str, float], floor: dict[str, float]) -> Iterator[Figure]:
    ratio = floor["seconds"] / ours["seconds"]
    said = f"{visits / ours['seconds']:,.0f} rows/s"
    work = f"CSV of {visits:,} visits, {ours['columns']:.0f} columns"
    floor_said = f"{visits / floor['seconds']:,.0f} rows/s"
    yield Figure(work, ground.engine, said, floor_said, ratio, "≥ 0.4", ratio >= 0.4)
    first = f"{ours['first'] * 1000:.0f} ms"
    yield Figure("– its first byte", ground.engine, first, aim="< 200 ms", is_met=ours["first"] < 0.2)
    yield _largest(ground, ours)


def _largest(ground: Ground, ours: dict[str, float]) -> Figure:
    memory = f"{ours['peak']:.0f} MB (before the first row {ours['before']:.0f})"
    return Figure(
        "– the process at its largest", ground.engine, memory, aim="< 150 MB", is_met=ours["peak"] < 150
    )
