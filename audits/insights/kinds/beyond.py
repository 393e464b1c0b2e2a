"""Excellence surplus per touchpoint (I1), and net promoter. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import scipy  # its parts are loaded when they are used

from audits.insights.gathered import Gathered
from audits.insights.shapes import Json, Told, corrected, figure, is_real, share, test
from audits.insights.statistics.estimates import Estimate, Z
from audits.insights.statistics.ratios import means_over_stores, proportion, ratio
from audits.scorecards import statistics

WANTS = {"store": 6, "region": 20, "brand": 20}
EDGES = (-1.0, 1.0)


def surplus(found: Gathered, level: str, order: Sequence[str]) -> Told:
    """Do we give more than expected, and where? Touchpoints in `order`, then any others."""
    if found.visits < WANTS[level]:
        return Told(found.visits, why="few_visits", wants=WANTS[level])
    names = [name.removeprefix("net:") for name in found.table if name.startswith("net:")]
    if not names:
        return Told(found.visits, why="not_asked")
    place = {name: at for at, name in enumerate(order)}
    nets = {name: _net(found, f"net:{name}", level) for name in names}
    q = corrected({name: one.p for name, one in nets.items()})
    means, _ = found.sums("overall")
    return Told(
        found.visits,
        {
            "overall": figure(
                means_over_stores(means, bounds=EDGES) if means else None, found.told["overall"]
            ),
            "touchpoints": [
                _touchpoint(found, name, nets[name], q[name])
                for name in sorted(names, key=lambda name: (place.get(name, len(place)), name))
            ],
            "stores": found.stores,
        },
    )


def promoters(found: Gathered, level: str) -> Told:
    """Would they recommend us: nine and ten less six and below, of all."""
    n = int(found.total("promoter_net")[1])
    if not n:
        return Told(0, why="not_asked" if found.visits else "few_visits", wants=WANTS["store"])
    if n < WANTS["store"]:
        return Told(n, why="few_visits", wants=WANTS["store"])
    shares = {name: _share(found, name) for name in ("promoters", "detractors")}
    return Told(n, {"net": figure(_net(found, "promoter_net", level), n), **shares})


def _net(found: Gathered, name: str, level: str) -> Estimate:
    """Net of beyond and below: for one store `√((p₊ + p₋ − N²)/n)` as on its scorecard, else over stores."""
    tops, bottoms = found.sums(name)
    if level != "store" and len(tops) > 1:
        return ratio(tops, bottoms, bounds=EDGES)
    beyond, below = (sum(found.sums(one)[0]) for one in _sides(name))
    interval = statistics.net(int(beyond), int(below), int(sum(bottoms)))
    return _with_p(interval)


def _sides(name: str) -> tuple[str, str]:
    if name == "promoter_net":
        return "promoters", "detractors"
    touchpoint = name.removeprefix("net:")
    return f"exceed:{touchpoint}", f"short:{touchpoint}"


def _with_p(interval: statistics.Interval) -> Estimate:
    assert interval.low is not None and interval.high is not None  # a net always has an interval
    half = max(interval.high - interval.value, interval.value - interval.low)
    se = half / Z
    p = float(2 * scipy.stats.norm.sf(abs(interval.value) / se)) if se else None
    return Estimate(interval.value, interval.low, interval.high, p, se)


def _touchpoint(found: Gathered, name: str, net: Estimate, q: float | None) -> Json:
    n = int(found.total(f"net:{name}")[1])
    sure = is_real(q) and net.leaves_out_zero
    return {
        "name": name,
        "net": figure(net, n),
        "exceed": _share(found, f"exceed:{name}"),
        "shortfall": _share(found, f"short:{name}"),
        "test": test(net.p, q),
        "is_excellent": sure and net.value > 0,
        "is_short": sure and net.value < 0,
    }


def _share(found: Gathered, name: str) -> Json:
    k, n = found.total(name)
    return share(proportion(*found.sums(name)), k, int(n))
