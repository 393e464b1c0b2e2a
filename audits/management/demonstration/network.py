"""The places of the demonstration: real cities, invented houses and streets."""

from dataclasses import dataclass
from typing import Any

from audits.people.models import Person
from audits.places.models import Brand, Region, Store
from audits.places.services import found_brand, open_region, open_store


@dataclass(frozen=True, slots=True)
class House:
    """A store, and how well its people do: `standard` is the chance that a point is kept, `warmth` tips
    expectations below (negative) or beyond (positive)."""

    number: str
    name: str
    address: str
    city: str
    country: str
    postcode: str
    timezone: str
    lat: float
    lon: float
    standard: float
    warmth: float
    visits: int = 6  # released visits a wave


NORTH = [
    House("MV-101", "London, Ardley Row", "6 Ardley Row", "London", "GB", "W1S 9AR", "Europe/London", 51.5102, -0.1418, 0.87, 0.2),
    House("MV-102", "Paris, Passage Lenoir", "14 passage Lenoir", "Paris", "FR", "75008", "Europe/Paris", 48.8689, 2.3157, 0.92, 0.35),
    House("MV-103", "Amsterdam, Lindenhof", "Lindenhof 31", "Amsterdam", "NL", "1017 ZX", "Europe/Amsterdam", 52.3646, 4.8838, 0.88, 0.15),
    House("MV-104", "Brussels, Galerie Mercier", "Galerie Mercier 9", "Brussels", "BE", "1000", "Europe/Brussels", 50.8467, 4.3547, 0.85, 0.05),
    House("MV-105", "Copenhagen, Sankt Annæ Hus", "Sankt Annæ Hus 2", "Copenhagen", "DK", "1250", "Europe/Copenhagen", 55.6838, 12.5925, 0.95, 0.55),
    House("MV-106", "Stockholm, Norrlyckan", "Norrlyckan 18", "Stockholm", "SE", "114 99", "Europe/Stockholm", 59.3345, 18.0784, 0.84, 0.0),
    House("MV-107", "Dublin, Merrow Street", "40 Merrow Street", "Dublin", "IE", "D02 XM4", "Europe/Dublin", 53.3401, -6.2570, 0.83, 0.1, 2),
    House("MV-108", "Hamburg, Neuer Kai", "Neuer Kai 7", "Hamburg", "DE", "20459", "Europe/Berlin", 53.5485, 9.9872, 0.75, -0.3),
    House("MV-109", "Oslo, Kvartal Eide", "Kvartal Eide 5", "Oslo", "NO", "0250", "Europe/Oslo", 59.9139, 10.7522, 0.86, 0.1),
    House("MV-110", "Helsinki, Aleksis Piha", "Aleksis Piha 3", "Helsinki", "FI", "00100", "Europe/Helsinki", 60.1699, 24.9384, 0.89, 0.2),
    House("MV-111", "Antwerp, Diamanthof", "Diamanthof 12", "Antwerp", "BE", "2000", "Europe/Brussels", 51.2194, 4.4025, 0.85, 0.15),
    House("MV-112", "Edinburgh, Carrick Place", "21 Carrick Place", "Edinburgh", "GB", "EH2 3AA", "Europe/London", 55.9533, -3.1883, 0.9, 0.25),
]  # fmt: skip # a table
SOUTH = [
    House("MV-201", "Milan, Via Calastri", "Via Calastri 11", "Milan", "IT", "20121", "Europe/Rome", 45.4687, 9.1951, 0.93, 0.3),
    House("MV-202", "Rome, Vicolo Serpieri", "Vicolo Serpieri 3", "Rome", "IT", "00187", "Europe/Rome", 41.9053, 12.4810, 0.81, 0.25),
    House("MV-203", "Madrid, Calle Oriol", "Calle Oriol 25", "Madrid", "ES", "28001", "Europe/Madrid", 40.4265, -3.6865, 0.88, 0.1),
    House("MV-204", "Barcelona, Passatge Ferrer", "Passatge Ferrer 8", "Barcelona", "ES", "08007", "Europe/Madrid", 41.3917, 2.1649, 0.9, 0.4),
    House("MV-205", "Lisbon, Rua das Olarias Novas", "Rua das Olarias Novas 52", "Lisbon", "PT", "1250-099", "Europe/Lisbon", 38.7169, -9.1466, 0.79, -0.1),
    House("MV-206", "Vienna, Tuchgasse", "Tuchgasse 4", "Vienna", "AT", "1010", "Europe/Vienna", 48.2090, 16.3695, 0.91, 0.05),
    House("MV-207", "Athens, Odos Lykourgou", "Odos Lykourgou 16", "Athens", "GR", "106 73", "Europe/Athens", 37.9779, 23.7421, 0.86, 0.3),
    House("MV-208", "Nice, Rue du Mascaret", "2 rue du Mascaret", "Nice", "FR", "06000", "Europe/Paris", 43.6961, 7.2669, 0.82, -0.15),
    House("MV-209", "Florence, Via dei Lanari", "Via dei Lanari 7", "Florence", "IT", "50123", "Europe/Rome", 43.7696, 11.2558, 0.87, 0.2),
    House("MV-210", "Lyon, Rue Perrache-Noire", "18 rue Perrache-Noire", "Lyon", "FR", "69002", "Europe/Paris", 45.764, 4.8357, 0.84, 0.05),
    House("MV-211", "Valencia, Carrer dels Velluters", "Carrer dels Velluters 30", "Valencia", "ES", "46001", "Europe/Madrid", 39.4699, -0.3763, 0.88, 0.15),
    House("MV-212", "Naples, Vico Serpente", "Vico Serpente 4", "Naples", "IT", "80121", "Europe/Rome", 40.8518, 14.2681, 0.83, 0.1),
]  # fmt: skip # a table
SOREL = House("AS-1", "Geneva, Rue des Tanneries", "5 rue des Tanneries", "Geneva", "CH", "1204", "Europe/Zurich", 46.2030, 6.1466, 0.9, 0.2)  # fmt: skip # a table


