"""`python -m bench.inside.stage BRAND RULE COUNT`: assignments for so many visits, and tokens to send them with."""

import sys
from datetime import timedelta
from random import Random
from uuid import uuid4

import orjson
from django.utils import timezone

from audits.expressions import Outline
from audits.management.volume.answering import give_answers
from audits.people.models import Person
from audits.people.services import make_token
from audits.places.models import Store
from audits.scoring import grade
from audits.waves.models import Assignment, Wave


def main(brand: str, rule: str, count: int) -> None:
    wave = Wave.objects.filter(brand__slug=brand).latest("number")
    Wave.objects.filter(pk=wave.pk).update(release_rule=rule)
    shopper = Person.objects.get(email=f"shopper-1@{brand}.example")
    stores = list(Store.objects.filter(brand__slug=brand).order_by("number")[:100])
    now = timezone.now()
    made = Assignment.objects.bulk_create(
        Assignment(
            id=uuid4(),
            brand_id=wave.brand_id,
            wave=wave,
            store=stores[number % len(stores)],
            shopper=shopper,
            edition_id=wave.edition_id,
            state="assigned",
            window_from=now - timedelta(days=7),
            window_to=now + timedelta(days=7),
        )
        for number in range(count)
    )
    told = {
        "assignments": [[str(one.pk), str(one.store_id)] for one in made],
        "edition": wave.edition.sha256,
        "wave": str(wave.pk),
        "answers": answers_of(bytes(wave.edition.printed)),
        "tokens": {name: token_of(f"{name}@{brand}.example") for name in ("shopper-1", "hq", "region")},
        "region": str(stores[0].region_id),
    }
    print(orjson.dumps(told).decode())


def token_of(email: str) -> str:
    """A personal token."""
    person = Person.objects.get(email=email)
    return make_token(person=person, name="bench", lasts=timedelta(days=1), by=None)[1]


def answers_of(printed: bytes) -> dict[str, object]:
    """45 answers of a visit that nothing holds back."""
    outline = Outline(orjson.loads(printed))
    random = Random(45)
    for _ in range(2000):
        answers, _ = give_answers(outline, random, skill=0.9)
        found = grade(outline, answers, today="2026-03-11", now="2026-03-11T16:00:00Z")
        if len(answers) == 45 and not found.critical and not found.holds:
            return answers
    raise SystemExit("no visit of 45 answers was drawn")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
