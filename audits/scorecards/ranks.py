"""A store's place among those that can be ranked. Kept by this process until the brand's scorecard changes."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from math import ceil, inf
from threading import Lock
from uuid import UUID

import numpy as np

from audits.scorecards.models import Scorecard
from audits.scorecards.network import Network
from audits.scorecards.shrinking import Drawn, draw, rank_between
from audits.scorecards.statistics import visits_for_rank
from audits.waves.models import Wave

MOST = 32  # waves whose ranks are kept, 400 kB each at 25,600 stores
_kept: OrderedDict[UUID, tuple[datetime | None, Drawn]] = OrderedDict()
_one_at_a_time = Lock()  # a process may read in several threads


def rank_of(own: Drawn, wave: Wave, network: Network, version: datetime | None) -> dict[str, int]:
    """`{rank, low, high, of}` of a shrunken score: 1 + the stores above it, of all with visits enough for a rank.

    `low` and `high` are between which ranks it stands, 95 %. `version` is when the brand's scorecard of the wave
    was computed; while it stands, nothing is read again.
    """
    found = _kept.get(wave.pk)
    if found is None or found[0] != version:
        found = (version, _ranked(wave, network))
    _keep(wave.pk, found)
    ranked, score = found[1], float(own.scores[0])
    low, high = rank_between(score, float(own.errors[0]), ranked)
    rank = 1 + int((ranked.scores > score + 1e-9).sum())
    return {"rank": rank, "low": min(low, rank), "high": max(high, rank), "of": len(ranked.scores)}


def _keep(wave: UUID, ranked: tuple[datetime | None, Drawn]) -> None:
    """As the one asked for last; what was asked for longest ago goes."""
    with _one_at_a_time:
        _kept[wave] = ranked
        _kept.move_to_end(wave)
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _ranked(wave: Wave, network: Network) -> Drawn:
    """The scores that stores are ranked by, of those with visits enough: `m + B(S − m)`."""
    least = visits_for_rank(tau=network.tau, sigma=network.sigma["score"])
    if least == inf:
        return draw([], [], network)
    cards = Scorecard.objects.filter(
        brand=wave.brand_id, wave=wave, level="store", score__isnull=False, n__gte=max(1, ceil(least - 1e-9))
    )
    rows = np.array(list(cards.values_list("score", "n")), dtype=float).reshape(-1, 2)
    return draw(rows[:, 0], rows[:, 1], network)
