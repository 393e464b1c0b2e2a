"""The insights there are: of whom, for whom, counted in what, from how many on. Pure; docs/insights.md."""

from __future__ import annotations

from dataclasses import dataclass

ALL, ABOVE, TOP = ("store", "region", "brand"), ("region", "brand"), ("brand",)


@dataclass(frozen=True, slots=True)
class Kind:
    """One insight. `act` is the name of what a reader must be allowed (people.roles.May)."""

    name: str
    levels: tuple[str, ...]
    act: str
    unit: str
    minimum: int
    by_wave: bool = False  # also told of a single wave

    def wants(self, level: str) -> int:
        """The least n at this level."""
        return 20 if self.name == "surplus" and level != "store" else self.minimum


EVERYBODY, STUDIES, QUALITY, NETWORK = "see_standing", "see_equity", "see_severity", "see_network"
KINDS = {
    kind.name: kind
    for kind in (
        Kind("surplus", ALL, EVERYBODY, "visits", 6, True),
        Kind("ratchet", ABOVE, EVERYBODY, "deliveries", 20),
        Kind("equity", TOP, STUDIES, "pairs", 36),
        Kind("look", ABOVE, EVERYBODY, "an_arm", 30, True),
        Kind("perception", ALL, EVERYBODY, "forecasts", 1, True),
        Kind("perk", ALL, EVERYBODY, "credits", 20, True),
        Kind("trained", ALL, EVERYBODY, "visits", 6, True),
        Kind("hollow", ALL, EVERYBODY, "visits", 12, True),
        Kind("free", ALL, EVERYBODY, "visits", 6, True),
        Kind("questions", TOP, NETWORK, "appeals", 10),
        Kind("sales", TOP, NETWORK, "store_months", 120),
        Kind("severity", TOP, QUALITY, "visits", 3),
        Kind("inside", ABOVE, EVERYBODY, "stores", 15),
        Kind("promoters", ALL, EVERYBODY, "visits", 6, True),
    )
}
CHEAP = ("surplus", "look", "perk", "trained", "hollow", "free", "promoters")
NIGHTLY = ("ratchet", "equity", "questions", "sales", "severity", "inside")
FACTS = "facts"  # the row of a store and wave that all others are reckoned from