def found_vaudrey(by: Person | None) -> Brand:
    """Maison Vaudrey with both its regions and all its stores."""
    brand = found_brand(
        slug="maison-vaudrey",
        name="Maison Vaudrey",
        by=by,
        colour="#1d4739",
        timezone="Europe/Paris",
        is_demonstration=True,
    )
    for name, houses in (("North", NORTH), ("South", SOUTH)):
        region = open_region(brand=brand, name=name, by=by)
        for house in houses:
            open_house(brand, region, house, by)
    return brand


def found_sorel(by: Person | None) -> Brand:
    """Atelier Sorel: another tenant, so that a wall between brands can be seen."""
    brand = found_brand(
        slug="atelier-sorel",
        name="Atelier Sorel",
        by=by,
        colour="#5a2a3c",
        timezone="Europe/Zurich",
        currency="CHF",
        is_demonstration=True,
    )
    open_house(brand, open_region(brand=brand, name="Alps", by=by), SOREL, by)
    return brand


def open_house(brand: Brand, region: Region, house: House, by: Person | None) -> Store:
    """The store of this house."""
    facts: dict[str, Any] = {
        word: getattr(house, word)
        for word in ("address", "city", "country", "postcode", "timezone", "lat", "lon")
    }
    return open_store(brand=brand, region=region, number=house.number, name=house.name, by=by, **facts)


APART = (
    "MV-101",
    "MV-107",
    "MV-108",
    "MV-203",
    "MV-205",
)  # Stella's, the small one, those with a story of their own


def quiet_houses() -> list[str]:
    """Numbers of the stores that anything may be planted in."""
    return [house.number for house in (*NORTH, *SOUTH) if house.number not in APART]


def house_of(store: Store) -> House:
    """The house that a store of the demonstration was opened from."""
    return next(house for house in (*NORTH, *SOUTH, SOREL) if house.number == store.number)
