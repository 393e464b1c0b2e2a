"""What only shows when rows are seen together: numbers twice, places far from their city, twins, other brands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from statistics import median

from audits.places.spreadsheet.coordinates import distance
from audits.places.spreadsheet.findings import Finding
from audits.places.spreadsheet.judging import Row

FAR = 300.0  # km from the middle of the city's stores
FEWEST = 3  # stores that a city needs to have a middle


def compare(rows: list[Row], headings: Mapping[str, str]) -> None:
    """Add the findings that need more than one row."""
    _numbers_twice(rows, headings)
    taken = [row for row in rows if row.is_taken]
    _far_from_city(taken, headings)
    _twins(taken, headings)
    if "brand" in headings:
        _brands(taken, headings)


def _numbers_twice(rows: Iterable[Row], headings: Mapping[str, str]) -> None:
    """Of rows with one number the first that is whole is taken; the others are refused, naming it."""
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.number:
            by_number[row.number].append(row)
    for same in by_number.values():
        if len(same) > 1:
            kept = next((row for row in same if row.is_taken), same[0])
            for row in same:
                if row is not kept:
                    row.findings.append(
                        Finding(row.row, headings["number"], "number_twice", row.number, str(kept.row))
                    )


def _far_from_city(rows: Iterable[Row], headings: Mapping[str, str]) -> None:
    cities: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.lat is not None and row.lon is not None and row.city:
            cities[row.country, row.state, row.city.casefold()].append(row)
    for same in cities.values():
        if len(same) >= FEWEST:
            _far_in_city(same, headings)


def _far_in_city(rows: list[Row], headings: Mapping[str, str]) -> None:
    middle = (median(row.lat or 0.0 for row in rows), median(row.lon or 0.0 for row in rows))
    for row in rows:
        if row.lat is None or row.lon is None:
            continue
        away = distance((row.lat, row.lon), middle)
        if away > FAR:
            value = f"{row.lat}, {row.lon} ({away:.0f} km)"
            row.findings.append(Finding(row.row, headings["lat"], "far_from_city", value))


def _twins(rows: Iterable[Row], headings: Mapping[str, str]) -> None:
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        if not (row.name and row.city and row.address):
            continue
        first = seen.setdefault((row.name.casefold(), row.city.casefold(), row.address.casefold()), row)
        if first is not row:
            row.findings.append(
                Finding(row.row, headings["name"], "looks_like_another", row.name, str(first.row))
            )


def _brands(rows: list[Row], headings: Mapping[str, str]) -> None:
    """The brand that most rows name is the one imported for; a name that says no more than that is noted."""
    usual = Counter(row.brand for row in rows).most_common(1)
    for row in rows:
        if row.brand and row.brand != usual[0][0]:
            row.findings.append(Finding(row.row, headings["brand"], "other_brand", row.brand))
        if row.brand and row.name.casefold() == row.brand.casefold():
            row.findings.append(Finding(row.row, headings["name"], "name_is_brand", row.name))
