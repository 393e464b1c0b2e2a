"""What staff answered by anonymous link: an answer's mean alone, once the pulse is closed, and only where there are
enough answers.

While a pulse is open nothing is told: of five answers today and six tomorrow the difference is one person's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import fsum
from uuid import UUID

from django.utils import timezone

from audits.insights.models import Pulse, PulseAnswer
from audits.places.models import Brand
from audits.waves.models import Wave

ENOUGH = 5  # answers below which a pulse says nothing, to anybody
ITEMS = ("proud", "free_to_decide", "listened_to", "equipped", "respected")
LEAST, MOST = 1, 5


def pulse_by_store(brand: Brand, waves: Sequence[Wave]) -> dict[UUID, list[float]]:
    """Store → of each answer its mean over the five items, 1 to 5, of pulses that are closed.

    Pulses with fewer than five answers are left out.
    """
    by_pulse: dict[tuple[UUID, UUID], list[float]] = defaultdict(list)
    closed = Pulse.objects.filter(
        store__brand=brand, wave__in=[wave.pk for wave in waves], closes__lt=timezone.now().date()
    )
    rows = PulseAnswer.objects.filter(pulse__in=closed)
    for store, pulse, marks in rows.values_list("pulse__store", "pulse", "items"):
        by_pulse[store, pulse].append(fsum(marks) / len(marks))
    told: dict[UUID, list[float]] = defaultdict(list)
    for (store, _), means in by_pulse.items():
        if len(means) >= ENOUGH:
            told[store] += means
    return dict(told)
