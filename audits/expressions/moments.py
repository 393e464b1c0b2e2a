"""Dates and moments as text: `2026-03-11`, `2026-03-11T15:04:00.000+01:00`.

A date is a whole number of days since 1970-01-01; a moment is an instant, counted in days too. The
calendar is the proleptic Gregorian one, reckoned in whole numbers (Howard Hinnant, "chrono-compatible
low-level date algorithms"), so that Python and TypeScript can't differ.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

DAY = 86_400_000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed")  # 1970-01-01 was a Thursday
_FIRST, _LAST = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31, in days
_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """`wall`: milliseconds from 1970-01-01T00:00 on the clock where it was; `zone`: minutes east of UTC.

    A date is `whole`: it has no clock and no zone.
    """

    wall: int
    zone: int
    whole: bool

    @property
    def instant(self) -> int:
        """Milliseconds since the epoch; a date counts from its midnight in UTC."""
        return self.wall - self.zone * 60_000

    @property
    def days(self) -> float:
        """Days since 1970-01-01: whole for a date, with a fraction for a moment."""
        return self.instant / DAY


def read_moment(text: str) -> Moment | None:
    """The date or moment that a text spells, or None. A moment without a zone is in UTC."""
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    days = _days(year, month, day)
    zone = _zone(found[8])
    if _civil(days) != (year, month, day) or year == 0 or hour > 23 or max(minute, second) > 59:
        return None
    if zone is None:
        return None
    milliseconds = int((found[7] or "")[:3].ljust(3, "0"))
    clock = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
    return Moment(days * DAY + clock, zone, found[4] is None)


def moment_of(days: float, zone: int) -> Moment | None:
    """A whole number is a date; any other is a moment, seen in `zone` (minutes east). None out of years."""
    if not math.isfinite(days) or not _FIRST <= days < _LAST:
        return None
    if days == math.floor(days):
        return Moment(int(days) * DAY, 0, True)
    return Moment(math.floor(days * DAY + 0.5) + zone * 60_000, zone, False)


def date_text(moment: Moment) -> str:
    """`2026-03-11`, the day on the moment's own calendar."""
    return "{:04d}-{:02d}-{:02d}".format(*_civil(moment.wall // DAY))


def moment_text(moment: Moment) -> str:
    """`2026-03-11T15:04:00.000+01:00`."""
    hour, minute, second, milliseconds = _clock(moment)
    sign, zone = "-" if moment.zone < 0 else "+", abs(moment.zone)
    clock = f"{hour:02d}:{minute:02d}:{second:02d}.{milliseconds:03d}"
    return f"{date_text(moment)}T{clock}{sign}{zone // 60:02d}:{zone % 60:02d}"


def format_moment(moment: Moment, pattern: str) -> str:
    """ODK's `format-date` signs, on the moment's own clock; months and weekdays in English."""
    year, month, day = _civil(moment.wall // DAY)
    hour, minute, second, milliseconds = _clock(moment)
    signs = {
        "%": "%", "Y": f"{year:04d}", "y": f"{year % 100:02d}", "m": f"{month:02d}", "n": str(month),
        "b": MONTHS[month - 1], "d": f"{day:02d}", "e": str(day), "H": f"{hour:02d}", "h": str(hour),
        "M": f"{minute:02d}", "S": f"{second:02d}", "3": f"{milliseconds:03d}",
        "a": WEEKDAYS[moment.wall // DAY % 7],
    }  # fmt: skip # a table
    return re.sub("%(.)", lambda sign: signs.get(sign[1], sign[0]), pattern, flags=re.DOTALL)


def before(a: Moment, b: Moment) -> int:
    """How many milliseconds `b` comes after `a`. A date beside a moment is midnight on that moment's clock."""
    if a.whole or b.whole:
        return b.wall - a.wall
    return b.instant - a.instant


def _clock(moment: Moment) -> tuple[int, int, int, int]:
    seconds, milliseconds = divmod(moment.wall % DAY, 1000)
    return seconds // 3600, seconds // 60 % 60, seconds % 60, milliseconds


def _zone(text: str | None) -> int | None:
    if not text or text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 23 or minutes > 59:
        return None
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def _days(year: int, month: int, day: int) -> int:
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def _civil(days: int) -> tuple[int, int, int]:
    era, of_era = divmod(days + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    march = (5 * of_year + 2) // 153
    month = (march + 2) % 12 + 1
    return era * 400 + year + (month <= 2), month, of_year - (153 * march + 2) // 5 + 1
