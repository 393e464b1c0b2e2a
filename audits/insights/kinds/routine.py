"""Is the remarkable becoming routine? The expectation ratchet, act by act (I2). Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from audits.insights.seen import Fact
from audits.insights.shapes import Json, Told, corrected, figure, is_real, share, test, withheld
from audits.insights.statistics.estimates import LEVEL
from audits.insights.statistics.ratchet import (
    Decay,
    Trend,
    cochran_armitage,
    decay,
    is_turning,
    pooled_slope,
    slope_difference,
)
from audits.insights.statistics.ratios import proportion
from audits.insights.tags import Act

DELIVERIES, WAVES = 20, 4
RATES = ("expected", "delivered", "delight", "absence")
Count = list[int]  # k, n


@dataclass(slots=True)
class Counts:
    """Counts by act and wave, and of delight by act and tenure; visits are let go as soon as they are added."""

    acts: Mapping[str, Act]
    waves: dict[tuple[str, int], dict[str, Count]] = field(default_factory=dict)
    tenures: dict[str, dict[int, Count]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, visit: Fact, *, wave: int, tenure: int | None) -> None:
        """One visit in the wave of this number, by a shopper who has known the brand for `tenure` waves; None where
        it is known no longer whose visit it was."""
        for name in {*visit["given"], *visit["missed"]}:
            act = self.acts.get(name)
            if act is None:
                continue
            given = name in visit["given"]
            row = self.waves.setdefault((act.name, wave), {name: [0, 0] for name in RATES})
            _hit(row["delivered"], given)
            if visit["expected"] is not None:
                _hit(row["expected"], act.name in visit["expected"])
            touch = visit["touches"].get(act.touchpoint)
            if touch is None:
                continue
            _hit(row["delight" if given else "absence"], touch > 0 if given else touch < 0)
            if given and tenure is not None:
                _hit(self.tenures[act.name].setdefault(tenure, [0, 0]), touch > 0)

    def add_counts(self, other: Counts) -> None:
        """What was counted elsewhere, in a region, of the same acts."""
        for key, rates in other.waves.items():
            own = self.waves.setdefault(key, {name: [0, 0] for name in RATES})
            for name, count in rates.items():
                _more(own[name], count)
        for act, tenures in other.tenures.items():
            for tenure, count in tenures.items():
                _more(self.tenures[act].setdefault(tenure, [0, 0]), count)


def ratchet(counts: Counts, waves: Sequence[Mapping[str, Any]]) -> Told:
    """Every act over the waves, which of them turn into routine, and whether perks do so faster."""
    if not counts.acts:
        return Told(0, why="not_asked")
    numbers = [wave["number"] for wave in waves]
    series = {act: _series(counts, act, numbers) for act in counts.acts}
    deliveries = {act: sum(row["delivered"][0] for row in rows.values()) for act, rows in series.items()}
    if len(waves) < WAVES:
        return Told(sum(deliveries.values()), why="few_waves", wants=WAVES)
    enough = [act for act, rows in series.items() if _is_enough(rows)]
    trends = {
        (act, name): _trend(series[act], name) for act in enough for name in RATES if name != "delivered"
    }
    q = corrected({key: found.p if found else None for key, found in trends.items()})
    decays = {act: _decay(series[act]) for act in enough}
    acts = [
        _act(counts.acts[act], series[act], deliveries[act])
        | (
            _judged(counts, act, series[act], trends, q, decays[act])
            if act in decays
            else _untold(series[act])
        )
        for act in sorted(series, key=lambda act: (-deliveries[act], act))
        if deliveries[act]
    ]
    return Told(
        sum(deliveries.values()),
        {"waves": [dict(wave) for wave in waves], "acts": acts, "claim": _claim(counts.acts, decays)},
    )


def _hit(count: Count, hit: bool) -> None:
    count[0] += hit
    count[1] += 1


def _more(count: Count, other: Count) -> None:
    count[0] += other[0]
    count[1] += other[1]


def _series(counts: Counts, act: str, numbers: Sequence[int]) -> dict[int, dict[str, Count]]:
    nothing: dict[str, Count] = {name: [0, 0] for name in RATES}
    return {number: counts.waves.get((act, number), nothing) for number in numbers}


def _is_enough(rows: Mapping[int, dict[str, Count]]) -> bool:
    """Four waves with 20 deliveries each; waves with fewer are shown and left out of the tests."""
    return sum(row["delight"][1] >= DELIVERIES for row in rows.values()) >= WAVES


def _told(rows: Mapping[int, dict[str, Count]]) -> list[tuple[int, dict[str, Count]]]:
    return [(number, row) for number, row in rows.items() if row["delight"][1] >= DELIVERIES]


def _trend(rows: Mapping[int, dict[str, Count]], name: str) -> Trend | None:
    told = _told(rows)
    return cochran_armitage(
        [row[name][0] for _, row in told], [row[name][1] for _, row in told], [number for number, _ in told]
    )


def _decay(rows: Mapping[int, dict[str, Count]]) -> Decay | None:
    told = _told(rows)
    first = told[0][0]
    hits, tries = zip(*(row["delight"] for _, row in told), strict=True)
    return decay(hits, tries, [number - first for number, _ in told])


def _act(act: Act, rows: Mapping[int, dict[str, Count]], deliveries: int) -> Json:
    points = [
        {"wave": number, "n": row["delivered"][1]} | {name: _share(row[name]) for name in RATES}
        for number, row in rows.items()
        if row["delivered"][1]
    ]
    return {"act": act.name, "nature": act.nature, "deliveries": deliveries, "points": points}


def _share(count: Count) -> Json:
    k, n = count
    return share(proportion([k], [n]) if n else None, k, n, why="few_deliveries")


def _untold(rows: Mapping[int, dict[str, Count]]) -> Json:
    most = sorted((row["delight"][1] for row in rows.values()), reverse=True)[:WAVES]
    why = {"why": "few_deliveries", "n": most[-1] if most else 0, "wants": DELIVERIES}
    return {"trends": None, "decay": None, "tenure": None, "verdict": None, "advice": [], "withheld": why}


def _judged(
    counts: Counts,
    act: str,
    rows: Mapping[int, dict[str, Count]],
    trends: Mapping[tuple[str, str], Trend | None],
    q: Mapping[tuple[str, str], float | None],
    fading: Decay | None,
) -> Json:
    known = sum(n for _, n in counts.tenures[act].values())
    told = {name: _tested(trends[act, name], q[act, name]) for name in ("delight", "expected", "absence")}
    turning = is_turning(told["delight"], (told["expected"], told["absence"]))
    falls = _is_sure(told["delight"], -1)
    rising = _is_sure(told["delight"], 1)
    verdict = "turning" if turning else "fading" if falls else "rising" if rising else "steady"
    return {
        "trends": {name: _as_test(trends[act, name], q[act, name]) for name in told},
        "decay": _as_decay(fading, sum(row["delight"][1] for _, row in _told(rows))),
        "tenure": _as_tenure(counts.tenures[act], known),
        "verdict": verdict,
        "advice": _advice(counts.acts[act], turning, falls, told["absence"]),
        "withheld": None,
    }


def _tested(found: Trend | None, q: float | None) -> tuple[float, float] | None:
    return (found.z, q) if found is not None and q is not None else None


def _is_sure(found: tuple[float, float] | None, sign: int) -> bool:
    return found is not None and found[0] * sign > 0 and is_real(found[1])


def _as_test(found: Trend | None, q: float | None) -> Json:
    return test(found.p, q, found.z) if found else test(None, None, None) | {"z": None}


def _advice(act: Act, turning: bool, falls: bool, absence: tuple[float, float] | None) -> list[str]:
    """What has become expected is made the standard, or stopped where nobody misses it; a perk is made personal."""
    if not turning and not falls:
        return []
    missed = _is_sure(absence, 1)
    first = "make_standard" if missed or act.nature == "personal" else "stop"
    return [first, "make_personal"] if act.nature == "tangible" else [first]


def _as_tenure(rows: Mapping[int, Count], deliveries: int) -> Json | None:
    if deliveries < DELIVERIES:
        return None
    found = decay([k for k, _ in rows.values()], [n for _, n in rows.values()], list(rows))
    return _as_decay(found, deliveries)


def _as_decay(found: Decay | None, n: int) -> Json:
    """Slope and half-life; withheld where the answers go from all to none, and no finite slope fits them."""
    if found is None:
        return {name: withheld(n, "no_finite_slope") for name in ("slope", "half_life")}
    return {"slope": figure(found.slope, n), "half_life": figure(found.half_life, n)}


def _claim(acts: Mapping[str, Act], decays: Mapping[str, Decay | None]) -> Json:
    """The seed's claim: tangible perks wear off, a personal touch doesn't."""
    slopes = {
        nature: [one.slope for act, one in decays.items() if one and acts[act].nature == nature]
        for nature in ("tangible", "personal")
    }
    tangible, personal = (pooled_slope(slopes[nature]) for nature in ("tangible", "personal"))
    if tangible is None or personal is None:
        fewest = min(len(one) for one in slopes.values())
        return {"withheld": {"why": "few_deliveries", "n": fewest, "wants": 1}}
    apart = slope_difference(tangible, personal)
    shown = apart.p is not None and apart.p < LEVEL
    faster = "tangible_fades_faster" if apart.value < 0 else "personal_fades_faster"
    return {
        "tangible": figure(tangible, len(slopes["tangible"])),
        "personal": figure(personal, len(slopes["personal"])),
        "difference": figure(apart, len(decays)),
        "p": apart.p,
        "verdict": faster if shown else "not_shown",
    }
