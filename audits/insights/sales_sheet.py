"""A spreadsheet of sales by store and month, as messy as it came: mapped and judged row by row. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from audits.places.spreadsheet.headings import fold
from audits.places.spreadsheet.reading import Sheet

NEEDED = ("store", "month", "sales", "visitors")
# the words of a heading, folded, in three languages
WORDS: dict[str, tuple[str, ...]] = {
    "store": (
        "store",
        "store number",
        "store no",
        "shop",
        "boutique",
        "magasin",
        "code magasin",
        "numero",
        "المتجر",
    ),
    "month": ("month", "period", "date", "mois", "periode", "الشهر"),
    "sales": ("sales", "net sales", "turnover", "revenue", "ventes", "chiffre d'affaires", "ca", "المبيعات"),
    "visitors": ("visitors", "traffic", "footfall", "entries", "visiteurs", "trafic", "entrees", "الزوار"),
}
MOST_SALES, MOST_VISITORS = Decimal("999999999999.99"), 2_000_000_000


@dataclass(frozen=True, slots=True)
class SalesLine:
    """A store's month that can be taken; `month` is its first day."""

    store: UUID
    month: date
    sales: Decimal
    visitors: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row can't be taken; rows count as a spreadsheet does."""

    row: int
    column: str
    code: str  # store_unknown, month_unreadable, sales_unreadable, visitors_unreadable, repeated
    value: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def propose(headings: Sequence[str]) -> dict[str, str]:
    """Our column → heading, where a heading is one of its words or begins with one."""
    found: dict[str, str] = {}
    for name, words in WORDS.items():
        folded = [fold(word) for word in words]
        for heading in headings:
            said = fold(heading)
            if said in folded or any(said.startswith(word + " ") for word in folded):
                found.setdefault(name, heading)
    return found


def judged(
    sheet: Sheet, columns: Mapping[str, str], stores: Sequence[tuple[UUID, str, str]]
) -> tuple[list[SalesLine], list[Problem]]:
    """The rows that can be taken, and every problem of the others. Stores are `(id, number, name)`."""
    place = {name: sheet.headings.index(columns[name]) for name in NEEDED}
    known = _by_word(stores)
    seen: set[tuple[UUID, date]] = set()
    lines: list[SalesLine] = []
    problems: list[Problem] = []
    for row, cells in sheet.rows:
        told = {name: cells[at].strip() for name, at in place.items()}
        read = {
            "store": known.get(_word(told["store"])),
            "month": month_of(told["month"]),
            "sales": amount_of(told["sales"], most=MOST_SALES),
            "visitors": _count(told["visitors"]),
        }
        wrong = [name for name in NEEDED if read[name] is None]
        problems += [Problem(row, columns[name], _CODES[name], told[name][:120]) for name in wrong]
        if wrong:
            continue
        line = SalesLine(**read)  # type: ignore[arg-type]  # none of them is None
        if (line.store, line.month) in seen:
            problems.append(Problem(row, columns["month"], "repeated", told["month"][:120]))
            continue
        seen.add((line.store, line.month))
        lines.append(line)
    return lines, problems


_CODES = {"store": "store_unknown"} | {name: f"{name}_unreadable" for name in ("month", "sales", "visitors")}


def month_of(text: str) -> date | None:
    """`2026-03`, `2026-03-01`, `03/2026`, `01/03/2026`: its first day. Two readings that differ are none."""
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?(?:[T ].*)?", text):
        return _first(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        return _first(int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        a, b = int(found[1]), int(found[2])
        if a > 12 or (a == 1 and b <= 12):  # a day comes first
            return _first(int(found[3]), b)
        return _first(int(found[3]), a) if b > 12 or b == 1 else None
    return None


def amount_of(text: str, *, most: Decimal) -> Decimal | None:
    """A number as people write it: `12 345,67`, `12,345.67`, `€ 12.345,67`; None below 0 or where unclear."""
    bare = re.sub(r"[^\d.,+-]", "", text)
    commas, points = bare.count(","), bare.count(".")
    if commas and points:
        last = max(bare.rfind(","), bare.rfind("."))
        bare = re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    elif commas + points > 1 or re.search(r"[.,]\d{3}$", bare):
        bare = re.sub(r"[.,]", "", bare)
    else:
        bare = bare.replace(",", ".")
    try:
        found = Decimal(bare).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return found if 0 <= found <= most else None


def _count(text: str) -> int | None:
    found = amount_of(text, most=Decimal(MOST_VISITORS))
    return int(found) if found is not None and found == int(found) else None


def _first(year: int, month: int) -> date | None:
    return date(year, month, 1) if 1 <= month <= 12 and 1990 <= year <= 2100 else None


def _by_word(stores: Sequence[tuple[UUID, str, str]]) -> dict[str, UUID]:
    """Number → store; a name counts where only one store has it."""
    names: dict[str, list[UUID]] = {}
    for key, _, name in stores:
        names.setdefault(_word(name), []).append(key)
    found = {name: keys[0] for name, keys in names.items() if len(keys) == 1}
    return found | {_word(number): key for key, number, _ in stores}


def _word(text: str) -> str:
    return fold(text).lstrip("0")
