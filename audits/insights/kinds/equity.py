"""Are clients judged by who they are? Matched pairs of one study (I3). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    counts = {name: found for name, found in _discordances(pairs).items() if found.pairs >= PAIRS}
    nets = {name: bonett_price(found) for name, found in counts.items()}
    waited, index = _seconds(pairs), _index(pairs)
    ps: dict[str, float | None] = {name: net.p for name, net in nets.items()}
    q = corrected(ps | {"seconds": waited.p if waited else None, "index": index.p if index else None})
    return head | {
        "withheld": None,
        "outcomes": [_outcome(name, counts[name], nets[name], q[name]) for name in in_order(list(counts))],
        "seconds": _told("ratio", waited, q["seconds"], len(pairs)),
        "index": _told("difference", index, q["index"], len(pairs)),
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


def _outcome(name: str, count: Discordance, net: Estimate, q: float | None) -> Json:
    seen, discordant = abs(net.value), (count.worse + count.better) / count.pairs
    return {
        "name": name,
        "worse": count.worse,
        "better": count.better,
        "net": figure(net, count.pairs),
        "test": test(net.p, q),
        "verdict": verdict(q),
        "needs": pairs_needed(round(seen, 3), round(discordant, 3)) if seen else None,
    }


def _seconds(pairs: Sequence[Pair]) -> Estimate | None:
    told = [(a["wait"], b["wait"]) for _, a, b in pairs if a["wait"] is not None and b["wait"] is not None]
    return time_ratio([a for a, _ in told], [b for _, b in told]) if len(told) >= PAIRS else None


def _index(pairs: Sequence[Pair]) -> Estimate | None:
    told = [(s, b["percent"] - a["percent"]) for s, a, b in pairs if None not in (a["percent"], b["percent"])]
    if len(told) < PAIRS:
        return None
    return sign_flip([difference for _, difference in told], [store for store, _ in told])


def _told(name: str, found: Estimate | None, q: float | None, n: int) -> Json | None:
    return None if found is None else {name: figure(found, n), "test": test(found.p, q)}
