"""The list of what was planted, kept in the journal: with it the product's figures can be judged later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from audits.journal.models import Entry
from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Brand, Region, Store

VERB = "demonstration.planted"


@dataclass(frozen=True, slots=True)
class Planted:
    """One effect, or a control where there is none.

    `insight` I1 to I13, `kind` as in the API; `name` says which of its figures; `size` in that figure's unit: of a
    control it is what stands there when there is nothing to find, `meant` what the seed drew before whole visits
    were made of it.
    """

    insight: str
    kind: str
    name: str
    is_control: bool
    level: str
    subject: str  # id
    where: str  # its name
    size: float
    meant: float


def keep(brand: Brand, seed: int, planted: list[Planted], by: Person) -> None:
    """Write the list into the journal."""
    note(
        VERB, brand, by=by, brand=brand.pk, detail={"seed": seed, "planted": [asdict(one) for one in planted]}
    )


def kept(brand: Brand) -> tuple[int, list[Planted]] | None:
    """The seed and the list; None where nothing was planted."""
    line = Entry.objects.filter(verb=VERB, subject=str(brand.pk)).order_by("-id").first()
    if line is None:
        return None
    return line.detail["seed"], [Planted(**one) for one in line.detail["planted"]]


@dataclass(frozen=True, slots=True)
class Places:
    """Everything that an effect may be planted in, by the names that the plan uses."""

    brand: Brand
    regions: Mapping[str, Region]
    stores: Mapping[str, Store]

    @classmethod
    def of(cls, brand: Brand) -> Places:
        """The brand's own."""
        return cls(
            brand,
            {region.name: region for region in Region.objects.filter(brand=brand)},
            {store.number: store for store in Store.objects.filter(brand=brand).select_related("region")},
        )

    def other(self, region: str) -> str:
        """The region where it was not planted."""
        return next(name for name in self.regions if name != region)

    def subject(self, level: str, name: str) -> tuple[UUID, str]:
        """Id and name of a region by its name, a store by its number, else the brand."""
        if level == "region":
            return self.regions[name].pk, name
        if level == "store":
            return self.stores[name].pk, self.stores[name].name
        return self.brand.pk, self.brand.name


@dataclass(slots=True)
class Listing:
    """Writes the list, an effect with its control at a time."""

    places: Places
    lines: list[Planted]

    def add(
        self,
        insight: str,
        kind: str,
        name: str,
        size: float,
        *,
        meant: float | None = None,
        region: str = "",
        store: str = "",
        is_control: bool = False,
    ) -> None:
        """One line; of the brand where neither region nor store is named."""
        level = "region" if region else "store" if store else "brand"
        subject, where = self.places.subject(level, region or store)
        drawn = size if meant is None else meant
        self.lines.append(
            Planted(
                insight, kind, name, is_control, level, str(subject), where, round(size, 4), round(drawn, 4)
            )
        )

    def control(self, insight: str, kind: str, name: str, size: float = 0.0, **where: Any) -> None:
        """A line where there is nothing to find."""
        self.add(insight, kind, name, size, is_control=True, **where)

    def __iter__(self) -> Iterator[Planted]:
        return iter(self.lines)
