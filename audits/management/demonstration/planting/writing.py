"""The planted year as rows: sealed bytes under their true hash, grades as graded, and the lines of the journal that
phone and desk would have left. What each visit would take through all doors, 80 ms, is more than a first start has;
the newest visits do go through them (`demonstration.year`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random
from uuid import UUID

from audits.journal.models import Entry
from audits.management.demonstration.phone import Sealing, deliver, names_of, seal
from audits.management.demonstration.planting.cells import Cell
from audits.management.demonstration.planting.verdicts import GRADED, Hands, Made, write_verdicts
from audits.management.demonstration.year import photos_of
from audits.pay.models import Pay
from audits.people.models import Person
from audits.places.models import Brand
from audits.reviews.snapshot import KEPT_ON_VISIT
from audits.visits.models import Blob, Photo, Revision, Visit
from audits.waves.models import Assignment

SEALED = timedelta(minutes=75)
FEES = (55, 60, 65, 70)


def write(brand: Brand, cells: Sequence[Cell], hands: Hands, chance: Random) -> dict[Cell, Assignment]:
    """All rows of these visits, and the assignment of each. The product rebuilds scorecards and facts afterwards."""
    made = [_made(cell, hands, chance) for cell in cells]
    Assignment.objects.bulk_create(one.assignment for one in made)
    Revision.objects.bulk_create(one.revision for one in made)
    Visit.objects.bulk_create(_visit(one, hands) for one in made)
    write_verdicts(made, hands)
    _write_photos(brand, made, hands)
    Pay.objects.bulk_create(_pay(one, hands) for one in made)
    Entry.objects.bulk_create(sorted(_lines(brand, made, hands), key=lambda line: line.at))
    return {one.cell: one.assignment for one in made}


def assignment_of(cell: Cell, shopper: Person, chance: Random) -> Assignment:
    """The assignment that the visit was made on, its look drawn."""
    plan = cell.plan
    return Assignment(
        id=UUID(int=chance.getrandbits(128), version=4),
        brand_id=plan.wave.brand_id,
        wave=plan.wave,
        store=plan.store,
        shopper=shopper,
        edition_id=plan.wave.edition_id,
        state=Assignment.State.VISITED,
        window_from=cell.stepped_in - timedelta(days=2, hours=3),
        window_to=cell.stepped_in + timedelta(days=1, hours=4),
        scenario=cell.values,
        brief=cell.scenario.brief,
        look=cell.look,
        fee=chance.choice(FEES),
        expense_limit=20,
        currency="EUR",
    )


def _made(cell: Cell, hands: Hands, chance: Random) -> Made:
    shopper, photos = hands.crew[cell.shopper], photos_of(cell.plan, cell.answers)
    visit, assignment = UUID(int=chance.getrandbits(128), version=4), assignment_of(cell, shopper, chance)
    edition = cell.plan.wave.edition.sha256
    sealing = Sealing(assignment, shopper, edition, cell.stepped_in, cell.answers, photos)
    sealed = seal(visit, sealing, cell.stepped_in + SEALED)
    arrived = cell.stepped_in.astimezone(UTC) + SEALED + timedelta(seconds=chance.randint(20, 1500))
    revision = Revision(
        visit=visit,
        number=1,
        sha256=sha256(sealed).hexdigest(),
        sealed=sealed,
        answers=cell.answers | {name: names_of(name, pictures) for name, pictures in photos.items()},
        brand_id=assignment.brand_id,
        person=shopper,
        received_at=arrived,
    )
    return Made(cell, visit, assignment, photos, revision)


def _visit(one: Made, hands: Hands) -> Visit:
    plan, opened = one.cell.plan, one.cell.stepped_in - timedelta(minutes=12)
    return Visit(
        id=one.visit,
        brand_id=plan.wave.brand_id,
        wave=plan.wave,
        store=plan.store,
        assignment=one.assignment,
        shopper=hands.crew[one.cell.shopper],
        edition_id=plan.wave.edition_id,
        state=Visit.State.RELEASED,
        current=one.revision,
        opened_at=opened,
        sealed_at=one.cell.stepped_in + SEALED,
        local_day=opened.date(),
        received_at=one.arrived,
        completed_at=one.arrived,
        released_at=one.released,
        **{name: one.cell.grade[name] for name in KEPT_ON_VISIT},
    )


def _write_photos(brand: Brand, made: Sequence[Made], hands: Hands) -> None:
    pictures = {p.sha256: p for one in made for many in one.photos.values() for p in many}
    promised = [
        Blob(brand=brand, sha256=sha, bytes=len(picture.content), mime="image/jpeg")
        for sha, picture in sorted(pictures.items())
    ]
    Blob.objects.bulk_create(promised)
    Photo.objects.bulk_create(_photos(made, {blob.sha256: blob for blob in promised}))
    for picture in pictures.values():
        deliver(picture, brand.pk, hands.crew[0], made[0].arrived)


def _photos(made: Iterable[Made], blobs: dict[str, Blob]) -> Iterator[Photo]:
    for one in made:
        named = [
            (question, name, picture)
            for question, pictures in one.photos.items()
            for name, picture in zip(names_of(question, pictures), pictures, strict=True)
        ]
        for order, (question, name, picture) in enumerate(named):
            yield Photo(
                revision=one.revision,
                blob=blobs[picture.sha256],
                name=name,
                question=question,
                order=order,
                mime="image/jpeg",
                width=picture.width,
                height=picture.height,
                taken_at=one.cell.stepped_in - timedelta(minutes=2),
            )


def _pay(one: Made, hands: Hands) -> Pay:
    return Pay(
        brand_id=one.assignment.brand_id,
        visit_id=one.visit,
        shopper=hands.crew[one.cell.shopper],
        currency="EUR",
        fee=Decimal(one.assignment.fee),
        state=Pay.State.APPROVED,
        decided_at=one.released,
        made_at=one.arrived,
    )


def _lines(brand: Brand, made: Iterable[Made], hands: Hands) -> Iterator[Entry]:
    for one in made:
        shopper = hands.crew[one.cell.shopper]
        told = (
            ("visit.received", one.arrived, shopper),
            ("visit.completed", one.arrived, shopper),
            ("visit.graded", one.arrived + GRADED, None),
            ("visit.released", one.released, hands.rita),
        )
        for verb, at, by in told:
            yield Entry(at=at, handled_at=at, verb=verb, subject=str(one.visit), brand_id=brand.pk, by=by)
