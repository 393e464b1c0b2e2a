"""The band of a grade: green, amber or red."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Bands:
    """From which percentage on a grade is green, and from which amber."""

    green: Fraction = Fraction(90)
    amber: Fraction = Fraction(80)

    @classmethod
    def of(cls, brand: Mapping[str, Any] | None) -> "Bands":
        """A brand's own bands, `{"green": 90, "amber": "79.5"}`; what it does not say stays the default."""
        chosen = {
            name: Fraction(str(value)) for name, value in (brand or {}).items() if name in ("green", "amber")
        }
        return cls(**chosen)

    def band(self, share: Fraction | None, *, is_critical: bool) -> str | None:
        """The band of an exact share (0 to 1). A critical visit is red whatever it scored."""
        if is_critical:
            return "red"
        if share is None:
            return None
        if share * 100 >= self.green:
            return "green"
        return "amber" if share * 100 >= self.amber else "red"
