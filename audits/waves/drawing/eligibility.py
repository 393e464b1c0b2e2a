"""Who may not go where, by which rule: one array a rule, true where it forbids.

Arrays are places × shoppers, or 1 × shoppers where a rule looks at the shopper alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from audits.waves.drawing.facts import Facts, Shopper, Stay

Flags = NDArray[np.bool_]
EARTH_KM = 6371.0  # mean radius


class Rule(StrEnum):
    """Every rule of eligibility, in the order in which it is explained."""

    AVAILABLE = "available"
    BARRED = "barred"
    STORE = "store_lockout"
    BRAND = "brand_lockout"
    COMPETITOR = "competitor_lockout"
    COMPANION = "companion_lockout"
    TRAITS = "traits"
    QUOTA = "quota"
    LANGUAGE = "language"
    DISTANCE = "distance"
    RATING = "rating"
    QUIZ = "quiz"
    MOST = "most_visits"


def forbidden(facts: Facts) -> dict[Rule, Flags]:
    """Rule → where it forbids, of all rules but quotas and the number of visits, which belong to slots."""
    rules, hers = facts.rules, facts.shoppers
    found = {
        Rule.AVAILABLE: _each(hers, lambda one: not one.is_available),
        Rule.BARRED: _barred(facts),
        Rule.STORE: _at_places(facts, _locking(facts, max(1, rules.store_days))),
        Rule.BRAND: _anywhere(facts, rules.brand_days, own=True),
        Rule.COMPETITOR: _anywhere(facts, rules.competitor_days, own=False),
        Rule.COMPANION: _at_places(facts, _companions_at(facts)),
        Rule.TRAITS: _each(hers, lambda one: not fits(one, rules.traits)),
        Rule.LANGUAGE: _each(hers, lambda one: not speaks(one, rules.languages)),
        Rule.DISTANCE: too_far(facts),
        Rule.RATING: _each(hers, lambda one: is_below(one, rules.least_rating)),
        Rule.QUIZ: _each(hers, lambda one: rules.needs_quiz and not one.passed),
    }
    return {rule: flags for rule, flags in found.items() if flags.any()}


def _each(shoppers: Iterable[Shopper], forbids: Callable[[Shopper], bool]) -> Flags:
    return np.array([[forbids(one) for one in shoppers]], dtype=bool)


def fits(shopper: Shopper, traits: Mapping[str, Iterable[str]]) -> bool:
    """Whether she has, of each trait, one of the values."""
    return all(shopper.traits.get(trait) in tuple(values) for trait, values in traits.items())


def has_all(shopper: Shopper, wants: Mapping[str, str]) -> bool:
    """Whether she is what a quota asks for."""
    return all(shopper.traits.get(trait) == value for trait, value in wants.items())


def speaks(shopper: Shopper, languages: tuple[str, ...]) -> bool:
    """Whether one of the languages is hers; unknown ones forbid nothing."""
    return not languages or not shopper.languages or bool(set(shopper.languages) & set(languages))


def is_below(shopper: Shopper, least: float | None) -> bool:
    """Whether she was rated, and lower than this. Who was never rated must begin somewhere."""
    return least is not None and shopper.rating is not None and shopper.rating < least


def _columns(facts: Facts) -> dict[UUID, int]:
    return {one.id: column for column, one in enumerate(facts.shoppers)}


def _barred(facts: Facts) -> Flags:
    columns, rows = _columns(facts), {place.id: row for row, place in enumerate(facts.places)}
    flags = np.zeros((len(facts.places), len(facts.shoppers)), dtype=bool)
    for bar in facts.bars:
        column = columns.get(bar.shopper)
        if column is not None and bar.store is None:
            flags[:, column] = True
        elif column is not None and bar.store in rows:
            flags[rows[bar.store], column] = True
    return flags


def _locking(facts: Facts, days: int) -> Iterator[tuple[UUID | None, UUID]]:
    """(store, shopper) of each stay at this brand that is too near in time."""
    return ((stay.store, stay.shopper) for stay in facts.stays if stay.store and facts.gap(stay) < days)


def _companions_at(facts: Facts) -> Iterator[tuple[UUID | None, UUID]]:
    circles = {one.id: one.companions for one in facts.shoppers}
    for one in facts.shoppers:  # companions may be of those whom this draw doesn't know
        for other in one.companions:
            circles[other] = circles.get(other, frozenset()) | {one.id}
    for store, shopper in _locking(facts, facts.rules.companion_days):
        for other in circles.get(shopper, ()):
            yield store, other


def _at_places(facts: Facts, pairs: Iterable[tuple[UUID | None, UUID]]) -> Flags:
    columns, rows = _columns(facts), {place.id: row for row, place in enumerate(facts.places)}
    flags = np.zeros((len(facts.places), len(facts.shoppers)), dtype=bool)
    known = [(rows[s], columns[p]) for s, p in pairs if s in rows and p in columns]
    if known:
        at = np.array(known)
        flags[at[:, 0], at[:, 1]] = True
    return flags


def _anywhere(facts: Facts, days: int, *, own: bool) -> Flags:
    near = {stay.shopper for stay in facts.stays if _is_own(stay) == own and facts.gap(stay) < days}
    return _each(facts.shoppers, lambda one: one.id in near)


def _is_own(stay: Stay) -> bool:
    return stay.store is not None


def most_km(shopper: Shopper, facts: Facts) -> float:
    """How far from home she may be sent, in km."""
    reach = shopper.reach_km if facts.rules.reach else np.inf
    return float(min(reach, facts.rules.most_km or np.inf))


def too_far(facts: Facts) -> Flags:
    """Great-circle distance over the limit: cosines of angles between unit vectors, one matrix product.

    A cosine of float64 tells distances apart to about 0.1 m.
    """
    limits = np.array([most_km(one, facts) for one in facts.shoppers]) / EARTH_KM
    cosines = np.cos(np.minimum(limits, np.pi))
    places = _unit([(place.lat, place.lon) for place in facts.places])
    homes = _unit([(one.lat, one.lon) for one in facts.shoppers])
    flags = places @ homes.T < cosines[None, :] - 1e-15
    known = np.isfinite(places[:, :1]) & np.isfinite(homes[:, 0])[None, :]
    return np.asarray(flags & known & (limits < np.pi)[None, :])


def _unit(points: list[tuple[float | None, float | None]]) -> NDArray[np.float64]:
    degrees = np.array(points, dtype=float).reshape(-1, 2)
    lat, lon = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def distance_km(shopper: Shopper, lat: float | None, lon: float | None) -> float | None:
    """Great-circle distance between her home and a place (haversine); None where one of them is unknown."""
    if shopper.lat is None or shopper.lon is None or lat is None or lon is None:
        return None
    north, east = radians(lat - shopper.lat) / 2, radians(lon - shopper.lon) / 2
    chord = sin(north) ** 2 + cos(radians(shopper.lat)) * cos(radians(lat)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))
