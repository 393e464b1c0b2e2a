"""What is another brand's and what isn't there: whether the time of a 404 tells them apart."""

import http.client
import math
import time
from collections.abc import Iterator, Sequence
from random import Random
from statistics import median
from uuid import uuid4

from bench.grounds import Ground
from bench.table import Figure

PAIRS = 600
# beyond this many standard deviations a likeness is none: one run in a thousand, where there is no difference
SIGMA = 3.29


def told_apart(ground: Ground, brand: str) -> Iterator[Figure]:
    """For each kind of thing: how often another brand's took longer than nothing, of pairs asked in turn. One half
    says that nobody learns anything; the aim's width is that of chance alone."""
    ground.seed("theirs", stores=PAIRS, visits=PAIRS, waves=1)
    token = ground.inside("stage", brand, "reviewer", "1")["tokens"]["hq"]
    theirs = ground.inside("theirs", "theirs", str(PAIRS))
    with ground.web() as port:
        for kind, keys in theirs.items():
            there, absent = _asked(port, token, kind, keys)
            yield _figure(ground, kind, there, absent)


def _asked(port: int, token: str, kind: str, keys: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each 404: of their things, and of nothing, asked in an order drawn anew for each pair."""
    line, chance = http.client.HTTPConnection("127.0.0.1", port, timeout=60), Random(1)
    took: dict[bool, list[float]] = {True: [], False: []}
    for number, key in enumerate([*keys[:50], *keys]):
        for is_theirs in chance.sample((True, False), 2):
            milliseconds = _once(line, token, f"/api/v1/{kind}/{key if is_theirs else uuid4()}")
            if number >= 50:  # the first ones warm it up
                took[is_theirs].append(milliseconds)
    return took[True], took[False]


def _once(line: http.client.HTTPConnection, token: str, path: str) -> float:
    began = time.perf_counter()
    line.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = line.getresponse()
    answer.read()
    if answer.status != 404:
        raise SystemExit(f"{path}: {answer.status}")
    return (time.perf_counter() - began) * 1000


def _figure(ground: Ground, kind: str, there: Sequence[float], absent: Sequence[float]) -> Figure:
    share, width = longer(there, absent), SIGMA * math.sqrt((2 * len(there) + 1) / 12) / len(there)
    ours, nothing = median(there), median(absent)
    return Figure(
        f"404 for another brand's {kind}, beside nothing's",
        ground.engine,
        f"{ours:.2f} ms, longer in {share:.3f} of comparisons",
        f"{nothing:.2f} ms",
        ours / nothing,
        f"0.5 ± {width:.3f}",
        abs(share - 0.5) <= width,
    )


def longer(some: Sequence[float], others: Sequence[float]) -> float:
    """How likely one of `some` is larger than one of `others`, equals counted half: the Mann-Whitney statistic over
    the number of comparisons."""
    ranked = sorted([(value, 0) for value in some] + [(value, 1) for value in others])
    beaten, before, at = 0.0, 0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        equal = [which for _, which in ranked[at:end]]
        beaten += equal.count(0) * (before + equal.count(1) / 2)
        before += equal.count(1)
        at = end
    return beaten / (len(some) * len(others))
