"""Are clients judged by who they are? Matched pairs of one study (I3). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audits.insights.kinds.outcomes import in_order, outcomes
from audits.insights.seen import Fact
from audits.insights.shapes import Json, corrected, figure, test
from audits.insights.statistics.estimates import Estimate
from audits.insights.statistics.pairs import (
    Discordance,
    bonett_price,
    pairs_needed,
    sign_flip,
    time_ratio,
    verdict,
)

PAIRS = 36
Pair = tuple[str, Fact, Fact]  # store, the bearer's visit, the other's


def study(named: Mapping[str, Any], pairs: Sequence[Pair]) -> Json:
    """The figures of one study over the pairs whose two visits are released; none below 36 pairs."""
    head = {**named, "pairs": len(pairs), "stores": len({store for store, _, _ in pairs})}
    if len(pairs) < PAIRS:
        why = {"why": "few_pairs", "n": len(pairs), "wants": PAIRS}
        return head | {"withheld": why, "outcomes": [], "seconds": None, "index": None}
    counts = _discordances(pairs)
    nets = {name: bonett_price(found) for name, found in counts.items() if found.pairs >= PAIRS}
    waited, index = _seconds(pairs), _index(pairs)
    ps: dict[str, float | None] = {name: net.p for name, net in nets.items()}
    q = corrected(ps | {"seconds": waited.p, "index": index.p})
    return head | {
        "withheld": None,
        "outcomes": [
            _outcome(name, counts[name], nets.get(name), q.get(name)) for name in in_order(list(counts))
        ],
        "seconds": waited.told("ratio", q["seconds"]) if waited.pairs else None,
        "index": index.told("difference", q["index"]),
    }


def _discordances(pairs: Sequence[Pair]) -> dict[str, Discordance]:
    counts: dict[str, list[int]] = {}
    for _, bearer, other in pairs:
        ours, theirs = outcomes(bearer), outcomes(other)
        for name in ours.keys() & theirs.keys():
            count = counts.setdefault(name, [0, 0, 0])
            count[0] += theirs[name] and not ours[name]
            count[1] += ours[name] and not theirs[name]
            count[2] += 1
    return {name: Discordance(*counts[name]) for name in sorted(counts)}


def _outcome(name: str, count: Discordance, net: Estimate | None, q: float | None) -> Json:
    discordant = (count.worse + count.better) / count.pairs
    seen = abs(net.value) if net else 0.0
    return {
        "name": name,
        "worse": count.worse,
        "better": count.better,
        "net": figure(net, count.pairs, wants=PAIRS, why="few_pairs"),
        "test": test(net.p if net else None, q),
        "verdict": verdict(q),
        "needs": pairs_needed(round(seen, 3), round(discordant, 3)) if seen else None,
    }


@dataclass(frozen=True, slots=True)
class Compared:
    """What pairs that both have it say together; nothing below 36 of them."""

    found: Estimate | None
    pairs: int

    @property
    def p(self) -> float | None:
        """That of its test."""
        return self.found.p if self.found else None

    def told(self, name: str, q: float | None) -> Json:
        """The figure under its name, with its test."""
        return {name: figure(self.found, self.pairs, wants=PAIRS, why="few_pairs"), "test": test(self.p, q)}


def _seconds(pairs: Sequence[Pair]) -> Compared:
    told = [(a["wait"], b["wait"]) for _, a, b in pairs if a["wait"] is not None and b["wait"] is not None]
    enough = len(told) >= PAIRS
    return Compared(time_ratio([a for a, _ in told], [b for _, b in told]) if enough else None, len(told))


def _index(pairs: Sequence[Pair]) -> Compared:
    told = [(s, b["percent"] - a["percent"]) for s, a, b in pairs if None not in (a["percent"], b["percent"])]
    if len(told) < PAIRS:
        return Compared(None, len(told))
    return Compared(
        sign_flip([difference for _, difference in told], [store for store, _ in told]), len(told)
    )
