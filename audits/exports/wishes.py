"""What a person wants in a file, read and refused before anything is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audits.exports import queries
from audits.exports.contents import CONTENTS
from audits.exports.filters import read_filters
from audits.people.models import Person
from audits.refusals import refused

# The others are of visits alone. `state` is taken and changes nothing: figures count what is released.
OF_SCORECARDS = frozenset({"wave", "region", "store", "q", "state"})
SHAPES, FORMATS = ("wide", "long"), ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants in a file."""

    content: str
    shape: str
    file_format: str
    filters: Mapping[str, Any]
    brand: UUID

    def as_json(self) -> dict[str, Any]:
        """As the journal keeps it."""
        return {
            "content": self.content,
            "shape": self.shape,
            "file_format": self.file_format,
            "filters": dict(self.filters),
        }


def read_wish(person: Person, asked: Mapping[str, Any]) -> Wish:
    """What was asked for, in its one form. Refused as `invalid`, naming the fields, or `not_found` for a brand."""
    values = {
        "content": (asked.get("content") or "visits", tuple(CONTENTS)),
        "shape": (asked.get("shape") or "wide", SHAPES),
        "file_format": (asked.get("file_format") or "csv", FORMATS),
    }
    errors = {name: ["invalid"] for name, (value, allowed) in values.items() if value not in allowed}
    filters = asked.get("filters") or {}
    if not isinstance(filters, Mapping):
        errors["filters"] = ["invalid"]
    if errors:
        raise refused("invalid", errors=errors)
    kept = read_filters(filters)
    if values["content"][0] in ("scorecards", "insights") and (strange := kept.keys() - OF_SCORECARDS):
        raise refused("invalid", errors={"filters": {name: ["not_for_scorecards"] for name in strange}})
    chosen = {name: str(value) for name, (value, _) in values.items()}
    return Wish(**chosen, filters=kept, brand=_brand(person, filters.get("brand")))


def _brand(person: Person, asked: Any) -> UUID:
    """The brand that is named by id or slug; without a name the person's only one."""
    brands = queries.brands_of(person)
    for id, slug in brands.items():
        if asked in (str(id), slug) or (not asked and len(brands) == 1):
            return id
    if asked or not brands:
        raise refused("not_found")
    raise refused("invalid", errors={"filters": {"brand": ["required"]}})
