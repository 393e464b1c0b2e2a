"""What lies ahead: Sasha's open assignments, Sam's, and two that are nobody's yet."""

from collections.abc import Container
from datetime import datetime, timedelta

from audits.management.demonstration.programme import open_next_wave
from audits.people.models import Person
from audits.places.models import Brand, Store
from audits.waves.models import Assignment, Scenario, Wave
from audits.waves.services import assign

ROOM = timedelta(hours=12)  # that an assignment must still have to count as open

# shopper, store, days from now, length of the window in days, fee
AHEAD: list[tuple[str, str, int, int, int]] = [
    ("Sasha", "MV-101", 0, 3, 65),
    ("Sasha", "MV-102", 3, 3, 70),
    ("Sasha", "MV-104", 9, 5, 60),
    ("Sam", "MV-103", 1, 4, 60),
    ("", "MV-106", 4, 7, 75),
    ("", "MV-204", 2, 7, 65),
]


def look_ahead(
    brand: Brand,
    cast: dict[str, Person],
    scenarios: list[Scenario],
    now: datetime,
    *,
    names: Container[str] = ("Sasha", "Sam", ""),
) -> int:
    """Make what is missing of `AHEAD` for these people; the number made. Sasha can start the first at once."""
    wave = Wave.objects.filter(brand=brand).select_related("edition", "checklist").latest("number")
    wave = open_next_wave(wave, now.date(), cast["Hana"])
    made = 0
    for at, (name, number, days, length, fee) in enumerate(AHEAD):
        if name not in names:
            continue
        shopper = cast.get(name)
        store = Store.objects.get(brand=brand, number=number)
        if not _is_there(store, shopper, now, starts_now=days == 0):
            start = _start(now, days)
            assign(
                wave=wave,
                store=store,
                shopper=shopper,
                window_from=start,
                window_to=start + timedelta(days=length),
                by=cast["Hana"],
                scenario=scenarios[at % len(scenarios)],
                fee=fee,
                expense_limit=20,
                currency=brand.currency,
            )
            made += 1
    return made


def _is_there(store: Store, shopper: Person | None, now: datetime, *, starts_now: bool) -> bool:
    state = Assignment.State.ASSIGNED if shopper else Assignment.State.OPEN
    open_ones = Assignment.objects.filter(store=store, shopper=shopper, state=state, window_to__gt=now + ROOM)
    return (open_ones.filter(window_from__lte=now) if starts_now else open_ones).exists()


def _start(now: datetime, days: int) -> datetime:
    """Today's window began an hour ago, a later one begins in the morning."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    return (hour + timedelta(days=days)).replace(hour=9) if days else hour - timedelta(hours=1)
