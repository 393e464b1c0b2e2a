"""From the planted year to its list: each effect with the size that whole visits gave it, each with its control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from audits.management.demonstration.answers import PERSONAL
from audits.management.demonstration.planting.cells import ACCENT, AGE, DOWN, UP, Cell
from audits.management.demonstration.planting.ceremony import ASKED
from audits.management.demonstration.planting.listing import Listing, Places, Planted
from audits.management.demonstration.planting.marks import losses_of, severity_of
from audits.management.demonstration.planting.service import LOST, pairs_of
from audits.management.demonstration.planting.sizes import Sizes
from audits.people.models import Person

AT_ONCE = 30  # seconds


def told_list(
    cells: Sequence[Cell],
    sizes: Sizes,
    places: Places,
    crew: Sequence[Person],
    *,
    rho: float,
    gaps: Mapping[str, float],
) -> list[Planted]:
    """Everything that was planted."""
    listing = Listing(places, [])
    _of_ceremony(listing, cells, sizes)
    _of_judgement(listing, cells, sizes)
    _of_managers(listing, cells, sizes, gaps)
    _of_stores(listing, cells, sizes)
    _of_network(listing, sizes, crew, rho)
    return listing.lines


def _of_ceremony(listing: Listing, cells: Sequence[Cell], sizes: Sizes) -> None:
    listing.add("I1", "surplus", "welcome", _net(cells, "welcome"), meant=sizes.excellent)
    listing.add("I1", "surplus", "closing", _net(cells, "closing"), meant=sizes.short)
    listing.control("I1", "surplus", "farewell")
    listing.add("I2", "ratchet", "drink", sizes.slope)
    listing.control("I2", "ratchet", "story")


def _of_judgement(listing: Listing, cells: Sequence[Cell], sizes: Sizes) -> None:
    listing.add("I3", "equity", ACCENT, _unequal(cells, ACCENT, sizes), meant=sizes.inequity)
    listing.control("I3", "equity", AGE)
    there = [cell for cell in cells if cell.region == sizes.look_region]
    gap = _at_once(there, UP) - _at_once(there, DOWN)
    listing.add("I4", "look", "acknowledged", gap, meant=sizes.look_gap, region=sizes.look_region)
    listing.control("I4", "look", "acknowledged", region=listing.places.other(sizes.look_region))


def _of_managers(listing: Listing, cells: Sequence[Cell], sizes: Sizes, gaps: Mapping[str, float]) -> None:
    vain, honest = sizes.flattering, listing.places.other(sizes.flattering)
    listing.add("I5", "perception", "gap", gaps[vain], meant=sizes.flattery, region=vain)
    listing.control("I5", "perception", "gap", region=honest)
    warm, even = sizes.personal_region, listing.places.other(sizes.personal_region)
    share = _personal([cell for cell in cells if cell.region == warm])
    listing.add("I6", "perk", "personal", share, meant=sizes.personal, region=warm)
    listing.control("I6", "perk", "personal", 0.5, region=even)


def _of_stores(listing: Listing, cells: Sequence[Cell], sizes: Sizes) -> None:
    own = {number: [c for c in cells if c.house.number == number] for number in listing.places.stores}
    at = sizes.stores
    untrusted = sum(_pillar(c, "foundation") - _pillar(c, "empowerment") for c in own[at.trained])
    gap = untrusted / len(own[at.trained])
    listing.add("I7", "trained", "difference", gap, meant=sizes.untrusted, store=at.trained)
    listing.control("I7", "trained", "difference", store=at.balanced)
    lost = sum(cell.answers["feeling"] in LOST for cell in own[at.hollow]) / len(own[at.hollow])
    listing.add("I8", "hollow", "hollow", lost, meant=sizes.hollow, store=at.hollow)
    listing.control("I8", "hollow", "hollow", store=at.full)
    free, rest = (sum(part) for part in zip(*(losses_of(cell) for cell in own[at.careless]), strict=True))
    listing.add("I9", "free", "free", free / (free + rest), meant=sizes.careless, store=at.careless)
    listing.control("I9", "free", "free", store=at.crafted)


def _of_network(listing: Listing, sizes: Sizes, crew: Sequence[Person], rho: float) -> None:
    (unfair, fair), (won, few) = sizes.appeals, sizes.overturned
    listing.add("I10", "questions", sizes.unfair, won / unfair)
    listing.control("I10", "questions", sizes.fair, few / fair)
    listing.add("I11", "sales", "score", 0.0)
    for name in ("surplus", "empowerment", "emotion"):
        listing.control("I11", "sales", name)
    listing.add("I12", "severity", crew[sizes.harsh].alias, severity_of(sizes.harsh, sizes))
    listing.control("I12", "severity", crew[sizes.even].alias)
    listing.add("I13", "inside", "empowerment", rho, meant=sizes.together)
    listing.control("I13", "inside", "emotion")


def _net(cells: Sequence[Cell], name: str) -> float:
    said = [cell.answers[f"{name}_expectation"] for cell in cells]
    return (said.count("exceeded") - said.count("below")) / len(said)


def _unequal(cells: Sequence[Cell], study: str, sizes: Sizes) -> float:
    """Net share of pairs in which the bearer alone left relieved, judged or uneasy."""
    pairs = pairs_of(cells, study, sizes)
    lost = [(one.answers["feeling"] in LOST, two.answers["feeling"] in LOST) for one, two in pairs]
    return sum(bearer - other for bearer, other in lost) / len(pairs)


def _at_once(cells: Sequence[Cell], look: str) -> float:
    arm = [cell for cell in cells if cell.look == look]
    waits = [datetime.fromisoformat(cell.answers["acknowledged_at"]) - cell.stepped_in for cell in arm]
    return sum(wait.total_seconds() <= AT_ONCE for wait in waits) / len(arm)


def _personal(cells: Sequence[Cell]) -> float:
    """Share of what went beyond that a person's own doing explains."""
    beyond = [(c, name) for c in cells for name in ASKED if c.answers[f"{name}_expectation"] == "exceeded"]
    return sum(cell.answers[f"{name}_causes"][0] in PERSONAL for cell, name in beyond) / len(beyond)


def _pillar(cell: Cell, name: str) -> float:
    tally = cell.grade["figures"]["pillars"][name]
    return 100 * float(Fraction(tally["earned"]) / Fraction(tally["possible"]))
