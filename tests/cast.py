"""The cast of characters: Sasha and Sam shop, Rita reviews, Stella keeps a store, Mona manages the north,
Otto the south, Hana is at headquarters, and Zoe is headquarters of another brand.

Real rows of real models, made by the rooms' own services where there are any.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from audits.checklists.models import Checklist, Edition
from audits.checklists.workbook import read_workbook
from audits.people.models import Person, Post, Role, Token
from audits.places.models import Brand, Region, Store
from audits.waves.models import Assignment, Wave

WORKBOOKS = Path(__file__).parent / "workbooks"
PASSWORD = "correct horse battery"


@dataclass
class Cast:
    """Everybody and everything that a test can rely on."""

    brand: Brand
    other_brand: Brand
    north: Region
    south: Region
    lille: Store  # in the north; Stella's
    rouen: Store  # in the north
    nice: Store  # in the south
    elsewhere: Store  # of the other brand
    checklist: Checklist
    edition: Edition
    wave: Wave
    assignment: Assignment  # Sasha's, at Lille
    other_wave: Wave
    other_assignment: Assignment  # of the other brand, nobody's of this one
    sasha: Person
    sam: Person
    rita: Person
    stella: Person
    mona: Person
    otto: Person
    hana: Person
    zoe: Person
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, person: Person) -> str:
        """A personal token of this person, made once."""
        return self.tokens.setdefault(person.email, a_token(person))

    def bearer(self, person: Person) -> dict[str, str]:
        """Headers with which this person's program comes in."""
        return {"Authorization": f"Bearer {self.token(person)}"}


def a_cast() -> Cast:
    """Two brands, their places and people, the boutique checklist, a wave, an assignment of Sasha's."""
    brand, other = a_brand("maison-vaudrey", "Maison Vaudrey"), a_brand("atelier-zoe", "Atelier Zoé")
    north, south = a_region(brand, "North"), a_region(brand, "South")
    lille = a_store(north, "L01", "Lille", lat=50.6366, lon=3.0635)
    rouen = a_store(north, "R02", "Rouen", lat=49.4404, lon=1.0939)
    nice = a_store(south, "N03", "Nice", lat=43.6961, lon=7.2718)
    elsewhere = a_store(a_region(other, "All"), "Z01", "Genève", lat=46.2044, lon=6.1432)
    people = _people(brand, other, north, south, lille)
    edition = an_edition(brand)
    wave = a_wave(edition, number=1)
    other_edition = an_edition(other)
    other_wave = a_wave(other_edition, number=1)
    return Cast(
        brand=brand,
        other_brand=other,
        north=north,
        south=south,
        lille=lille,
        rouen=rouen,
        nice=nice,
        elsewhere=elsewhere,
        checklist=edition.checklist,
        edition=edition,
        wave=wave,
        assignment=an_assignment(wave, lille, people["sasha"]),
        other_wave=other_wave,
        other_assignment=an_assignment(other_wave, elsewhere, None),
        tokens={},
        **people,
    )


def _people(brand: Brand, other: Brand, north: Region, south: Region, lille: Store) -> dict[str, Person]:
    return {
        "sasha": a_person("sasha", brand, Role.SHOPPER),
        "sam": a_person("sam", brand, Role.SHOPPER),
        "rita": a_person("rita", brand, Role.REVIEWER),
        "stella": a_person("stella", brand, Role.STORE, store=lille),
        "mona": a_person("mona", brand, Role.REGION, region=north),
        "otto": a_person("otto", brand, Role.REGION, region=south),
        "hana": a_person("hana", brand, Role.HQ, schedules=True),
        "zoe": a_person("zoe", other, Role.HQ, schedules=True),
    }


def a_brand(slug: str, name: str) -> Brand:
    return Brand.objects.create(slug=slug, name=name, timezone="Europe/Paris")


def a_region(brand: Brand, name: str) -> Region:
    return Region.objects.create(brand=brand, name=name, slug=name.lower())


def a_store(region: Region, number: str, name: str, **fields: Any) -> Store:
    defaults = {"city": name, "country": "FR", "timezone": "Europe/Paris"}
    return Store.objects.create(
        brand_id=region.brand_id, region=region, number=number, name=name, **(defaults | fields)
    )


def a_person(name: str, brand: Brand, role: Role, **bounds: Any) -> Person:
    """Somebody with one post. The password is `PASSWORD`, hashed only when a test signs in by it."""
    person = Person.objects.create(
        email=f"{name}@demo.example", name=name.capitalize(), alias=f"{name[:2].upper()}-{name}"
    )
    Post.objects.create(person=person, brand=brand, role=role, **bounds)
    return person


def a_token(person: Person, *, days: int = 30) -> str:
    token = secrets.token_urlsafe(24)
    Token.objects.create(
        person=person,
        digest=hashlib.sha256(token.encode()).hexdigest(),
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token


@cache
def printed(workbook: str = "boutique_visit.xlsx") -> tuple[bytes, str, str]:
    """The printed edition of a workbook in tests/workbooks with its form's id and title; read once a run."""
    read = read_workbook(workbook, (WORKBOOKS / workbook).read_bytes())
    form = read.document["form"]
    return read.edition, form["id"], form["title"]


def an_edition(brand: Brand, workbook: str = "boutique_visit.xlsx") -> Edition:
    """The workbook's edition, numbered 1 of its checklist."""
    content, form_id, title = printed(workbook)
    checklist, _ = Checklist.objects.get_or_create(brand=brand, form_id=form_id, defaults={"title": title})
    return another_edition(checklist, content)


def another_edition(checklist: Checklist, content: bytes) -> Edition:
    """The next edition of a checklist with these bytes."""
    return Edition.objects.create(
        checklist=checklist,
        number=checklist.editions.count() + 1,
        sha256=hashlib.sha256(content).hexdigest(),
        printed=content,
    )


def a_wave(edition: Edition, *, number: int, **fields: Any) -> Wave:
    today = timezone.now().date()
    defaults = {
        "name": f"Wave {number}",
        "opens": today - timedelta(days=30),
        "closes": today + timedelta(days=30),
    }
    return Wave.objects.create(
        brand_id=edition.checklist.brand_id,
        checklist=edition.checklist,
        edition=edition,
        number=number,
        **(defaults | fields),
    )


def an_assignment(wave: Wave, store: Store, shopper: Person | None, **fields: Any) -> Assignment:
    """An assignment whose window is open now: assigned where there is a shopper, else open to all."""
    now = timezone.now()
    state = Assignment.State.ASSIGNED if shopper else Assignment.State.OPEN
    defaults: dict[str, Any] = {
        "state": state,
        "window_from": now - timedelta(days=7),
        "window_to": now + timedelta(days=7),
        "scenario": {"scenario_competitor": "true"},
        "brief": {"en": "Ask for the small bag.", "fr": "Demandez le petit sac."},
        "fee": "45.00",
    }
    return Assignment.objects.create(
        brand_id=wave.brand_id,
        wave=wave,
        store=store,
        shopper=shopper,
        edition_id=wave.edition_id,
        **(defaults | fields),
    )


def noon(day: date, zone: str = "Europe/Paris") -> datetime:
    """Noon of a day at a place."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
