"""What is planted, where, and how large: drawn from the seed before anything is made. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from random import Random

SHOPPERS = 10
PAIRED_WAVES = (1, 2, 3)
OVERTURNABLE = (
    "fact_answer",
    "presented_with_ceremony",
    "for_whom_or_occasion",
    "help_opened_conversation",
    "thanked_and_seen_out",
)


@dataclass(frozen=True, slots=True)
class Stores:
    """Numbers of the stores that something is planted in, all different."""

    trained: str  # the standard is kept, nobody may decide anything
    balanced: str  # its control
    hollow: str  # the standard is kept and the client lost
    full: str  # its control
    careless: str  # loses what would cost nothing
    crafted: str  # its control: loses only what training mends

    @property
    def kept(self) -> tuple[str, ...]:
        """Where the standard is always kept."""
        return self.trained, self.balanced, self.hollow, self.full


@dataclass(frozen=True, slots=True)
class Sizes:
    """Every size that is drawn. Shares 0 to 1, gaps in points of 100 unless said otherwise."""

    excellent: float  # net of beyond and below at the welcome, −1 to 1
    short: float  # the same at the closing, below 0
    delight: float  # share delighted by the drink in the first wave
    slope: float  # of its log odds, a wave
    story: float  # share delighted by a story, in every wave
    inequity: float  # net share of pairs in which the bearer left worse
    look_region: str
    look_up: float  # share acknowledged at once, dressed up
    look_gap: float
    look_even: float  # the same in the other region, however dressed
    flattering: str  # the region whose manager believes too much
    flattery: float
    personal_region: str
    personal: float  # share of what went beyond that a person gave
    stores: Stores
    untrusted: float  # foundation − empowerment in the trained store
    hollow: float
    careless: float  # share of lost points that cost nothing
    unfair: str  # question
    fair: str
    appeals: tuple[int, int]  # of the unfair question and of the fair one
    overturned: tuple[int, int]
    harsh: int  # shoppers, by their place among the crew
    lenient: int
    even: int
    severity: float
    together: float  # Spearman's ρ of the staff's pulse and empowerment

    def delight_in(self, wave: int) -> float:
        """The share that the drink delights in a wave, from 1."""
        return 1 / (1 + exp(-(log(self.delight / (1 - self.delight)) + self.slope * (wave - 1))))


def draw_sizes(chance: Random, houses: list[str], regions: tuple[str, str]) -> Sizes:
    """All sizes; `houses` are the numbers of stores with enough visits that nothing else happens in."""
    unfair, fair = chance.sample(OVERTURNABLE, 2)
    appeals = (chance.randint(24, 30), chance.randint(34, 38))
    harsh, lenient, even = chance.sample(range(SHOPPERS), 3)
    look_up = _drawn(chance, 0.78, 0.88)
    return Sizes(
        excellent=_drawn(chance, 0.25, 0.45),
        short=-_drawn(chance, 0.22, 0.4),
        delight=_drawn(chance, 0.72, 0.82),
        slope=-_drawn(chance, 0.55, 0.95),
        story=_drawn(chance, 0.3, 0.45),
        inequity=_drawn(chance, 0.26, 0.36),
        look_region=chance.choice(regions),
        look_up=look_up,
        look_gap=_drawn(chance, 0.22, 0.36),
        look_even=_drawn(chance, 0.68, 0.8),
        flattering=chance.choice(regions),
        flattery=_drawn(chance, 7.0, 11.0),
        personal_region=chance.choice(regions),
        personal=_drawn(chance, 0.64, 0.8),
        stores=Stores(*chance.sample(houses, 6)),
        untrusted=_drawn(chance, 25.0, 40.0),
        hollow=_drawn(chance, 0.42, 0.58),
        careless=_drawn(chance, 0.66, 0.8),
        unfair=unfair,
        fair=fair,
        appeals=appeals,
        overturned=(round(appeals[0] * chance.uniform(0.5, 0.65)), chance.randint(1, 3)),
        harsh=harsh,
        lenient=lenient,
        even=even,
        severity=_drawn(chance, 4.0, 6.0),
        together=_drawn(chance, 0.62, 0.8),
    )


def _drawn(chance: Random, low: float, high: float) -> float:
    return round(chance.uniform(low, high), 3)
