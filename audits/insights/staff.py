"""What staff answered by anonymous link: an answer's mean alone, and only where there are enough answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import fsum
from uuid import UUID

from audits.insights.models import PulseAnswer
from audits.places.models import Brand
from audits.waves.models import Wave

ENOUGH = 5  # answers below which a pulse says nothing, to anybody
ITEMS = ("proud", "free_to_decide", "listened_to", "equipped", "respected")
LEAST, MOST = 1, 5


def pulse_by_store(brand: Brand, waves: Sequence[Wave]) -> dict[UUID, list[float]]:
    """Store → of each answer its mean over the five items, 1 to 5. Pulses with fewer than five answers are left out."""
    by_pulse: dict[tuple[UUID, UUID], list[float]] = defaultdict(list)
    rows = PulseAnswer.objects.filter(pulse__store__brand=brand, pulse__wave__in=[wave.pk for wave in waves])
    for store, pulse, marks in rows.values_list("pulse__store", "pulse", "items"):
        by_pulse[store, pulse].append(fsum(marks) / len(marks))
    told: dict[UUID, list[float]] = defaultdict(list)
    for (store, _), means in by_pulse.items():
        if len(means) >= ENOUGH:
            told[store] += means
    return dict(told)
