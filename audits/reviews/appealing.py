"""Until when, and how often, a store may appeal. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def appealable_until(released_at: datetime, *, zone: str, days: int) -> datetime:
    """The last moment for an appeal: so many days after the end of the week of the release at the store.

    Counted from the end of the week, the deadline tells a store no more than the week.
    """
    day = released_at.astimezone(ZoneInfo(zone)).date()
    next_monday = day + timedelta(days=7 - day.weekday())
    return datetime.combine(next_monday + timedelta(days=days), time(), ZoneInfo(zone))


def standing_of(*, now: datetime, until: datetime, spent: int, limit: int) -> str:
    """The refusal that an appeal would meet now, '' for none. `spent` of `limit`: the store's in this wave."""
    if now >= until:
        return "appeal_too_late"
    return "appeals_used_up" if spent >= limit else ""
