"""For how long what is kept. Pure; the defaults are those of figures.md, section 3."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

KEY = "retention"  # of a brand's policy
LEAST, MOST = 1, 3650  # days


@dataclass(frozen=True, slots=True)
class Policy:
    """Days. Places, photos and answers count from the arrival of the visit, receipts from the day of pay."""

    place_days: int = 30
    receipt_days: int = 60
    photo_days: int = 180
    answer_days: int = 730

    @classmethod
    def of(cls, brand_policy: Mapping[str, Any]) -> "Policy":
        """A brand's own terms over the defaults; what is no number of days counts as not said."""
        said = brand_policy.get(KEY)
        own = said if isinstance(said, dict) else {}
        known = {field.name: own[field.name] for field in fields(cls) if _is_term(own.get(field.name))}
        return cls(**known)

    def as_json(self) -> dict[str, int]:
        """The terms by name."""
        return asdict(self)

    def before(self, term: str, now: datetime) -> datetime:
        """What is older than this goes."""
        return now - timedelta(days=getattr(self, term))


def _is_term(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and LEAST <= value <= MOST
