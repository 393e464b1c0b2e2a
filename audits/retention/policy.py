"""For how long what is kept. Pure; the defaults are those of figures.md, section 3."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

KEY = "retention"  # of a brand's policy
BY_COUNTRY = "retention_by_country"  # likewise: {"FR": {"photo_days": 90}}
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
        return cls(**terms_in(brand_policy.get(KEY)))

    def as_json(self) -> dict[str, int]:
        """The terms by name."""
        return asdict(self)

    def before(self, term: str, now: datetime) -> datetime:
        """What is older than this goes."""
        return now - timedelta(days=getattr(self, term))


@dataclass(frozen=True, slots=True)
class Terms:
    """A brand's terms, and what countries (two letters of ISO 3166-1) say otherwise."""

    brand: Policy
    own: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, brand_policy: Mapping[str, Any]) -> "Terms":
        """What a brand's policy says; a country of which nothing can be read has no terms of its own."""
        said = brand_policy.get(BY_COUNTRY)
        own = {country: terms_in(terms) for country, terms in said.items()} if isinstance(said, dict) else {}
        return cls(Policy.of(brand_policy), {country: terms for country, terms in own.items() if terms})

    def of_country(self, country: str) -> Policy:
        """Its own terms over the brand's."""
        return replace(self.brand, **self.own.get(country, {}))

    def apart(self, term: str) -> dict[int, list[str]]:
        """The countries that have said this term themselves, by days."""
        found: dict[int, list[str]] = {}
        for country, terms in sorted(self.own.items()):
            if term in terms:
                found.setdefault(terms[term], []).append(country)
        return found

    def soonest(self, term: str, now: datetime) -> datetime:
        """What is younger than this stays in every country."""
        return now - timedelta(days=min([getattr(self.brand, term), *self.apart(term)]))


def terms_in(said: object) -> dict[str, int]:
    """The terms in a document, by name; what is no number of days, or no term, is left out."""
    own = said if isinstance(said, dict) else {}
    return {field.name: own[field.name] for field in fields(Policy) if _is_term(own.get(field.name))}


def _is_term(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and LEAST <= value <= MOST
