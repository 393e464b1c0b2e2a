"""What a brand's lines say of all its stores: how visits vary, how stores differ, how often it goes well. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, sqrt
from typing import Any

from audits.scorecards.moments import Spread
from audits.scorecards.statistics import between_variance, pooled_sd

# A brand's first visits say nothing yet of how visits vary. Until its stores have so many degrees of freedom,
# the missing ones are filled up with the SD that is usual (figures.md reckons with 12 points).
ENOUGH_FREEDOM = 10
USUAL_SD = {"score": 12.0, "surplus": 0.25}


@dataclass(frozen=True, slots=True)
class Network:
    """A brand in one wave. `sigma` are pooled SDs within stores, `tau` the SD between stores' true scores."""

    score: Spread
    sigma: Mapping[str, float]
    tau: float
    rate: float | None  # of visits that were on target and not critical
    # SD within stores of sections, pillars and of points lost by question, (table, name); none where it is 0
    parts: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        wave: Mapping[str, Any] | None,
        waves: Sequence[Mapping[str, Any]],
        sums: Mapping[str, Any] | None = None,
    ) -> Network:
        """From the moments of the brand's line in this wave, and in the last waves together for the SDs.

        `sums` of the same line, where sections, pillars and questions are read too.
        """
        sigma = {figure: _sigma(figure, waves) for figure in USUAL_SD}
        score = Spread.read(wave and wave.get("score"))
        tau = sqrt(
            between_variance(
                stores=score.stores, between=score.between, inverse=score.inverse, sigma=sigma["score"]
            )
        )
        rate = rate_of(wave["kept"], score.n) if wave and score.n else None
        return cls(score, sigma, tau, rate, _parts(sums or {}, score))


def rate_of(kept: int, n: int) -> float:
    """How often it goes well, k of n. A rate of 0 or 1 is moved in by half a visit, `(k + ½)/(n + 1)`: that all
    visits so far were alike doesn't say that the next one must be.
    """
    return kept / n if 0 < kept < n else (kept + 0.5) / (n + 1)


def _parts(sums: Mapping[str, Any], score: Spread) -> dict[tuple[str, str], float]:
    """Pooled SDs of what a scorecard is made of; of what has few degrees of freedom nothing is known yet."""
    found = {}
    for table in ("sections", "pillars"):
        for name, (_, _, stores, visits, within) in sums.get(table, {}).items():
            found[table, name] = _pooled(within, int(visits - stores))
    for name, (_, within) in sums.get("points", {}).items():
        found["points", name] = _pooled(within, score.freedom)
    return {key: sd for key, sd in found.items() if sd}


def _pooled(within: float, freedom: int) -> float | None:
    return pooled_sd(within, freedom) if freedom >= ENOUGH_FREEDOM else None


def _sigma(figure: str, waves: Sequence[Mapping[str, Any]]) -> float:
    spreads = [Spread.read(wave.get(figure)) for wave in waves]
    freedom = sum(spread.freedom for spread in spreads)
    missing = max(0, ENOUGH_FREEDOM - freedom)
    within = fsum(spread.within for spread in spreads) + missing * USUAL_SD[figure] ** 2
    return pooled_sd(within, freedom + missing) or 0.0
