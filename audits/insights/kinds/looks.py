"""Are clients judged by what they wear? Arrival look as it was drawn (I4). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from audits.insights.kinds.outcomes import in_order, outcomes
from audits.insights.seen import Fact
from audits.insights.shapes import Json, Told, corrected, figure, is_real, share, test, withheld
from audits.insights.statistics.arms import log_ratio, mantel_haenszel, newcombe
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.ratios import proportion

ARM = 30
UP, DOWN = "dressed_up", "dressed_down"
Stratum = list[int]  # up yes, up no, down yes, down no


@dataclass(slots=True)
class Arms:
    """Counts by outcome and store, and seconds waited by arm."""

    strata: dict[str, list[Stratum]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {UP: [], DOWN: []})
    visits: dict[str, int] = field(default_factory=lambda: {UP: 0, DOWN: 0})
    stores: int = 0

    def add_store(self, visits: Sequence[Fact]) -> None:
        """One store's visits; those without a drawn look are not part of the test."""
        drawn = [visit for visit in visits if visit["look"] in (UP, DOWN)]
        self.stores += bool(drawn)
        found: dict[str, Stratum] = {}
        for visit in drawn:
            arm = visit["look"]
            self.visits[arm] += 1
            if visit["wait"] is not None:
                self.seconds[arm].append(visit["wait"])
            for name, well in outcomes(visit).items():
                stratum = found.setdefault(name, [0, 0, 0, 0])
                stratum[2 * (arm == DOWN) + (not well)] += 1
        for name, stratum in found.items():
            self.strata.setdefault(name, []).append(stratum)


def look(arms: Arms) -> Told:
    """Up against down, analysed as assigned, over the stores of a region or brand."""
    n = min(arms.visits.values())
    if n < ARM:
        return Told(n, why="few_an_arm", wants=ARM)
    counts = {name: [sum(s[at] for s in strata) for at in range(4)] for name, strata in arms.strata.items()}
    enough = [name for name, count in counts.items() if _fewest(count) >= ARM]
    odds = {name: mantel_haenszel([(s[0], s[1], s[2], s[3]) for s in arms.strata[name]]) for name in enough}
    timed = min(len(one) for one in arms.seconds.values())
    waited = log_ratio(arms.seconds[UP], arms.seconds[DOWN]) if timed >= ARM else None
    ps: dict[str, float | None] = {name: found.p if found else None for name, found in odds.items()}
    q = corrected(ps | {"seconds": waited[2].p if waited else None})
    return Told(
        n,
        {
            "stores": arms.stores,
            "arms": dict(zip(("up", "down"), arms.visits.values(), strict=True)),
            "outcomes": [
                _outcome(name, counts[name], odds.get(name), q.get(name)) for name in in_order(list(counts))
            ],
            "seconds": _seconds(waited, q["seconds"], arms) if any(arms.seconds.values()) else None,
        },
    )


def _fewest(count: list[int]) -> int:
    """Visits in the smaller arm."""
    return min(sum(count[:2]), sum(count[2:]))


def _outcome(name: str, count: list[int], odds: Estimate | None, q: float | None) -> Json:
    up, down = (count[0], count[0] + count[1]), (count[2], count[2] + count[3])
    fewest, n = _fewest(count), up[1] + down[1]
    few = withheld(fewest, "few_an_arm", ARM) if fewest < ARM else None
    return {
        "name": name,
        "up": few | {"k": up[0]} if few else share(proportion([up[0]], [up[1]]), *up),
        "down": few | {"k": down[0]} if few else share(proportion([down[0]], [down[1]]), *down),
        "difference": few or figure(newcombe(up, down), n),
        "odds": few or figure(odds, n),
        "test": test(odds.p if odds else None, q),
        "is_real": is_real(q),
    }


def _seconds(found: tuple[Estimate, Estimate, Estimate] | None, q: float | None, arms: Arms) -> Json:
    """Seconds of each look and their ratio; withheld below thirty waits an arm."""
    n = {arm: len(waits) for arm, waits in arms.seconds.items()}
    if min(n.values()) < ARM:
        few = withheld(min(n.values()), "few_an_arm", ARM)
        return dict.fromkeys(("up", "down", "ratio"), few) | {"test": test(None, None)}
    up, down, ratio = found or (None, None, None)
    return {
        "up": figure(up, n[UP]),
        "down": figure(down, n[DOWN]),
        "ratio": figure(ratio, n[UP] + n[DOWN]),
        "test": test(ratio.p if ratio else None, q),
    }
