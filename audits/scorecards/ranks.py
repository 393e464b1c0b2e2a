"""A store's place among those that can be ranked. Kept by this process until the brand's scorecard changes."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from math import ceil, inf
from uuid import UUID

import numpy as np

from audits.scorecards.models import Scorecard
from audits.scorecards.network import Network
from audits.scorecards.statistics import visits_for_rank
from audits.waves.models import Wave

MOST = 32  # waves whose ranks are kept, 200 kB each at 25,600 stores
_kept: OrderedDict[UUID, tuple[datetime | None, np.ndarray]] = OrderedDict()


def rank_of(score: float, wave: Wave, network: Network, version: datetime | None) -> dict[str, int]:
    """`{rank, of}` of a shrunken score: 1 + the stores above it, of all with visits enough for a rank.

    `version` is when the brand's scorecard of the wave was computed; while it stands, nothing is read again.
    """
    found = _kept.get(wave.pk)
    if found is None or found[0] != version:
        found = (version, _shrunken_scores(wave, network))
        _kept[wave.pk] = found
    _kept.move_to_end(wave.pk)
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    scores = found[1]
    return {"rank": 1 + int((scores > score + 1e-9).sum()), "of": len(scores)}


def _shrunken_scores(wave: Wave, network: Network) -> np.ndarray:
    """The scores that stores are ranked by, of those with visits enough: `m + B(S − m)`."""
    sigma, tau, mean = network.sigma["score"], network.tau, network.score.mean
    least = visits_for_rank(tau=tau, sigma=sigma)
    if least == inf:
        return np.empty(0)
    cards = Scorecard.objects.filter(
        brand=wave.brand_id, wave=wave, level="store", score__isnull=False, n__gte=max(1, ceil(least - 1e-9))
    )
    rows = np.array(list(cards.values_list("score", "n")), dtype=float).reshape(-1, 2)
    return np.asarray(mean + tau**2 / (tau**2 + sigma**2 / rows[:, 1]) * (rows[:, 0] - mean))
