"""Time zones: where they lie, whose they are, and which one a damaged name means."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

Place = tuple[float, float]  # degrees north, degrees east

# names that other systems made up, whose meaning is not in doubt
MADE_UP = {"Asia/Beijing": "Asia/Shanghai", "Asia/New_Delhi": "Asia/Kolkata"}
SHORTEST_CUT = 12  # letters that a name must have kept to be completed


@dataclass(frozen=True, slots=True)
class Zones:
    """The tz database's own table: each zone's country and its city's place."""

    country: dict[str, str]
    place: dict[str, Place]
    of_country: dict[str, tuple[str, ...]]


@cache
def table() -> Zones:
    """Read once from the tzdata package."""
    country: dict[str, str] = {}
    place: dict[str, Place] = {}
    of_country: dict[str, list[str]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, where, name = line.split("\t")[:3]
            country[name], place[name] = code, _place(where)
            of_country.setdefault(code, []).append(name)
    for target, name in _links():
        if target in place and name not in place:
            place[name], country[name] = place[target], country[target]
    return Zones(country, place, {code: tuple(names) for code, names in of_country.items()})


def _links() -> list[tuple[str, str]]:
    """Older names of zones: (the name of today, the older name)."""
    lines = (files("tzdata") / "zoneinfo" / "tzdata.zi").read_text("utf-8").splitlines()
    return [(words[1], words[2]) for line in lines if (words := line.split())[0] == "L"]


@cache
def countries() -> dict[str, str]:
    """Two letters by themselves and by the English name of the country, folded to lower case."""
    known: dict[str, str] = {}
    for line in (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name = line.split("\t")[:2]
            known[code.lower()] = known[name.lower()] = code
    return {**known, "uk": "GB", "united kingdom": "GB", "usa": "US", "united states of america": "US"}


def _place(where: str) -> Place:
    """ISO 6709 such as +4852+00220 or +404251-0740023, in degrees."""
    found = re.fullmatch(r"([+-]\d+)([+-]\d+)", where)
    assert found is not None
    return _degrees(found[1], 2), _degrees(found[2], 3)


def _degrees(digits: str, whole: int) -> float:
    sign, rest = (-1 if digits[0] == "-" else 1), digits[1:]
    minutes = int(rest[whole : whole + 2]) + int(rest[whole + 2 :] or 0) / 60
    return sign * (int(rest[:whole]) + minutes / 60)


def name_in(cell: str) -> str:
    """The zone's name in a cell such as `GMT+1:00 Europe/Andorra`."""
    words = [word for word in cell.split() if "/" in word]
    return words[-1] if words else cell.strip()


@cache
def judge(cell: str, country: str) -> tuple[str, str]:
    """The zone that a cell means in a country, and the code of a finding or ''.

    A zone that isn't sure comes back as '' where nothing at all can be said.
    """
    name = name_in(cell)
    zones = table()
    if name in available_timezones():
        if name.startswith("Etc/") or "/" not in name:
            return _only_zone(country) or name, "timezone_placeless"
        if country and zones.country.get(name, country) != country:
            return _only_zone(country) or name, "timezone_elsewhere"
        return name, ""
    return _meant(name, country), "timezone_unknown"


def _meant(name: str, country: str) -> str:
    """What an unknown name means: a known slip, the country's only zone, or a name that was cut."""
    known = MADE_UP.get(name, "")
    if known and table().country[known] == country:
        return known
    if only := _only_zone(country):
        return only
    if len(name) >= SHORTEST_CUT:
        whole = [zone for zone in sorted(available_timezones()) if zone.startswith(name)]
        if len(whole) == 1:
            return whole[0]
    return known


def _only_zone(country: str) -> str:
    names = table().of_country.get(country, ())
    return names[0] if len(names) == 1 else ""


@cache
def place_of(cell: str, country: str) -> Place | None:
    """Where the city of a cell's own zone lies, as written, put right only where the name is unknown."""
    name = name_in(cell)
    if name not in available_timezones():
        name = _meant(name, country)
    return table().place.get(name)
