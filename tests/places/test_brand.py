"""Hana says her brand's own terms; the brand that competes locks its shoppers out."""

from typing import Any

import pytest
from django.test import Client

from audits.journal.models import Entry
from audits.places.models import Brand
from audits.places.settings import DEFAULTS
from audits.reviews.queue import HOURS, HOURS_RISKY
from audits.reviews.services.appeals import DAYS_TO_DECIDE
from audits.visits.marks import FAR
from tests.cast import Cast
from tests.people.signing import Asker

pytestmark = pytest.mark.django_db


def patch(client: Client, cast: Cast, **wishes: Any) -> Any:
    return client.patch("/api/v1/brand", wishes, "application/json", headers=cast.bearer(cast.hana))


def test_she_changes_what_she_names_and_the_rest_stays(client: Client, cast: Cast) -> None:
    Brand.objects.filter(pk=cast.brand.pk).update(policy={"photo_budget_bytes": 1, "review_hours": 12})
    answer = patch(client, cast, name="Maison Vaudrey Paris", competitors=["atelier-zoe"])
    assert answer.status_code == 200
    told = Asker(client, cast.bearer(cast.hana)).get("/api/v1/brand").json()
    assert (told["name"], told["competitors"], told["review_hours"], told["appeal_decided_days"]) == (
        "Maison Vaudrey Paris",
        ["atelier-zoe"],
        12,
        7,
    )
    cast.brand.refresh_from_db()
    assert cast.brand.policy["photo_budget_bytes"] == 1
    assert Entry.objects.get(verb="brand.changed").detail["competitors"] == ["atelier-zoe"]


@pytest.mark.parametrize(
    "wish",
    [{"timezone": "Mars"}, {"language": "?"}, {"review_hours": 0}, {"competitors": ["a b"]}, {"name": ""}],
    ids=str,
)
def test_what_makes_no_sense_changes_nothing(client: Client, cast: Cast, wish: dict[str, Any]) -> None:
    answer = patch(client, cast, **wish)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not Entry.objects.filter(verb="brand.changed").exists()


def test_another_brands_terms_are_not_told(client: Client, cast: Cast) -> None:
    zoe = Asker(client, cast.bearer(cast.zoe))
    assert zoe.get("/api/v1/brand").json()["slug"] == "atelier-zoe"
    assert zoe.get("/api/v1/brand?brand=maison-vaudrey").status_code == 422


def test_what_is_told_without_a_word_of_hers_is_what_holds() -> None:
    held = {"review_hours": HOURS, "review_hours_risky": HOURS_RISKY, "far_metres": FAR}
    assert held | {"appeal_decided_days": DAYS_TO_DECIDE, "competitors": []} == DEFAULTS
