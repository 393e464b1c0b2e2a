"""One row: the store it stands for, and everything found in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from audits.places.spreadsheet import texts, zones
from audits.places.spreadsheet.coordinates import degrees
from audits.places.spreadsheet.findings import Finding

LONGEST = {
    "number": 40,
    "name": 160,
    "address": 300,
    "city": 120,
    "state": 60,
    "country": 60,
    "postcode": 20,
    "phone": 40,
    "region": 120,
    "timezone": 64,
}
# how many digits a country's postcodes have; fewer means that a spreadsheet ate the zeros
POSTCODE_DIGITS = {"US": (5, 9), "MX": (5,), "CN": (6,), "FR": (5,), "DE": (5,), "IT": (5,), "ES": (5,)}


@dataclass(slots=True)
class Row:
    """A store on its way in. `findings` that refuse keep it out."""

    row: int
    number: str = ""
    name: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    postcode: str = ""
    phone: str = ""
    timezone: str = ""
    region: str = ""
    brand: str = ""
    lat: float | None = None
    lon: float | None = None
    columns: dict[str, str] = field(default_factory=dict)  # headings without a place of ours
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_taken(self) -> bool:
        """Nothing found refuses it."""
        return not any(finding.refuses for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are read: our column → its heading and place, swapped or not, what may be missing."""

    headings: Mapping[str, str]
    at: Mapping[str, int]
    others: tuple[tuple[str, int], ...]  # headings that are kept as they are
    may_be_missing: frozenset[str] = frozenset()


def judge(number: int, cells: list[str], plan: Plan) -> Row:
    """The row as a store, with its findings."""
    row = Row(number)
    for column, at in plan.at.items():
        if column not in ("lat", "lon"):
            setattr(row, column, _text(row, column, cells[at], plan))
    row.columns = {heading: value for heading, at in plan.others if (value := texts.tidied(cells[at]))}
    _country(row, plan)
    for column, check in CHECKS.items():
        if column in plan.at:
            check(row, plan)
    if "lat" in plan.at and "lon" in plan.at:
        _coordinates(row, cells, plan)
    return row


def _find(row: Row, plan: Plan, column: str, code: str, value: str, became: str = "") -> None:
    row.findings.append(Finding(row.row, plan.headings[column], code, value, became))


def _text(row: Row, column: str, cell: str, plan: Plan) -> str:
    """The cell tidied; what was wrong with its letters is noted."""
    text = cell
    if texts.WINDOWS.search(cell):
        text = texts.repaired(cell)
        _find(row, plan, column, "text_repaired", cell, texts.tidied(text))
    if texts.DAMAGED.search(text):
        _find(row, plan, column, "text_damaged", cell)
    if '"' in text:
        _find(row, plan, column, "quotation_mark", cell)
    text = texts.tidied(text)
    if len(text) > LONGEST.get(column, 300):
        _find(row, plan, column, "too_long", text)
    return text


def _country(row: Row, plan: Plan) -> None:
    if "country" not in plan.at or not row.country:
        return
    known = zones.countries().get(row.country.casefold())
    if known is None:
        _find(row, plan, "country", "country_unknown", row.country)
    row.country = known or ""


def _needed(column: str) -> Callable[[Row, Plan], None]:
    """A check that the column says something; a placeholder says nothing."""

    def check(row: Row, plan: Plan) -> None:
        value = getattr(row, column)
        if value and not (column != "number" and texts.is_placeholder(value)):
            return
        setattr(row, column, "")
        if column not in plan.may_be_missing:
            _find(row, plan, column, f"{column}_missing", value)

    return check


def _optional(column: str) -> Callable[[Row, Plan], None]:
    """A check that leaves placeholders out."""

    def check(row: Row, plan: Plan) -> None:
        value = getattr(row, column)
        if value and texts.is_placeholder(value):
            setattr(row, column, "")
            _find(row, plan, column, "placeholder", value)

    return check


def _postcode(row: Row, plan: Plan) -> None:
    _optional("postcode")(row, plan)
    digits = row.postcode
    wanted = POSTCODE_DIGITS.get(row.country, ())
    if digits.isascii() and digits.isdigit() and len(digits) + 1 in wanted and len(digits) not in wanted:
        _find(row, plan, "postcode", "postcode_short", digits)


def _phone(row: Row, plan: Plan) -> None:
    _optional("phone")(row, plan)
    if sum(sign.isalpha() for sign in row.phone) > 5:
        _find(row, plan, "phone", "phone_has_words", row.phone)


def _timezone(row: Row, plan: Plan) -> None:
    cell = row.timezone
    if not cell:
        return
    row.timezone, code = zones.judge(cell, row.country)
    if code:
        _find(row, plan, "timezone", code, cell, row.timezone)


def _coordinates(row: Row, cells: list[str], plan: Plan) -> None:
    written = {column: cells[plan.at[column]].strip() for column in ("lat", "lon")}
    if not all(written.values()):
        column = "lat" if not written["lat"] else "lon"
        if "coordinates" not in plan.may_be_missing:
            _find(row, plan, column, "coordinates_missing", "")
        return
    for column, most in (("lat", 90), ("lon", 180)):
        number = degrees(written[column])
        if number is None:
            _find(row, plan, column, "coordinate_no_number", written[column])
        elif abs(number) > most:
            _find(row, plan, column, "coordinate_impossible", written[column])
        else:
            setattr(row, column, number)


CHECKS: dict[str, Callable[[Row, Plan], None]] = {
    "number": _needed("number"),
    "name": _needed("name"),
    "city": _needed("city"),
    "address": _needed("address"),
    "state": _optional("state"),
    "region": _optional("region"),
    "postcode": _postcode,
    "phone": _phone,
    "timezone": _timezone,
}
