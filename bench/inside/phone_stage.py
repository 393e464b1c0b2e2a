"""`python -m bench.inside.phone_stage BRAND`: two shoppers with an assignment each, of 45 and of 500 questions."""

import io
import sys
from datetime import timedelta
from uuid import uuid4

import openpyxl
import orjson
from django.utils import timezone

from audits.checklists.models import Edition
from audits.checklists.services import import_workbook
from audits.people.models import Person
from audits.places.models import Brand, Store
from audits.waves.models import Assignment, Wave
from audits.waves.services import open_wave

PASSWORD = "a long word for one run"
MANY = 500


def main(slug: str) -> None:
    brand = Brand.objects.get(slug=slug)
    short = Wave.objects.filter(brand=brand).latest("number").edition
    told = [_ready(brand, edition, number) for number, edition in enumerate((short, _long(brand)), start=1)]
    print(orjson.dumps(told).decode())


def _ready(brand: Brand, edition: Edition, number: int) -> dict[str, str]:
    """A shopper who can sign in, with one assignment of this edition."""
    shopper = Person.objects.get(email=f"shopper-{number}@{brand.slug}.example")
    shopper.set_password(PASSWORD)
    shopper.save()
    now = timezone.now()
    wave = Wave.objects.filter(edition=edition).first() or open_wave(
        checklist=edition.checklist,
        edition=edition,
        name="Long",
        opens=now.date() - timedelta(days=1),
        closes=now.date() + timedelta(days=30),
        by=None,
    )
    Assignment.objects.create(
        id=uuid4(),
        brand=brand,
        wave=wave,
        store=Store.objects.filter(brand=brand)[0],
        shopper=shopper,
        edition=edition,
        state="assigned",
        window_from=now - timedelta(days=1),
        window_to=now + timedelta(days=7),
    )
    return {"email": shopper.email, "password": PASSWORD, "printed": bytes(edition.printed).decode()}


def _long(brand: Brand) -> Edition:
    """A checklist whose one section asks 500 questions."""
    book = openpyxl.Workbook()
    survey = book.create_sheet("survey", 0)
    survey.append(["type", "name", "label::English (en)"])
    survey.append(["begin_group", "all_of_it", "All of it"])
    for number in range(1, MANY + 1):
        survey.append(
            ["select_one yes_no", f"question_{number}", f"Was detail number {number} as it should be?"]
        )
    survey.append(["end_group", None, None])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label::English (en)"])
    choices.append(["yes_no", "yes", "Yes"])
    choices.append(["yes_no", "no", "No"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    settings.append(["Five hundred questions", "five_hundred", "1", "English (en)"])
    kept = io.BytesIO()
    book.save(kept)
    import_workbook(brand=brand, filename="long.xlsx", content=kept.getvalue(), by=None, publish=True)
    return Edition.objects.filter(checklist__brand=brand).latest("id")


if __name__ == "__main__":
    main(sys.argv[1])
